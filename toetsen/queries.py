"""Reading tests, attempts and results. Nothing here writes."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core.database import Given, Prepared
from elearning.enrolment.models import Enrolment
from elearning.enrolment.paths import path_by_key
from elearning.knowledge.models import LearningGoal
from elearning.knowledge.queries import Reference, references
from toetsen.enums import AttemptState, Grade, StepState
from toetsen.lessons import LessonLink, lessons_for, reference_of
from toetsen.models import Assessment, Attempt, AttemptItem, ExtraTime
from toetsen.question_types import question_type
from toetsen.question_types.base import JSON, Review
from toetsen.scoring import grade
from toetsen.versions import shown_items


@dataclass(frozen=True)
class ReviewedItem:
    """One question as the result page shows it: what was asked, given and right, and why.

    `earned` of `possible` marks; None where nothing can be earned.
    """

    position: int
    critical: bool
    grade: Grade
    earned: float | None
    possible: float
    texts: Review
    references: list[Reference]
    lesson: LessonLink | None = None

    @property
    def right(self) -> bool:
        return self.grade == Grade.RIGHT

    @property
    def missed_critical(self) -> bool:
        return self.critical and self.grade in {Grade.PARTLY, Grade.WRONG}


@dataclass(frozen=True)
class Step:
    """One question of a busy attempt, for the list of them."""

    position: int
    name: str
    url: str
    is_answered: bool
    is_whole: bool
    is_scored: bool

    @property
    def state(self) -> StepState:
        """Where it stands, for the learner; its label is the word for it."""
        if self.is_answered and not self.is_scored:
            return StepState.DONE
        if not self.is_whole:
            return StepState.UNFINISHED
        return StepState.SAVED if self.is_answered else StepState.OPEN


@dataclass(frozen=True)
class GoalResult:
    """How a learning goal went: `right` of `asked` questions."""

    code: str
    text: str
    right: int
    asked: int


def assessment_by_code(code: str) -> Assessment | None:
    return _BY_CODE.first(code=code)


_BY_CODE = Prepared(lambda: Assessment.objects.filter(code=Given("code")))


def attempt_by_uuid(key: uuid.UUID) -> Attempt | None:
    """The attempt with its test."""
    return _BY_UUID.first(key=key)


def locked_by_uuid(key: uuid.UUID) -> Attempt | None:
    """As `attempt_by_uuid`, and nobody else's until the transaction ends."""
    return _LOCKED_BY_UUID.first(key=key)


_BY_UUID = Prepared(
    lambda: Attempt.objects.filter(uuid=Given("key")).select_related("assessment")
)
_LOCKED_BY_UUID = Prepared(lambda: Attempt.objects.locked().filter(uuid=Given("key")))


def busy_attempt(user: User, assessment: Assessment) -> Attempt | None:
    """The attempt that goes on, also when its time is over."""
    return _BUSY.first(user=user.pk, assessment=assessment.pk)


_BUSY = Prepared(
    lambda: Attempt.objects.filter(
        user=Given("user"), assessment=Given("assessment"), state=AttemptState.BUSY
    )
)


def attempts_of(user: User, assessment: Assessment) -> QuerySet[Attempt]:
    """The attempts of one learner at one test, newest first."""
    return Attempt.objects.filter(user=user, assessment=assessment)


def attempts_left(user: User, assessment: Assessment) -> int | None:
    """How often `user` may still begin; None without a limit, and then no query."""
    if assessment.max_attempts is None:
        return None
    return max(0, assessment.max_attempts - attempts_of(user, assessment).count())


def extra_time(enrolment: Enrolment, assessment: Assessment) -> timedelta:
    """How much longer than others this person has; no query for a test without a clock."""
    if not assessment.time_limit:
        return timedelta()
    given = ExtraTime.objects.filter(enrolment=enrolment)
    percent = given.values_list("percent", flat=True).first() or 0
    return timedelta(minutes=assessment.time_limit * percent / 100)


def pass_mark(enrolment: Enrolment, assessment: Assessment) -> int:
    """How many percent of the marks it takes on this learning path: its own, else the test's."""
    path = path_by_key(enrolment.path_key)
    own = path.pass_percentage if path else None
    return own or assessment.pass_percentage


def results_for(users: Iterable[User], assessment: Assessment) -> dict[int, Attempt]:
    """The best submitted attempt of each of `users`, by user id: passed first, then most points."""
    submitted = Attempt.objects.filter(
        user__in=users, assessment=assessment, state=AttemptState.SUBMITTED
    ).order_by("user_id", "passed", "points", "submitted_at")
    return {attempt.user_id: attempt for attempt in submitted}


def reviewed_items(attempt: Attempt) -> list[ReviewedItem]:
    """The questions of a submitted attempt with what was given, what is right and the feedback."""
    return reviewed(shown_items(attempt))


def reviewed(items: Sequence[AttemptItem]) -> list[ReviewedItem]:
    """As `reviewed_items`, of those that may be told now."""
    texts = [i.kind.review(i.version.data, i.response) for i in items]
    known = references(code for text in texts for code in text.sources)
    read = [reference_of(text.review_lesson) for text in texts]
    lessons = lessons_for({one for one in read if one})
    return [
        ReviewedItem(
            position=item.position,
            critical=item.version.critical,
            grade=grade(_score(item)),
            earned=None if (score := _score(item)) is None else score * item.max_mark,
            possible=item.max_mark,
            texts=text,
            references=[known[code] for code in text.sources if code in known],
            lesson=lessons.get(lesson) if lesson else None,
        )
        for item, text, lesson in zip(items, texts, read, strict=True)
    ]


def _score(item: AttemptItem) -> float | None:
    """What is kept, or, in a practice test that is not handed in, what the answer comes to."""
    if item.score is None and item.checked_at:
        return item.kind.score(item.version.data, item.response)
    return item.final_score


def goal_results(attempt: Attempt) -> list[GoalResult]:
    """The result of a submitted attempt by learning goal, in the order of their codes.

    A question that is partly right is not counted as right; one that is never scored is left out.
    """
    tallies: dict[str, list[bool]] = defaultdict(list)
    for item in scored_items(attempt):
        tallies[item.version.goal_code].append(item.final_score == 1)
    texts = dict(
        LearningGoal.objects.filter(code__in=tallies).values_list("code", "text")
    )
    return [
        GoalResult(code, texts.get(code, code), sum(rights), len(rights))
        for code, rights in sorted(tallies.items())
    ]


def scored_items(attempt: Attempt) -> QuerySet[AttemptItem]:
    """The questions of a submitted attempt that something could be earned with."""
    return attempt.items.filter(score__isnull=False).select_related("version__question")


def asks_any(attempt: Attempt, questions: Iterable[int]) -> bool:
    """Whether one of these questions (by key) is in the attempt. One query."""
    return attempt.items.filter(version__question__in=list(questions)).exists()


def steps(items: Iterable[AttemptItem]) -> list[Step]:
    """Each of the `shown_items` of a busy attempt, for the list of them."""
    return [
        Step(
            position=item.position,
            name=_("Question %(number)s") % {"number": item.position},
            url=item.attempt.question_url(item.position),
            is_answered=item.is_answered,
            is_whole=not item.complaint,
            is_scored=item.kind.scored,
        )
        for item in items
    ]


def practice_question(kind: str, data: JSON, *, seed: str) -> dict[str, Any]:
    """What shows a question of type `kind` that says `data` outside a test, nothing chosen (ADR 0047).

    The same `seed` gives the same order on the screen. Reads no row and keeps nothing; raises
    LookupError for an unknown type and msgspec.ValidationError for data of another shape.
    """
    handler = question_type(kind)
    # The order of what is on a screen, no secret.
    shown = handler.arranged(data, Random(seed))  # noqa: S311
    return handler.context(data, None, shown)


def place_to_go_on(attempt: Attempt) -> str:
    """The address of the first question without an answer, else of the look back. One query."""
    unanswered = _UNANSWERED.rows(attempt=attempt.pk)
    if unanswered:
        return attempt.question_url(unanswered[0][0])
    return reverse("toetsen:submit", args=[attempt.uuid])


_UNANSWERED = Prepared(
    lambda: AttemptItem.objects.filter(
        attempt=Given("attempt"), response__isnull=True
    ).values_list("position")[:1]
)


def attempt_data(user: User) -> list[dict[str, Any]]:
    """Every attempt of `user` with what she answered, as JSON values, for herself only."""
    attempts = user.attempts.select_related("assessment").prefetch_related(
        "items__version__question", "items__repair__version__question"
    )
    return [
        {
            "test": attempt.assessment.title,
            "state": attempt.state,
            "begun": attempt.started_at.isoformat(),
            "handed_in": attempt.submitted_at.isoformat()
            if attempt.submitted_at
            else None,
            "points": attempt.points,
            "needed_percent": attempt.pass_mark,
            "passed": attempt.passed,
            "answers": [
                {
                    "question": item.version.question.code,
                    "given": item.response,
                    "score": item.score,
                    "score_by_corrected_key": item.corrected_score,
                    "given_too_late": item.late_response,
                    **_asked_again(item),
                }
                for item in attempt.items.all()
            ],
        }
        for attempt in attempts.order_by("pk")
    ]


def _asked_again(item: AttemptItem) -> dict[str, Any]:
    repair = getattr(item, "repair", None)
    if repair is None:
        return {}
    return {
        "asked_again": {
            "question": repair.version.question.code,
            "given": repair.response,
            "score": repair.score,
        }
    }
