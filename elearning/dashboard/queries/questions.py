"""The newest frozen figures of a test and its questions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from elearning.dashboard.models import FrozenQuestion
from toetsen.models import Assessment
from toetsen.question_types import question_type


@dataclass(frozen=True)
class ShownQuestion:
    """One version of a question with what may be shown of it.

    `options` by key their text, `partly` the keys of those that earn something but not all.
    """

    code: str
    number: int
    text: str
    options: dict[str, str]
    partly: frozenset[str]
    as_of: date
    figures: dict[str, Any]


@dataclass(frozen=True)
class QuestionScreen:
    """`whole` and `as_of` are None when nothing may be shown of the test as a whole."""

    assessment: Assessment
    whole: dict[str, Any] | None
    as_of: date | None
    questions: list[ShownQuestion]


def question_screen(assessment: Assessment) -> QuestionScreen:
    """What the newest closed month says of `assessment`; nothing when it is sensitive. One query.

    What deserves a look comes first, then by code. Of a question its newest version with figures: an
    older one says nothing of what is asked now, once there is something to say of the newer.
    """
    rows = [] if assessment.sensitive else _newest(assessment)
    whole = next((row for row in rows if row.version is None), None)
    return QuestionScreen(
        assessment=assessment,
        whole=whole.shown if whole else None,
        as_of=whole.as_of if whole else None,
        questions=sorted(
            (_question(row) for row in _newest_versions(rows)),
            key=lambda q: (q.figures["verdict"] is None, q.code),
        ),
    )


def _newest(assessment: Assessment) -> list[FrozenQuestion]:
    rows = list(
        FrozenQuestion.objects.filter(assessment=assessment)
        .select_related("version__question", "period")
        .order_by("-period__month", "pk")
    )
    return [row for row in rows if row.period_id == rows[0].period_id]


def _newest_versions(rows: list[FrozenQuestion]) -> list[FrozenQuestion]:
    found = [row for row in rows if row.version is not None]
    by_age = sorted(found, key=lambda row: row.version.number)
    return list({row.version.question_id: row for row in by_age}.values())


def _question(row: FrozenQuestion) -> ShownQuestion:
    version = row.version
    kind = question_type(version.kind)
    choices = kind.choices(version.data)
    return ShownQuestion(
        code=version.question.code,
        number=version.number,
        text=version.data["text"],
        options={choice.key: choice.text for choice in choices},
        partly=frozenset(c.key for c in choices if kind.divides and 0 < c.score < 1),
        as_of=row.as_of,
        figures=row.shown,
    )
