"""Documents as PDF that a screen reader can read: tags, title, language, headings, table headers."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from elearning.core import clock
from elearning.core.documents import Document, Section, Table, as_json
from elearning.core.typeset import to_pdf

NAME = "Zoë Şükrü-Đặng"
MARKUP = "#panic() *x* $1/0$ @bron <label> \\ = Kop"


def paper(lead: str = NAME) -> Document:
    return Document(
        title="Bewijs van deelname",
        lead=lead,
        facts=[("Leerroute", "Leerroute A"), ("Jaar", 2026)],
        sections=[
            Section("Modules", table=_table()),
            Section("Nakijken", lines=["Typ de code.", MARKUP]),
        ],
        foot="Code BCDF",
    )


def _table() -> Table:
    return Table(
        "Minuten zoals bedoeld",
        ("Module", "Minuten", "Gehaald", "Dag"),
        [("Module 1", 90, True, date(2026, 11, 3)), ("Module 2", 75, False, None)],
    )


@pytest.fixture
def made() -> PdfReader:
    with translation.override("nl"):
        return PdfReader(BytesIO(to_pdf(paper())))


def tags(node: object) -> list[str]:
    """The structure from the outside in, without what is only grouping."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, ArrayObject):
        return [tag for child in node for tag in tags(child)]
    if not isinstance(node, DictionaryObject) or "/S" not in node:
        return []
    return [str(node["/S"]), *tags(node.get("/K"))]


def test_pdf_is_tagged_with_headings_lists_and_headers_of_the_table(made):
    root = made.trailer["/Root"]

    found = tags(root["/StructTreeRoot"]["/K"])

    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  a PDF boolean
    assert found.count("/H1") == 1
    assert found.count("/H2") == 2
    assert found.count("/LI") == 2
    assert found.count("/TH") == 4
    assert found.count("/TD") == 8


def test_pdf_says_its_title_language_and_both_standards(made):
    root = made.trailer["/Root"]
    claims = root["/Metadata"].get_object().get_data().decode()

    assert made.metadata.title == "Bewijs van deelname"
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims


def test_what_somebody_typed_is_text_and_never_markup(made):
    words = " ".join(made.pages[0].extract_text().split())

    assert NAME in words
    assert MARKUP.replace("\\", "\\") in words
    assert "ja 3 november 2026" in words


def test_nobody_is_refused_for_signs_that_the_fonts_lack():
    made = PdfReader(BytesIO(to_pdf(paper("李雷 😀"))))

    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712


def test_pdf_says_when_it_was_made_by_the_clock_of_the_project():
    with clock.at(datetime(2026, 3, 4, 5, 6, tzinfo=UTC)):
        made = PdfReader(BytesIO(to_pdf(paper())))

    assert made.metadata.creation_date == datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def test_json_has_the_same_words_with_days_and_numbers_as_such():
    with translation.override("nl"):
        data = as_json(paper())

    assert data == {
        "titel": "Bewijs van deelname",
        "Leerroute": "Leerroute A",
        "Jaar": 2026,
        "Modules": [
            {"Module": "Module 1", "Minuten": 90, "Gehaald": True, "Dag": "2026-11-03"},
            {"Module": "Module 2", "Minuten": 75, "Gehaald": False, "Dag": None},
        ],
        "Nakijken": ["Typ de code.", MARKUP],
    }
