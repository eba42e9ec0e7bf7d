"""Documents as tagged PDF, by Typst inside this process (ADR 0027).

What somebody typed reaches Typst as JSON and is only ever text there, never markup. Fonts come with
Typst, so a PDF is the same on every machine; nothing is read from elsewhere and nothing fetched.
"""

import json
import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst
from django.utils.translation import get_language

from elearning.core import clock
from elearning.core.documents import Cell, Document, Section, Table, as_printed

if TYPE_CHECKING:
    from typst import PDFStandard

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "typst"
# Accessible (PDF/UA-1) and to be kept (PDF/A-2a, with the same tags).
STANDARDS: "list[PDFStandard]" = ["ua-1", "a-2a"]


def to_pdf(document: Document) -> bytes:
    """The document as PDF, tagged, titled and in the language of the moment. Takes about 25 ms.

    Where a name holds signs that the fonts of Typst lack, the machine's own fonts help out and the
    file is tagged but claims no standard; nobody is refused for her name.
    """
    inputs = {"document": json.dumps(_values(document))}
    try:
        return _compile(inputs, STANDARDS, system_fonts=False)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        logger.info("a document was set with the fonts of this machine")
        return _compile(inputs, [], system_fonts=True)


def _compile(
    inputs: dict[str, str], standards: "list[PDFStandard]", *, system_fonts: bool
) -> bytes:
    # A compiler of its own for each document: one cannot be used by two threads at once.
    compiler = typst.Compiler(root=FOLDER, font_paths=_fonts(system_fonts))
    made = compiler.compile(
        _source(),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=standards,
        timestamp=clock.now().replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no PDF")
    return made


@cache
def _source() -> bytes:
    return (FOLDER / "document.typ").read_bytes()


@cache
def _fonts(system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system)


def _values(document: Document) -> dict[str, Any]:
    return {
        "language": (get_language() or "nl").split("-")[0],
        "title": document.title,
        "lead": document.lead,
        "foot": document.foot,
        "facts": _facts(document.facts),
        "sections": [_section(section) for section in document.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "facts": _facts(section.facts),
        "lines": list(section.lines),
        "table": _table(section.table) if section.table else None,
    }


def _facts(facts: Any) -> list[list[str]]:
    return [[label, as_printed(value)] for label, value in facts]


def _table(table: Table) -> dict[str, Any]:
    numeric = [_is_number(row) for row in zip(*table.rows, strict=True)]
    return {
        "caption": table.caption,
        "head": list(table.head),
        "rows": [[as_printed(cell) for cell in row] for row in table.rows],
        "numeric": numeric or [False] * len(table.head),
    }


def _is_number(column: tuple[Cell, ...]) -> bool:
    return all(isinstance(cell, int) and not isinstance(cell, bool) for cell in column)
