"""How a frozen figure is said: in a sentence, in a picture and in a table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from elearning.dashboard.queries.frozen import Shown


@dataclass(frozen=True)
class Line:
    """One figure with what it is about."""

    label: str
    cell: Shown


@dataclass(frozen=True)
class Block:
    """A sentence, then the picture, then the table; what is hidden is said in its place."""

    title: str
    sentence: str
    chart: list[dict[str, Any]]
    maximum: int | None
    headers: list[str]
    rows: list[list[str]]
    source: str
    any_hidden: bool
    any_kept: bool


def month_name(month: date) -> str:
    return date_format(month, "F Y")


def state_of(month: date) -> str:
    """'state at the end of October 2026'."""
    return _("state at the end of %(month)s") % {"month": month_name(month)}


def as_of(line: Line) -> str:
    """The same of a shown line; nothing for a hidden one."""
    return state_of(line.cell.as_of) if line.cell.as_of else ""


def begin(text: str) -> str:
    """With a capital, to begin a sentence."""
    return text[:1].upper() + text[1:]


def share(cell: Shown) -> str:
    """'about 35 of the 55'; only for a shown cell with a count."""
    return _("about %(count)s of the %(base)s") % {
        "count": cell.count,
        "base": cell.base,
    }


def hidden_word() -> str:
    return _("hidden")


def block(
    title: str,
    lines: Iterable[Line],
    *,
    source: str,
    sentence: Callable[[Line], str],
    what: str,
    counted: str,
) -> Block:
    """A block of lines of one figure. The sentence is about the first that is shown and not 0.

    `what` heads the column of labels, `counted` the numbers.
    """
    found = list(lines)
    shown = [line for line in found if line.cell.base is not None]
    told = next((line for line in shown if line.cell.base), None)
    is_share = any(line.cell.count is not None for line in shown)
    return Block(
        title=title,
        sentence=sentence(told) if told else _nothing_shown(),
        chart=[_bar(line) for line in found],
        maximum=max((line.cell.base or 0 for line in shown), default=0) or None,
        headers=[
            what,
            counted,
            *([_("Of")] if is_share else []),
            _("State at the end of"),
        ],
        rows=[_row(line, is_share=is_share) for line in found],
        source=source,
        any_hidden=len(shown) < len(found),
        any_kept=any(line.cell.kept for line in shown),
    )


def _nothing_shown() -> str:
    return _("These groups are too small to show anything about, so far.")


def _bar(line: Line) -> dict[str, Any]:
    cell = line.cell
    if cell.base is None:
        return {
            "label": line.label,
            "value": None,
            "hidden": _("hidden, to protect people"),
        }
    return {
        "label": line.label,
        "value": cell.base if cell.count is None else cell.count,
    }


def _row(line: Line, *, is_share: bool) -> list[str]:
    cell = line.cell
    if cell.base is None or cell.as_of is None:
        return [line.label, hidden_word(), *(["-"] if is_share else []), "-"]
    value = cell.base if cell.count is None else cell.count
    return [
        line.label,
        _("about %(number)s") % {"number": value} if value else "0",
        *([str(cell.base)] if is_share else []),
        month_name(cell.as_of),
    ]
