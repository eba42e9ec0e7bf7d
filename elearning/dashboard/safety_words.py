"""What is missed most where safety is at stake, on the coordinator's page."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from elearning.dashboard.enums import Figure
from elearning.dashboard.places import Place
from elearning.dashboard.queries.frozen import Grid, Shown
from elearning.dashboard.queries.titles import Titles
from elearning.dashboard.wording import Block, Line, as_of, begin, block, share

MOST_MISSED = 5


def safety_blocks(grid: Grid, titles: Titles, path: str) -> list[Block]:
    """Questions of the tests on one learning path, and red flags of the cases."""
    place = Place(path)
    questions = [
        Line(
            titles.question(c),
            grid.cell(Figure.QUESTION_MISSED, place, c),
        )
        for c in grid.subjects(Figure.QUESTION_MISSED, place)
    ]
    flags = [
        Line(titles.flag(s), grid.cell(Figure.RED_FLAG, Place(), s))
        for s in grid.subjects(Figure.RED_FLAG, Place())
    ]
    return [
        block(
            _("Questions about safety that are missed most"),
            _most(
                questions,
                lambda n: ngettext(
                    "one other question", "%(number)d other questions", n
                ),
            ),
            source=_("tests, statements under a pseudonym"),
            sentence=lambda line: (
                _(
                    "%(share)s participants who took the test at some time missed the question"
                    " “%(question)s”, %(state)s."
                )
                % {
                    "share": begin(share(line.cell)),
                    "question": line.label,
                    "state": as_of(line),
                }
            ),
            what=_("Question"),
            counted=_("Missed it"),
        ),
        block(
            _("Safety rules that go wrong most in the cases"),
            _most(
                flags,
                lambda n: ngettext("one other rule", "%(number)d other rules", n),
            ),
            source=_(
                "anonymous counters of first finished runs, without organisation or region"
            ),
            sentence=lambda line: (
                _(
                    "In the cases %(share)s learners at first chose against the rule"
                    " “%(rule)s”, %(state)s."
                )
                % {
                    "share": share(line.cell),
                    "rule": line.label,
                    "state": as_of(line),
                }
            ),
            what=_("Safety rule"),
            counted=_("Chose against it"),
        ),
    ]


def _most(lines: list[Line], others: Callable[[int], str]) -> list[Line]:
    """The largest shares first. What is hidden stands together at the end, without names.

    Which of them is missed most may not be told, so naming each would be a list of the same words.
    """
    known = [line for line in lines if line.cell.base is not None]
    known.sort(key=lambda line: (-_part(line.cell), line.label))
    hidden = [line for line in lines if line.cell.base is None]
    if not hidden:
        return known[:MOST_MISSED]
    label = others(len(hidden)) % {"number": len(hidden)}
    return [*known[:MOST_MISSED], Line(label, hidden[0].cell)]


def _part(cell: Shown) -> float:
    return (cell.count or 0) / cell.base if cell.base else 0.0
