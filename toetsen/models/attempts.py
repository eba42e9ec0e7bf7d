from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from elearning.core import clock
from elearning.core.models import OutwardModel
from elearning.enrolment.models import Enrolment
from toetsen.enums import AttemptState
from toetsen.models.assessments import Assessment
from toetsen.models.bank import QuestionVersion


class Attempt(OutwardModel):
    """One go at a test. The server holds its state, its time and its score."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts"
    )
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attempts")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="attempts")
    state = models.CharField(
        max_length=10, choices=AttemptState.choices, default=AttemptState.BUSY
    )
    return_path = models.CharField(
        max_length=300, blank=True, help_text="Where the learner came from."
    )
    started_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    points = models.FloatField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "assessment"],
                condition=Q(state=AttemptState.BUSY),
                name="one_busy_attempt",
            ),
            models.CheckConstraint(
                condition=Q(state=AttemptState.BUSY)
                | Q(
                    submitted_at__isnull=False,
                    points__isnull=False,
                    passed__isnull=False,
                ),
                name="submitted_attempt_has_result",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        return reverse("toetsen:attempt", args=[self.uuid])

    @property
    def is_submitted(self) -> bool:
        return self.state == AttemptState.SUBMITTED


class AttemptItem(models.Model):
    """One question as this attempt shows it, with the answer as it was given."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="items")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    response = models.JSONField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    points = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"], name="attempt_item_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"

    @property
    def is_answered(self) -> bool:
        return self.response is not None
