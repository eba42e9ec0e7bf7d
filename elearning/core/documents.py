"""A document of one or two pages as data: the same words become a PDF (typeset) or a JSON file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

Cell = str | int | bool | date | None


@dataclass(frozen=True, slots=True)
class Table:
    """`head` names the columns and is never empty; each of `rows` has as many cells."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with, in this order, facts (label and value), paragraphs and a table."""

    title: str
    facts: Sequence[tuple[str, Cell]] = ()
    lines: Sequence[str] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """`title` is neutral: it stands in the file's properties too. `foot` is on every page."""

    title: str
    sections: Sequence[Section]
    lead: str = ""
    foot: str = ""
    facts: Sequence[tuple[str, Cell]] = field(default=())


def as_printed(cell: Cell) -> str:
    """A cell in the words of the reader's language."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, date):
        return date_format(cell, "j F Y")
    return str(cell)


def as_json(document: Document) -> dict[str, Any]:
    """The document as JSON values: labels as on paper, days as 2026-11-27, numbers as numbers."""
    return {
        _("title"): document.title,
        **{label: _plain(value) for label, value in document.facts},
        **{section.title: _section(section) for section in document.sections},
    }


def _section(section: Section) -> Any:
    if section.table is None:
        facts = {label: _plain(value) for label, value in section.facts}
        return facts or list(section.lines)
    return [
        dict(zip(section.table.head, map(_plain, row), strict=True))
        for row in section.table.rows
    ]


def _plain(cell: Cell) -> str | int | bool | None:
    return cell.isoformat() if isinstance(cell, date) else cell
