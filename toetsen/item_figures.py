"""Everything that is worked out about one test and its questions, from the answers in the database."""

from dataclasses import dataclass
from datetime import datetime

from toetsen.analysis.answers import main_form
from toetsen.analysis.assessment import AssessmentStatistics, assessment_statistics
from toetsen.analysis.items import ItemStatistics, item_statistics
from toetsen.analysis.options import OptionStatistics, option_statistics
from toetsen.answer_arrays import FirstAnswers, first_answers
from toetsen.models import Assessment, QuestionVersion
from toetsen.question_types import question_type
from toetsen.question_types.base import Choice


@dataclass(frozen=True)
class QuestionFigures:
    """One question version: how it does as a whole, and per option (none for typed answers)."""

    item: ItemStatistics
    options: list[OptionStatistics]
    divides: bool = True  # whether one answer takes one option at most


@dataclass(frozen=True)
class AssessmentFigures:
    """Exact figures, of any number of people: whoever shows them applies the rules for groups."""

    whole: AssessmentStatistics | None
    questions: list[QuestionFigures]


def assessment_figures(
    assessment: Assessment, *, before: datetime
) -> AssessmentFigures:
    """The figures of `assessment` over first attempts that were handed in before a moment.

    Two queries. A hundred thousand attempts at 24 questions take seconds (docs/performance.md).
    """
    found = first_answers(assessment.pk, before=before)
    versions = QuestionVersion.objects.in_bulk(
        sorted(set(found.answers.version.tolist()))
    )
    kinds = {pk: question_type(v.kind) for pk, v in versions.items()}
    guesses = {pk: kinds[pk].guess_score(v.data) for pk, v in versions.items()}
    choices = {pk: kinds[pk].choices(v.data) for pk, v in versions.items()}
    form = main_form(found.answers)
    return AssessmentFigures(
        whole=assessment_statistics(form) if form else None,
        questions=[
            QuestionFigures(
                item,
                _options(found, item, choices[item.version]),
                kinds[item.version].divides,
            )
            for item in item_statistics(found.answers, guesses, form)
        ],
    )


def _options(
    found: FirstAnswers,
    item: ItemStatistics,
    choices: list[Choice],
) -> list[OptionStatistics]:
    return option_statistics(
        found.answers,
        item.version,
        [(choice.key, choice.score > 0) for choice in choices],
        found.takers(item.version, [choice.key for choice in choices]),
    )
