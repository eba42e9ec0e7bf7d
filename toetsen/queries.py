"""Reading tests, attempts and results. Nothing here writes."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from elearning.accounts.models import User
from elearning.knowledge.models import LearningGoal
from elearning.knowledge.queries import Reference, references
from toetsen.enums import AttemptState
from toetsen.models import Assessment, Attempt, AttemptItem
from toetsen.question_types import question_type


@dataclass(frozen=True)
class ReviewedItem:
    """One question as the result page shows it: what was asked, given and right, and why."""

    position: int
    critical: bool
    right: bool
    texts: dict[str, Any]
    references: list[Reference]


@dataclass(frozen=True)
class GoalResult:
    """How a learning goal went: `right` of `asked` questions."""

    code: str
    text: str
    right: int
    asked: int


def assessment_by_code(code: str) -> Assessment | None:
    return Assessment.objects.filter(code=code).first()


def attempt_by_uuid(key: uuid.UUID) -> Attempt | None:
    return (
        Attempt.objects.select_related("assessment", "enrolment")
        .filter(uuid=key)
        .first()
    )


def attempts_of(user: User, assessment: Assessment) -> QuerySet[Attempt]:
    """The attempts of one learner at one test, newest first."""
    return Attempt.objects.filter(user=user, assessment=assessment)


def results_for(users: Iterable[User], assessment: Assessment) -> dict[int, Attempt]:
    """The best submitted attempt of each of `users`, by user id: passed first, then most points."""
    submitted = Attempt.objects.filter(
        user__in=users, assessment=assessment, state=AttemptState.SUBMITTED
    ).order_by("user_id", "passed", "points", "submitted_at")
    return {attempt.user_id: attempt for attempt in submitted}


def reviewed_items(attempt: Attempt) -> list[ReviewedItem]:
    """The questions of a submitted attempt with what was given, what is right and the feedback."""
    items = list(attempt.items.select_related("version__question"))
    texts = [
        question_type(i.version.question.kind).feedback(i.version.data, i.response)
        for i in items
    ]
    known = references(code for text in texts for code in text["sources"])
    return [
        ReviewedItem(
            position=item.position,
            critical=item.version.critical,
            right=item.score == 1,
            texts=text,
            references=[known[code] for code in text["sources"] if code in known],
        )
        for item, text in zip(items, texts, strict=True)
    ]


def goal_results(attempt: Attempt) -> list[GoalResult]:
    """The result of a submitted attempt by learning goal, in the order of their codes."""
    tallies: dict[str, list[bool]] = defaultdict(list)
    for item in attempt.items.select_related("version__question"):
        tallies[item.version.goal_code].append(item.score == 1)
    texts = dict(
        LearningGoal.objects.filter(code__in=tallies).values_list("code", "text")
    )
    return [
        GoalResult(code, texts.get(code, code), sum(rights), len(rights))
        for code, rights in sorted(tallies.items())
    ]


def unanswered_positions(attempt: Attempt) -> list[int]:
    return list(
        attempt.items.filter(response__isnull=True).values_list("position", flat=True)
    )


def missed_critical(attempt: Attempt) -> list[AttemptItem]:
    """The critical questions of a submitted attempt that did not earn all their points."""
    return list(
        attempt.items.filter(version__critical=True, score__lt=1).select_related(
            "version__question"
        )
    )


def attempt_data(user: User) -> list[dict[str, Any]]:
    """Every attempt of `user` with what she answered, as JSON values, for herself only."""
    attempts = user.attempts.select_related("assessment").prefetch_related(
        "items__version__question"
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
            "passed": attempt.passed,
            "answers": [
                {
                    "question": item.version.question.code,
                    "given": item.response,
                    "score": item.score,
                }
                for item in attempt.items.all()
            ],
        }
        for attempt in attempts.order_by("pk")
    ]
