"""What the bank holds for a blueprint, and what one learner saw of it before."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from random import Random

from django.db.models import Q

from elearning.accounts.models import User
from toetsen.drawing import Candidate, Row, draw
from toetsen.models import Assessment, AssessmentItem, Attempt, AttemptItem, Question
from toetsen.models.bank import QuestionQuerySet
from toetsen.question_types import question_type

FIELDS = ("pk", "goal_code", "kind", "critical")


def bank_for(rows: Sequence[Row]) -> list[Candidate]:
    """The published questions that fit any of `rows`, without what is heavy. One query."""
    if not rows:
        return []
    codes = {row.goal for row in rows}
    wanted = reduce(or_, (Q(goal_code=code) | Q(module_code=code) for code in codes))
    found = Question.objects.published().filter(wanted, versions__isnull=False)
    return [
        Candidate(pk, goal, kind, critical, question_type(kind).scored)
        for pk, goal, kind, critical in _light(found).values_list(*FIELDS).distinct()
    ]


def _light(questions: QuestionQuerySet) -> QuestionQuerySet:
    """Without what a sensitive test asks under a notice, when the learner chose so (ADR 0050).

    Who is given a question by chance has had neither. Of a sensitive test that was published before
    it said which are heavy, all are.
    """
    known = Assessment.heavy.through.objects.values("question")
    unknown = AssessmentItem.objects.filter(
        assessment__sensitive=True, assessment__heavy=None
    )
    return questions.exclude(pk__in=known).exclude(pk__in=unknown.values("question"))


def seen_questions(user: User, assessment: Assessment) -> set[int]:
    """The questions that `user` was shown in earlier attempts at the test. One query."""
    items = AttemptItem.objects.filter(
        attempt__user=user, attempt__assessment=assessment
    )
    return set(items.values_list("version__question_id", flat=True))


def asked_in(attempt: Attempt) -> set[int]:
    """The questions that an attempt asked, also after a miss, by key. One query."""
    items = attempt.items.values_list(
        "version__question_id", "repair__version__question_id"
    )
    return {pk for pair in items for pk in pair if pk is not None}


def shortages(rows: Sequence[Row]) -> list[int]:
    """Of each row how many questions the bank is short now, when all of them are drawn together.

    Two rows may want the same questions, so it is the draw itself that says so. One query.
    """
    return draw(rows, bank_for(rows), Random(0)).missing  # noqa: S311 -- only counted
