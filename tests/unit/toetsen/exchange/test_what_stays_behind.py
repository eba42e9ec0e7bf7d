"""Each element of a format does what docs/question-files.md says, and nothing is dropped in silence."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from toetsen.exchange import read
from toetsen.exchange.moodle_rest import NAMED, READ
from toetsen.exchange.spreadsheet import HEADINGS

DOC = Path(settings.BASE_DIR) / "docs" / "question-files.md"
OPTIONS = (
    "<answer fraction='100'><text>Ja</text></answer>"
    "<answer fraction='0'><text>Nee</text></answer>"
)
PAIRS = (
    "<subquestion><text>a</text><answer><text>1</text></answer></subquestion>"
    "<subquestion><text>b</text><answer><text>2</text></answer></subquestion>"
)
NUMBER = "<answer fraction='100'><text>112</text></answer>"


def left(format_name: str, content: str) -> list[str]:
    return [one.message for one in read(format_name, content.encode()).left_behind]


def xml(inside: str, kind: str = "multichoice", answers: str = OPTIONS) -> str:
    return (
        f"<quiz><question type='{kind}'><name><text>Mag dit?</text></name>"
        f"<questiontext><text>Mag dit?</text></questiontext>{answers}{inside}</question></quiz>"
    )


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<penalty>0.3333333</penalty>", "Wat een tweede poging kost komt niet mee"),
        ("<penalty>0</penalty>", None),
        ("<hidden>1</hidden>", "In Moodle was deze vraag verborgen"),
        ("<hidden>0</hidden>", None),
        ("<answernumbering>123</answernumbering>", "De nummering van de opties"),
        ("<answernumbering>abc</answernumbering>", None),
        ("<hint><text>Denk na.</text></hint>", "De hints komen niet mee."),
        ("<hint><text></text></hint>", None),
        ("<defaultgrade>2</defaultgrade>", "Elke vraag telt hier voor 1 punt."),
        ("<coursetags>x</coursetags>", "Het veld “coursetags” komt niet mee."),
        ("<plugin_x><y/></plugin_x>", None),
        ("<shownumcorrect/>", None),
        ("<tags><tag><text>keys:a</text></tag></tags>", "De letters van de antwoorden"),
        (
            "<tags><tag><text>goal:M01.1</text></tag><tag><text>goal:M02.1</text></tag></tags>",
            "Het label “goal:M02.1” komt niet mee.",
        ),
    ],
)
def test_an_element_of_moodle_is_named_when_it_says_something(inside, said):
    found = left("moodle", xml(inside))

    assert [one[: len(said or "")] for one in found] == ([said] if said else [])


def test_pairs_in_a_fixed_order_are_named():
    fixed = "<shuffleanswers>0</shuffleanswers>"

    assert left("moodle", xml(fixed, "matching", PAIRS)) == [
        "De volgorde van de paren komt niet mee."
    ]


@pytest.mark.parametrize("other", ["*", ""])
def test_what_is_said_at_any_other_number_is_named_and_refuses_nothing(other):
    any_other = f"<answer fraction='0'><text>{other or '*'}</text></answer>"
    gift = f"::Mag dit?::Mag dit?{{#=112:0#Ja. ~{other}#Nee.}}"
    said = ["Wat er bij elk ander getal gezegd wordt komt niet mee."]

    assert left("moodle", xml(any_other, "numerical", NUMBER)) == said
    assert left("gift", gift) == said
    assert [a.text for a in read("gift", gift.encode()).items[0].answers] == ["112"]


@pytest.mark.parametrize(
    ("gift", "said"),
    [
        ("::Een naam::Wat?{=a ~b}", ["De naam van de vraag komt niet mee."]),
        ("::Wat doe je?::Wat doe je? Of niet?{=a ~b}", []),
        ("::Wat doe...::Wat doe je?{=a ~b}", []),
        ("// [id:V21]\n::v21::Wat?{=a ~b}", []),
        ("// Nog nakijken\nWat?{=a ~b}", ["Een opmerking komt niet mee."]),
        ("// question: 12  name: Wat\nWat?{=a ~b}", []),
        ("// [id:a]\n// Los\n\nWat?{=a ~b}", ["Een opmerking komt niet mee."]),
        ("Wat?{=[html]<b>a</b> ~b}", ["De opmaak van de tekst komt niet mee."]),
        (
            "// [id:a] [id:b]\nWat?{=a ~b}",
            ["“b” is hier geen code; de vraag krijgt een nieuwe."],
        ),
    ],
)
def test_what_gift_says_more_is_named(gift, said):
    assert left("gift", gift) == said


def test_feedback_without_its_answer_in_a_spreadsheet_is_named():
    rows = "vraag;goed;fout 1;uitleg fout 2\nWat?;a;b;Daarom.\n"

    assert left("csv", rows) == [
        "De uitleg bij een fout antwoord dat leeg is komt niet mee."
    ]


def test_what_is_no_question_in_a_file_of_moodle_is_named():
    file = xml("").replace("<quiz>", "<quiz><iets/>")

    assert left("moodle", file) == ["Het veld “iets” komt niet mee."]


def test_every_element_that_the_readers_know_is_in_the_document():
    text = DOC.read_text()
    written = set(re.findall(r"`([^`]+)`", text))

    assert {*READ, *NAMED, *HEADINGS.strip().split(";")} - written == set()
