from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from elearning.accounts.models import Organisation, Programme
from elearning.core import clock
from elearning.core.models import OutwardModel


class Cohort(OutwardModel):
    """A class or group that walks one learning path together between two days."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="cohorts"
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="cohorts"
    )
    path_key = models.UUIDField(_("learning path"))
    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    lecturers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="cohorts_taught", blank=True
    )
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"], name="cohort_name_unique"
            ),
        ]
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")

    def __str__(self) -> str:
        return self.name


class JoinCode(models.Model):
    """Whoever uses it before its last day is in the cohort."""

    code = models.CharField(max_length=12, unique=True)
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="join_codes")
    expires_on = models.DateField(_("last day"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_on >= clock.today()
