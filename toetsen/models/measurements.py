from django.conf import settings
from django.db import models
from django.db.models import F, Q

from elearning.core import clock
from elearning.core.models import OutwardModel
from elearning.enrolment.models import Enrolment
from toetsen.enums import MomentKind


class Measurement(OutwardModel):
    """One person, one moment, one version of an instrument (ADR 0034).

    `sealed` holds every answer, encrypted under the learner's own key; no column holds one. Once
    `done_at` is there, nothing in it changes any more.
    """

    SEALED_AS = "measurement"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="measurements"
    )
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="measurements"
    )
    instrument = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    moment = models.CharField(max_length=8, choices=MomentKind.choices)
    started_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "instrument", "moment"], name="measured_once_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(sealed__isnull=False),
                name="done_measurement_has_contents",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


class Consent(models.Model):
    """That somebody said yes to one version of a study, and until when; never why not."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="study_consents"
    )
    study = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "study", "version"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_given_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(withdrawn_at__gte=F("given_at")),
                name="consent_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study} v{self.version}"


class StudyReport(models.Model):
    """What a study's report says, frozen: over everything finished before `until` (ADR 0035).

    A new one comes only when at least ten people came in; the figures hold no person.
    """

    study = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    until = models.DateTimeField()
    made_at = models.DateTimeField(default=clock.now)
    figures = models.JSONField()

    class Meta:
        ordering = ["-until"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "version", "until"], name="study_report_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.study} v{self.version} {self.until:%Y-%m-%d}"
