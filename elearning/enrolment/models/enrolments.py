from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from elearning.accounts.models import Organisation
from elearning.core import clock
from elearning.core.models import OutwardModel
from elearning.enrolment.models.cohorts import Cohort


class Enrolment(OutwardModel):
    """A person on a learning path: in a cohort, or on her own with or without an organisation."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrolments"
    )
    path_key = models.UUIDField()
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "path_key", "cohort"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="enrolment_current_unique",
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)
