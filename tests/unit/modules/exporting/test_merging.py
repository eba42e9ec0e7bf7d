"""A difference is brought into a file, and nothing else of the file changes."""

from modules.actions.curriculum.exporting.documents import read_document, text_of
from modules.actions.curriculum.exporting.merging import merge

FILE = """# Boven.
title: Een
options:
  # de eerste
  - {key: a, text: Ja., right: true}
  - {key: b, text: Nee., right: false}

blocks:
  - type: text
    paragraphs:
      - >-
        Een lange alinea die over
        twee regels loopt.
      - Kort.
  - type: quote
    text: '''Ik weet het niet.'''
    speaker: Bas
codes: [P-2, P-1]
note: blijft
"""


def merged(tmp_path, old, new):
    file = tmp_path / "x.yaml"
    file.write_text(FILE, encoding="utf-8")
    document = read_document(file)
    merge(document, old, new)
    before, after = FILE.splitlines(), text_of(document).splitlines()
    gone = [line for line in before if line not in after]
    came = [line for line in after if line not in before]
    return gone, came


def test_nothing_changes_where_both_say_the_same(tmp_path):
    assert merged(tmp_path, {"title": "Anders"}, {"title": "Anders"}) == ([], [])


def test_one_field_is_one_line(tmp_path):
    assert merged(tmp_path, {"title": "Een"}, {"title": "Twee"}) == (
        ["title: Een"],
        ["title: Twee"],
    )


def test_an_entry_is_known_by_its_key(tmp_path):
    a, b = {"key": "a", "text": "Ja."}, {"key": "b", "text": "Nee."}
    old, new = {"options": [a, b]}, {"options": [a, {**b, "text": "Nooit."}]}

    assert merged(tmp_path, old, new) == (
        ["  - {key: b, text: Nee., right: false}"],
        ["  - {key: b, text: Nooit., right: false}"],
    )


def test_a_paragraph_changes_and_its_neighbour_keeps_its_lines(tmp_path):
    one = "Een lange alinea die over twee regels loopt."
    quote = {"type": "quote", "text": "'Ik weet het niet.'", "speaker": "Bas"}
    old = {"blocks": [{"type": "text", "paragraphs": [one, "Kort."]}, quote]}
    new = {"blocks": [{"type": "text", "paragraphs": [one, "Korter."]}, quote]}

    assert merged(tmp_path, old, new) == (["      - Kort."], ["      - Korter."])


def test_blocks_come_and_go(tmp_path):
    text = {"type": "text", "paragraphs": ["x", "y"]}
    quote = {"type": "quote", "text": "q", "speaker": "Bas"}
    diary = {"type": "diary", "prompt": "Wat doe jij?"}

    gone, came = merged(tmp_path, {"blocks": [text, quote]}, {"blocks": [text, diary]})

    assert "    speaker: Bas" in gone
    assert came == ["  - type: diary", "    prompt: Wat doe jij?"]


def test_codes_in_an_order_of_their_own_keep_it(tmp_path):
    old, new = {"codes": ["P-1", "P-2"]}, {"codes": ["P-1", "P-3"]}

    assert merged(tmp_path, old, new)[1] == ["codes: [P-1, P-3]"]


def test_a_field_that_is_gone_is_taken_out(tmp_path):
    assert merged(tmp_path, {"note": "blijft"}, {}) == (["note: blijft"], [])
