"""A test's page may be published when learners can take the test as it says."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from elearning.core import clock
from elearning.enrolment.paths import all_paths
from modules.models import AssessmentPage
from modules.publishing import Problem, checks
from modules.queries.assessments import fixed_questions, module_above, rows_of
from modules.rules import may_exempt
from toetsen.bank_queries import shortages
from toetsen.drawing import Row, rows_for
from toetsen.enums import Selection
from toetsen.models import Assessment, Question
from toetsen.models.assessments import MOST_QUESTIONS


@checks("modules.AssessmentPage")
def check_assessment(page: AssessmentPage) -> Iterator[Problem]:
    yield from _window(page)
    yield from _other_page(page)
    yield from _exemption(page)
    if page.selection == Selection.DRAWN:
        yield from _blueprint(page)
    else:
        yield from _fixed(page)


def _window(page: AssessmentPage) -> Iterator[Problem]:
    if page.closes_at is None:
        return
    if page.opens_at is not None and page.opens_at >= page.closes_at:
        yield Problem(_("The test closes before it opens."), field="closes_at")
    elif page.closes_at <= clock.now():
        yield Problem(_("The test would be closed already."), field="closes_at")


def _exemption(page: AssessmentPage) -> Iterator[Problem]:
    module = module_above(page)
    if page.exempts and module is not None and not may_exempt(module):
        yield Problem(
            _("Everybody does this module: there is no exemption from it."),
            field="exempts",
        )


def _other_page(page: AssessmentPage) -> Iterator[Problem]:
    """Two pages would each set the one test their own way."""
    others = AssessmentPage.objects.live().filter(assessment_code=page.assessment_code)
    other = others.exclude(pk=page.pk).exclude(key=page.key).first()
    if other is not None:
        yield Problem(
            _("The page “%(title)s” already sets this test.") % {"title": other.title},
            field="assessment_code",
        )


def _fixed(page: AssessmentPage) -> Iterator[Problem]:
    chosen = fixed_questions(page)
    if len(set(chosen)) != len(chosen):
        yield Problem(_("A question stands here twice."), field="questions")
    ready = set(
        Question.objects.published()
        .filter(pk__in=chosen, versions__isnull=False)
        .values_list("pk", flat=True)
    )
    for place, pk in enumerate(chosen):
        if pk not in ready:
            yield Problem(
                _("This question is not published."),
                field="questions",
                path=f"questions[{place}]",
            )
    known = Assessment.objects.filter(code=page.assessment_code, items__isnull=False)
    if not chosen and not known.exists():
        yield Problem(_("The test has no questions yet."), field="questions")


def _blueprint(page: AssessmentPage) -> Iterator[Problem]:
    rows = rows_of(page)
    if not rows:
        yield Problem(
            _("There is no blueprint yet: say what to draw."), field="blueprint"
        )
    # What is short for one path may be enough for another.
    paths = sorted({row.path for row in rows}) or [""]
    said: set[str] = set()
    for path in paths:
        for problem in _shortages(rows, path):
            if str(problem) not in said:
                said.add(str(problem))
                yield problem
        if sum(row.number for row in rows_for(rows, path)) > MOST_QUESTIONS:
            yield Problem(
                _("A test has at most %(most)d questions.") % {"most": MOST_QUESTIONS},
                field="blueprint",
            )


def _shortages(rows: list[Row], path: str) -> Iterator[Problem]:
    mine = [(place, row) for place, row in enumerate(rows) if row.path in {"", path}]
    missing = shortages([row for _place, row in mine])
    for (place, row), short in zip(mine, missing, strict=True):
        if short:
            yield Problem(
                _too_few(row, short), field="blueprint", path=f"blueprint[{place}]"
            )


def _too_few(row: Row, short: int) -> str:
    titles = {path.code: path.title for path in all_paths()}
    what = [row.goal, row.kind, _("about safety") if row.critical else ""]
    what.append(titles.get(row.path, row.path))
    return ngettext(
        "The bank holds too few questions for “%(what)s”: %(asked)d asked, %(short)d missing.",
        "The bank holds too few questions for “%(what)s”: %(asked)d asked, %(short)d missing.",
        short,
    ) % {
        "what": ", ".join(filter(None, what)),
        "asked": row.number,
        "short": short,
    }
