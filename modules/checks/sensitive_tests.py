"""A sensitive test may be published with a notice and with other questions that count the same."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from modules.checks.lessons import stream_problems
from modules.models import AssessmentPage
from modules.publishing import Problem, checks
from modules.queries.assessments import fixed_questions
from toetsen.enums import Selection
from toetsen.models import AssessmentItem, Question
from toetsen.question_types import question_type

FIELD = "other_questions"


@checks("modules.AssessmentPage")
def check_sensitive_test(page: AssessmentPage) -> Iterator[Problem]:
    """What is wrong with the notice and the other questions, at its place. At most three queries."""
    yield from stream_problems(page, "body")
    rows = [row["value"] for row in page.other_questions.raw_data]
    if not page.sensitive:
        if rows:
            yield Problem(
                _("There are other questions, but this test is not marked sensitive."),
                field="sensitive",
            )
        return
    if not page.notice.strip():
        yield Problem(_("A sensitive test needs a content notice."), field="notice")
    if page.selection == Selection.DRAWN:
        yield Problem(
            _(
                "A sensitive test cannot be drawn: its heavy questions have to be known. Choose "
                "fixed questions."
            ),
            field="selection",
        )
    elif not rows:
        yield Problem(
            _(
                "A sensitive test needs other questions of the same value in the place of the "
                "heavy ones."
            ),
            field=FIELD,
        )
    else:
        yield from _other_questions(_asked(page), rows)


def _asked(page: AssessmentPage) -> set[int]:
    """The ids of the questions of the test as it will be once the page is published."""
    chosen = fixed_questions(page)
    if chosen:
        return set(chosen)
    items = AssessmentItem.objects.filter(assessment__code=page.assessment_code)
    return set(items.order_by().values_list("question_id", flat=True))


def _other_questions(asked: set[int], rows: list[dict[str, int]]) -> Iterator[Problem]:
    found = Question.objects.in_bulk({key for row in rows for key in row.values()})
    seen: set[int] = set()
    for number, row in enumerate(rows):
        path = f"{FIELD}[{number}]"
        heavy, other = found.get(row["question"]), found.get(row["instead"])
        if heavy is None or other is None:
            yield Problem(_("This card refers to nothing."), field=FIELD, path=path)
            continue
        for name, message in _pair(heavy, other, asked, seen):
            yield Problem(message, place=heavy.code, field=FIELD, path=f"{path}.{name}")
        seen |= {heavy.pk, other.pk}


def _pair(
    heavy: Question, other: Question, asked: set[int], seen: set[int]
) -> Iterator[tuple[str, str]]:
    """Why `other` cannot stand in the place of `heavy`, with the part of the row that it is in."""
    codes = {"other": other.code, "goal": heavy.goal_code}
    if heavy.pk not in asked:
        yield "question", _("This question is not in the test.")
    if heavy.pk in seen:
        yield "question", _("This question stands here twice.")
    if other.pk in asked:
        yield "instead", _("The question %(other)s is in the test already.") % codes
    elif other.pk in seen:
        yield "instead", _("The question %(other)s stands here twice.") % codes
    if not other.live:
        yield "instead", _("The question %(other)s is not published.") % codes
    if other.goal_code != heavy.goal_code:
        yield (
            "instead",
            _("The question %(other)s is not about the same goal, %(goal)s.") % codes,
        )
    if other.critical != heavy.critical:
        yield (
            "instead",
            _("One of the two is critical for safety. Choose both so, or neither."),
        )
    # A draft without a type yet is no question; that it is not published is said above.
    if heavy.kind and other.kind and _counts(other) != _counts(heavy):
        yield (
            "instead",
            _(
                "One of the two never counts for the result. Choose both so, or neither."
            ),
        )


def _counts(question: Question) -> bool:
    return question_type(question.kind).scored
