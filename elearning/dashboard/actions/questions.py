"""Freezing how questions did: part of closing a month."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from elearning.dashboard.models import ClosedPeriod, FrozenQuestion
from elearning.dashboard.months import first_of_next
from elearning.dashboard.question_figures import (
    is_new_enough,
    shown_assessment,
    shown_question,
)
from toetsen.item_figures import AssessmentFigures, assessment_figures
from toetsen.models import Assessment, QuestionVersion

# One figure: the version (None: the whole test), how many attempts, and what is shown of it.
Figures = tuple[int | None, int, dict[str, Any]]


def freeze_questions(period: ClosedPeriod) -> None:
    """Freeze the figures of every test that is not sensitive, as at the end of `period`.

    In the transaction of the caller, once a period. Of a sensitive test nothing is worked out.
    """
    end = first_of_next(period.month)
    before = timezone.make_aware(datetime.combine(end, time.min))
    for assessment in Assessment.objects.filter(sensitive=False):
        figures = assessment_figures(assessment, before=before)
        FrozenQuestion.objects.bulk_create(_rows(period, assessment, figures))


def _rows(
    period: ClosedPeriod, assessment: Assessment, figures: AssessmentFigures
) -> Iterator[FrozenQuestion]:
    earlier = {
        row.version_id: row
        for row in FrozenQuestion.objects.filter(
            assessment=assessment, period__month__lt=period.month
        ).order_by("period__month")
    }
    for version, people, shown in _shown(figures):
        old = earlier.pop(version, None)
        if is_new_enough(people, old.people if old else None):
            yield _row(period, assessment, version, people, period.month, shown)
        elif old is not None:
            yield _row(period, assessment, version, old.people, old.as_of, old.shown)
    for (
        version,
        old,
    ) in earlier.items():  # nobody's answers are left, or the form is another
        yield _row(period, assessment, version, old.people, old.as_of, old.shown)


def _row(
    period: ClosedPeriod,
    assessment: Assessment,
    version: int | None,
    people: int,
    as_of: Any,
    shown: dict[str, Any],
) -> FrozenQuestion:
    return FrozenQuestion(
        period=period,
        assessment=assessment,
        version_id=version,
        people=people,
        as_of=as_of,
        shown=shown,
    )


def _shown(figures: AssessmentFigures) -> Iterator[Figures]:
    critical = dict(
        QuestionVersion.objects.filter(
            pk__in=[q.item.version for q in figures.questions]
        ).values_list("pk", "question__critical")
    )
    if figures.whole is not None:
        yield None, figures.whole.attempts, shown_assessment(figures.whole)
    for question in figures.questions:
        item = question.item
        shown = shown_question(question, critical=critical[item.version])
        yield item.version, item.attempts, shown
