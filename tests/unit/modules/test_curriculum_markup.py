import uuid

import pytest

from modules.actions.curriculum.files import CurriculumError
from modules.actions.curriculum.markup import blocks, plain, rich


def find(kind, code):
    return {("fact", "F-05"): 5, ("contact", "veilig-thuis"): 7}[kind, code]


def test_rich_escapes_and_keeps_marks():
    assert rich("a < b, **sterk** [F-27] [[dwang|dwang]]") == (
        "a &lt; b, <b>sterk</b> [F-27] [[dwang|dwang]]"
    )


def test_plain_has_no_markup():
    assert plain("**Let op**: dit\n") == "Let op: dit"


def test_text_becomes_rich_text_with_heading_and_list():
    item = {
        "type": "text",
        "heading": "Kop",
        "paragraphs": ["Een.", "Twee."],
        "list": ["a", "b"],
        "ordered": True,
    }

    (block,) = blocks("m01/les-1/body", [item], find)

    assert block["value"] == (
        "<h2>Kop</h2><p>Een.</p><p>Twee.</p><ol><li>a</li><li>b</li></ol>"
    )


def test_block_ids_stay_the_same_so_that_places_do():
    item = {"type": "text", "paragraphs": ["Een."]}

    first = blocks("m01/les-1/body", [item], find)
    changed = blocks("m01/les-1/body", [{**item, "paragraphs": ["Anders."]}], find)
    other = blocks("m01/les-2/body", [item], find)

    assert uuid.UUID(first[0]["id"])
    assert first[0]["id"] == changed[0]["id"] != other[0]["id"]


def test_records_are_found_by_their_code():
    items = [
        {"type": "figure", "fact": "F-05"},
        {"type": "help", "contacts": ["veilig-thuis"]},
    ]

    assert [block["value"] for block in blocks("x", items, find)] == [
        {"fact": 5},
        {"contacts": [7]},
    ]


def test_an_unknown_block_is_named_with_its_place():
    items = [{"type": "text", "paragraphs": []}, {"type": "poll"}]

    with pytest.raises(CurriculumError, match=r"block 2 \(poll\)"):
        blocks("x", items, find)
