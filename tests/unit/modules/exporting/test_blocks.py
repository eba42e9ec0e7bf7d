"""From what the CMS stores to the blocks of the files, and nothing lost without a word."""

import pytest

from modules.actions.curriculum.exporting.blocks import said_blocks
from modules.actions.curriculum.exporting.placing import sayable
from modules.actions.curriculum.exporting.rich import UnsayableError, prose, sections
from modules.actions.curriculum.markup import CONVERTERS, blocks
from tests.unit.modules.curriculum import MODULES, blocks_in

CODES = {"fact": "F-05", "source": "P-12", "term": "dwang", "contact": "veilig-thuis"}


def find(kind, _code):
    return list(CODES).index(kind)


def code(kind, pk):
    assert list(CODES)[pk] == kind
    return CODES[kind]


def stored(html):
    return [{"type": "text", "value": html, "id": "1"}]


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_every_block_of_the_lessons_can_be_said(module):
    items = [b for b in blocks_in(module) if b["type"] in CONVERTERS]

    said = said_blocks(blocks("x", items, find), code)

    assert [one["type"] for one in said] == [item["type"] for item in items]


def test_text_as_the_editor_saves_it_is_the_markup_of_the_files():
    html = (
        '<h2 data-block-key="a1">Kop &amp; staart</h2>'
        '<p data-block-key="b2">Een <b>sterk</b> woord [F-05].</p>'
        '<ul><li data-block-key="c3">a</li><li data-block-key="d4">b</li></ul>'
        '<p data-block-key="e5">[F-05] [P-12]</p>'
    )

    assert said_blocks(stored(html), code) == [
        {
            "type": "text",
            "heading": "Kop & staart",
            "paragraphs": ["Een **sterk** woord [F-05]."],
            "list": ["a", "b"],
            "sources": ["F-05", "P-12"],
        }
    ]


def test_a_text_with_two_headings_becomes_two_blocks():
    html = "<h2>Een</h2><p>a</p><ol><li>b</li></ol><p>c</p><h2>Twee</h2><p>d</p>"

    assert sections(html) == [
        {"heading": "Een", "paragraphs": ["a"], "list": ["b"], "ordered": True},
        {"paragraphs": ["c"]},
        {"heading": "Twee", "paragraphs": ["d"]},
    ]


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ('<p>a <a href="/x/">b</a></p>', "a link"),
        ("<p>a <i>b</i></p>", "italics"),
        ("<h3>a</h3>", "a small heading"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "a list within a list"),
    ],
)
def test_what_the_files_cannot_say_is_named(html, what):
    with pytest.raises(UnsayableError, match=what):
        sections(html)


def test_a_short_text_keeps_its_paragraphs():
    assert prose("<p>Een.</p><p>Twee.</p>") == "Een.\n\nTwee."


def test_lists_as_the_editor_saves_them_are_read():
    value = {
        "title": "Klaar?",
        "items": [{"type": "item", "value": "a", "id": "x"}],
    }

    assert said_blocks([{"type": "checklist", "value": value}], code) == [
        {"type": "checklist", "title": "Klaar?", "items": ["a"]}
    ]


def test_a_block_that_cannot_be_said_leaves_what_the_file_had():
    said = said_blocks(stored('<p>Nieuw, <a href="/x/">hier</a></p>'), code)
    old = [{"type": "text", "paragraphs": ["Oud."]}]
    complaints = []

    assert sayable(old, said, complaints.append) == old
    assert sayable([], said, complaints.append) == []
    assert complaints == ["block 1: a link", "block 1: a link"]


def test_a_picture_that_was_uploaded_is_named():
    value = {"image": 3, "alt": "Een trap.", "caption": ""}

    (said,) = said_blocks([{"type": "picture", "value": value}], code)

    assert said["why"] == "an image that was uploaded"


def test_a_part_for_some_paths_comes_back_with_what_is_in_it():
    item = {
        "type": "for_paths",
        "paths": ["ll-a"],
        "title": "Voor hbo",
        "blocks": [
            {"type": "text", "heading": "Kop", "paragraphs": ["Een [F-05]."]},
            {"type": "practice", "prompt": "Wat?", "answer": "Dit."},
        ],
    }

    assert said_blocks(blocks("x", [item], find), code) == [item]


def test_a_part_for_some_paths_with_something_unsayable_in_it_is_named_whole():
    inside = [{"type": "text", "value": "<p>a <i>b</i></p>", "id": "2"}]
    value = {"paths": ["ll-a"], "title": "Voor hbo", "content": inside}

    (said,) = said_blocks([{"type": "for_paths", "value": value, "id": "1"}], code)

    assert (said["type"], said["why"]) == ("unsayable", "italics")
