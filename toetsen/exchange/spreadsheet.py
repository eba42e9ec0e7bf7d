"""CSV in, for a quick start: one question a row, in a spreadsheet with Dutch headings.

code; leerdoel; vraag; goed; fout 1 … fout 9; uitleg; uitleg goed; uitleg fout 1 … ; bronnen (with
spaces between); kritisch (ja or nee); moeilijkheid. Only vraag, goed and fout 1 must be there.
"""

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from toetsen.exchange.items import (
    MOST_QUESTIONS,
    Answer,
    Form,
    Item,
    Reading,
    Remark,
    UnreadableError,
    line,
    too_many,
)
from toetsen.exchange.tags import CODE

KNOWN = re.compile(
    r"code|leerdoel|vraag|goed|fout [1-9]|uitleg|uitleg goed|uitleg fout [1-9]|bronnen|kritisch|"
    r"moeilijkheid"
)
# Every known heading once.
MOST_COLUMNS = 27
NEEDED = ("vraag", "goed", "fout 1")
WRONG = [f"fout {number}" for number in range(1, 10)]
YES = {"ja": True, "nee": False, "": False}
HARD = {"makkelijk": "easy", "gemiddeld": "middle", "moeilijk": "hard", "": ""}
HEADINGS = (
    "code;leerdoel;vraag;goed;fout 1;fout 2;fout 3;uitleg;uitleg goed;uitleg fout 1;"
    "uitleg fout 2;uitleg fout 3;bronnen;kritisch;moeilijkheid\n"
)
Row = dict[str, str]


def read(text: str) -> Reading:
    """The questions in `text`. Raises UnreadableError that names every row that is not right."""
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        numbered = [(rows.line_num, [cell.strip() for cell in row]) for row in rows]
    except csv.Error as error:
        message = _("A quotation mark is not closed here.")
        raise UnreadableError(Remark(message, line(rows.line_num))) from error
    headings = [name.lower() for name in numbered[0][1]] if numbered else []
    _check_headings(headings)
    filled = [(at, row) for at, row in numbered[1:] if any(row)]
    if len(filled) > MOST_QUESTIONS:
        raise too_many(len(filled))
    wrong = [
        Remark(message, line(at))
        for at, row in filled
        for message in _wrong(headings, row)
    ]
    if wrong:
        raise UnreadableError(*wrong)
    rows_by_name = [(at, _named(headings, row)) for at, row in filled]
    reading = Reading([_item(row, line(at)) for at, row in rows_by_name])
    reading.asked = len(reading.items)
    for (at, row), item in zip(rows_by_name, reading.items, strict=True):
        if any(row.get(f"uitleg {name}") and not row.get(name) for name in WRONG):
            said = _(
                "What is said at a wrong answer that is empty does not come along."
            )
            reading.leave(said, line(at), item.name)
    return reading


def _check_headings(headings: list[str]) -> None:
    if len(headings) > MOST_COLUMNS:
        message = _("There are %(found)d columns, and at most %(most)d have a meaning.")
        found = {"found": len(headings), "most": MOST_COLUMNS}
        raise UnreadableError(Remark(message % found, line(1)))
    wrong = [
        Remark(_("The column “%(name)s” is missing.") % {"name": name}, line(1))
        for name in NEEDED
        if name not in headings
    ]
    for name in headings:
        if not KNOWN.fullmatch(name) or headings.count(name) > 1:
            message = _("We do not know the column “%(name)s”, or it is there twice.")
            wrong.append(Remark(message % {"name": name[:40]}, line(1)))
    if wrong:
        raise UnreadableError(*wrong)


def _named(headings: list[str], row: list[str]) -> Row:
    return dict.fromkeys(headings, "") | dict(zip(headings, row, strict=False))


def _wrong(headings: list[str], cells: list[str]) -> Iterator[str]:
    if len(cells) > len(headings):
        yield _("There are more cells in this row than headings.")
        return
    row = _named(headings, cells)
    for name in NEEDED:
        if not row[name]:
            yield _("“%(name)s” is empty.") % {"name": name}
    if row.get("code") and not CODE.fullmatch(row["code"]):
        yield _("A code has only letters, digits, - and _.")
    if row.get("kritisch", "").lower() not in YES:
        yield _("“kritisch” is ja or nee.")
    if row.get("moeilijkheid", "").lower() not in HARD:
        yield _("“moeilijkheid” is makkelijk, gemiddeld or moeilijk.")
    if len(row.get("leerdoel", "")) > 12:
        yield _("“leerdoel” is a code such as M05.1.")


def _item(row: Row, place: str) -> Item:
    right = Answer(row["goed"], 1.0, row.get("uitleg goed", ""))
    wrong = [
        Answer(text, 0.0, row.get(f"uitleg {name}", ""))
        for name, text in sorted(row.items())
        if name.startswith("fout ") and text
    ]
    return Item(
        form=Form.CHOICE,
        text=row["vraag"],
        answers=[right, *wrong],
        feedback=row.get("uitleg", ""),
        name=row.get("code") or row["vraag"][:40],
        place=place,
        code=row.get("code", ""),
        goal=row.get("leerdoel", ""),
        critical=YES[row.get("kritisch", "").lower()],
        difficulty=HARD[row.get("moeilijkheid", "").lower()],
        sources=re.split(r"[\s,]+", row.get("bronnen", "").strip())
        if row.get("bronnen", "").strip()
        else [],
    )
