from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from elearning.core import clock
from elearning.core.models import OutwardModel
from elearning.enrolment.models import Enrolment
from toetsen.enums import AttemptState
from toetsen.models.assessments import Assessment
from toetsen.models.bank import QuestionVersion
from toetsen.question_types import QuestionType, question_type

# An answer that was sent in time may still be travelling.
ON_ITS_WAY = timedelta(seconds=5)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def locked(self) -> "AttemptQuerySet":
        """These as they are now, with their tests, and nobody else's until the transaction ends."""
        rows = self.select_for_update(of=["self"], no_key=True)
        return rows.select_related("assessment")


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
    time_limit = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="In minutes, of the test as it was then; extra time is a part of this.",
    )
    pass_percentage = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="What it took to pass then; empty: begun before this was kept.",
    )
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="When it is over; empty: no end."
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    timed_out = models.BooleanField(
        default=False, help_text="Closed because the time was over."
    )
    points = models.FloatField(null=True, blank=True, help_text="Marks earned.")
    max_points = models.FloatField(null=True, blank=True, help_text="Marks possible.")
    passed = models.BooleanField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

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
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state=AttemptState.BUSY, due_at__isnull=False),
                name="attempt_busy_until",
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        return self._url

    def question_url(self, position: int) -> str:
        """The address of question `position` (from 1): its number under the attempt's own."""
        return f"{self._url}{position}/"

    @cached_property
    def _url(self) -> str:
        return reverse("toetsen:attempt", args=[self.uuid])

    @property
    def score(self) -> float | None:
        """The share of all marks, 0.0 to 1.0; None until handed in."""
        if self.points is None or not self.max_points:
            return None
        return self.points / self.max_points

    @property
    def pass_mark(self) -> int:
        """How many percent of the marks it takes to pass (ADR 0051)."""
        return self.pass_percentage or self.assessment.pass_percentage

    @property
    def is_submitted(self) -> bool:
        return self.state == AttemptState.SUBMITTED

    @property
    def is_over(self) -> bool:
        """Whether its time has run out, with a little for what is on its way."""
        return self.due_at is not None and clock.now() > self.due_at + ON_ITS_WAY


class AttemptItem(models.Model):
    """One question as this attempt shows it, with the answer as it was given.

    `version` is exactly what was shown, `shown` the keys of its options in the order on the
    screen. `chosen` are the option keys (or, for typed answers, the classes of answers) in
    `response`, for analysis by option. `score` is the share earned, 0.0 to 1.0, of `max_mark`
    marks; None until handed in, and always where the question's type is never scored.
    `late_response` came after the time was over: kept, and never counted. `checked_at` is when a
    practice test said what was right: from then on the answer stays. `corrected_score` is by the
    key of `corrected_by`, a newer version that asked the same: it counts, and `score`, by which
    statistics are made, stays.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="items")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    response = models.JSONField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    late_response = models.JSONField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    shown = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    chosen = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    score = models.FloatField(null=True, blank=True)
    max_mark = models.FloatField(default=1.0)
    corrected_score = models.FloatField(null=True, blank=True)
    corrected_by = models.ForeignKey(
        QuestionVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )

    # Whether no question follows; only there where the attempt was asked for it (`own_item`).
    is_last: bool

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"], name="attempt_item_unique"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1),
                name="attempt_item_score_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(corrected_score__isnull=True)
                | Q(corrected_score__gte=0, corrected_score__lte=1),
                name="attempt_item_corrected_score_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(max_mark__gt=0), name="attempt_item_has_a_mark"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"

    @property
    def kind(self) -> QuestionType[Any]:
        """The handler of the type that the question had when it was shown."""
        return question_type(self.version.kind)

    @property
    def final_score(self) -> float | None:
        """The share that counts: by the corrected key where there is one."""
        return self.score if self.corrected_score is None else self.corrected_score

    @property
    def mark(self) -> float | None:
        """The marks earned: `final_score` times `max_mark`."""
        score = self.final_score
        return None if score is None else score * self.max_mark

    @property
    def is_answered(self) -> bool:
        return self.response is not None

    @property
    def complaint(self) -> str:
        """What the answer still lacks, for the learner; empty when it is whole or not there."""
        if not self.is_answered:
            return ""
        return self.kind.complaint(self.version.data, self.response)
