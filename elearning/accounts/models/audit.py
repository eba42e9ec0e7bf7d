from typing import ClassVar

from django.conf import settings
from django.db import models

from elearning.core import clock


class AuditEvent(models.Model):
    """Who did what to which row. Holds ids and enum values, never a text a person wrote."""

    at = models.DateTimeField(default=clock.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.SET_NULL, null=True, related_name="+"
    )
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind} {self.subject_id}"
