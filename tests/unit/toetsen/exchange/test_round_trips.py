"""What goes out as GIFT or Moodle XML and comes in again is the same question."""

import io
import zipfile
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toetsen.exchange import Item, read, write
from toetsen.exchange.items import Answer, Form
from toetsen.exchange.shapes import data_of, item_of
from toetsen.question_types import question_types

# Anything an author can type: no control characters, which no format holds.
WORDS = (
    st.text(
        st.characters(
            exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n~=#{}:\\%[]>-/"
        ),
        min_size=1,
        max_size=40,
    )
    .map(lambda text: "\n".join(line for line in text.strip().split("\n")))
    .filter(lambda text: text.strip() == text and text != "")
)
ANSWERS = st.lists(st.tuples(WORDS, st.just("") | WORDS), min_size=2, max_size=5)


@st.composite
def items(draw) -> Item:
    answers = draw(ANSWERS)
    right = draw(st.integers(0, len(answers) - 1))
    return Item(
        form=Form.CHOICE,
        text=draw(WORDS),
        answers=[
            Answer(text, float(number == right), why, key="abcde"[number])
            for number, (text, why) in enumerate(answers)
        ],
        feedback=draw(st.just("") | WORDS),
        name="v21",
        code="v21",
        goal="M05.1",
        critical=draw(st.booleans()),
        difficulty=draw(st.sampled_from(["", "easy", "hard"])),
        language="nl",
        review_by="2027-11-22",
        sources=draw(st.lists(st.sampled_from(["F-27", "P-39"]), unique=True)),
        lesson=draw(st.none() | st.just(("M05", 2))),
    )


# What Moodle has no place for; a question that comes back has it all the same.
NOT_IN_MOODLE = {
    Form.SEVERAL: ["Niet in het bestand: dat bij de vraag staat hoeveel er goed zijn."],
    Form.TEXT: ["Niet in het bestand: dat accenten niet uitmaken."],
}


def there_and_back(format_name: str, item: Item) -> Item:
    content, remarks = write(format_name, [item])
    assert [one.message for one in remarks] == NOT_IN_MOODLE.get(item.form, [])
    reading = read(format_name, content)
    assert reading.left_behind == []
    (found,) = reading.items
    return found


@pytest.mark.parametrize("format_name", ["gift", "moodle"])
@given(item=items())
@settings(max_examples=150)
def test_a_choice_comes_back_as_it_went(format_name, item):
    found = there_and_back(format_name, item)

    assert data_of(found) == data_of(item)
    about = {"answers": [], "place": ""}
    assert replace(found, **about) == replace(item, **about)


@pytest.mark.parametrize("format_name", ["gift", "moodle"])
def test_letters_that_are_not_in_order_come_back(format_name):
    answers = [Answer("ja", 1.0, key="y"), Answer("nee", 0.0, key="n")]
    item = Item(Form.CHOICE, "Mag dit?", answers, name="q", code="q")

    found = there_and_back(format_name, item)

    assert [one.key for one in found.answers] == ["y", "n"]


OTHERS = {
    Form.SEVERAL: [Answer("a", 0.5), Answer("b", 0.5), Answer("c", -0.5, "Nee.")],
    Form.MATCH: [Answer("a", 1.0, other="1"), Answer("b", 1.0, other="2")],
    Form.TEXT: [Answer("veilig thuis", 1.0), Answer("VT", 0.5, "Schrijf het uit.")],
    Form.NUMBER: [Answer("112", 1.0, "Juist.", margin=0.5)],
}


@pytest.mark.parametrize("format_name", ["gift", "moodle"])
@pytest.mark.parametrize("form", OTHERS)
def test_the_other_kinds_of_question_come_back_too(format_name, form):
    item = Item(form, "Wat past?", OTHERS[form], "Daarom.", name="q", code="q")

    found = there_and_back(format_name, item)

    assert replace(found, place="") == item


def test_what_moodle_has_and_a_question_here_has_not_is_named():
    gift = b"""// [id:q 1] [tag:leuk]
::Eerste::[html]<b>Wat</b> nu?{
  =%100%Overleg
  ~Bel
}

::Open::Vertel.{}

Een tekst zonder vraag.
"""

    reading = read("gift", gift)

    assert [str(one) for one in reading.left_behind] == [
        "regel 2 · Eerste: De opmaak van de tekst komt niet mee.",
        "regel 2 · Eerste: Het label “leuk” komt niet mee.",
        "regel 2 · Eerste: “q 1” is hier geen code; de vraag krijgt een nieuwe.",
        "regel 7 · Open: Een open vraag zonder antwoorden komt niet mee.",
        "regel 9: Dit is een tekst zonder antwoorden, en komt niet mee.",
        "regel 2 · Eerste: De naam van de vraag komt niet mee.",
    ]
    assert [item.name for item in reading.items] == ["Eerste"]


def test_gift_as_people_write_it():
    gift = """// Een opmerking
$CATEGORY: meldcode

Grant is {~buried =entombed ~living} in Grant's tomb.

::TF::De zon komt op.{TRUE#Fout, kijk buiten.#Goed.}

Wanneer?{#1822:5}
"""
    first, second, third = read("gift", gift.encode()).items

    assert (first.form, first.text) == (
        Form.CHOICE,
        "Grant is _____ in Grant's tomb.",
    )
    assert [(a.text, a.share) for a in first.answers] == [
        ("buried", 0),
        ("entombed", 1),
        ("living", 0),
    ]
    assert [(a.text, a.share, a.feedback) for a in second.answers] == [
        ("Waar", 1, "Goed."),
        ("Niet waar", 0, "Fout, kijk buiten."),
    ]
    assert (third.form, third.answers) == (
        Form.NUMBER,
        [Answer("1822", 1.0, margin=5)],
    )


ITEM = Item(
    Form.CHOICE,
    "Wat doe je bij <gevaar> & twijfel?",
    [Answer("112", 1.0, "Ja.", "a"), Answer("Wachten", 0.0, "Nee.", "b")],
    "Bel 112.",
    code="v21",
    goal="M05.1",
    critical=True,
    language="nl",
)


@pytest.mark.parametrize(
    ("format_name", "names"),
    [
        ("qti21", ("choiceInteraction", "simpleChoice", "modalFeedback", "mapEntry")),
        (
            "qti30",
            (
                "qti-choice-interaction",
                "qti-simple-choice",
                "qti-modal-feedback",
                "qti-map-entry",
            ),
        ),
    ],
)
def test_a_qti_package_holds_the_question_its_key_and_its_feedback(format_name, names):
    content, remarks = write(format_name, [ITEM])

    package = zipfile.ZipFile(io.BytesIO(content))
    assert package.namelist() == ["imsmanifest.xml", "items/v21.xml"]
    manifest = fromstring(package.read("imsmanifest.xml"))
    files = [e.get("href") for e in manifest.iter() if e.get("href")]
    assert files == ["items/v21.xml", "items/v21.xml"]
    item = fromstring(package.read("items/v21.xml"))
    interaction, choice, feedback, entry = names
    found = {
        name: [e for e in item.iter() if e.tag.endswith("}" + name)] for name in names
    }
    assert len(found[interaction]) == 1
    assert [(e.get("identifier"), e.text) for e in found[choice]] == [
        ("a", "112"),
        ("b", "Wachten"),
    ]
    values = [sorted(e.attrib.values()) for e in found[entry]]
    assert values == [["1", "a"], ["0", "b"]]
    said = ["".join(e.itertext()).strip() for e in found[feedback]]
    assert said == ["Ja.", "Nee.", "Bel 112."]
    assert [str(one) for one in remarks] == [
        "v21: Niet in dit formaat: leerdoel, kritisch."
    ]


NOT_IN_QTI = {
    Form.ORDER: [
        "Niet in het bestand: een deel van de punten voor een volgorde die bijna goed is."
    ],
    Form.NUMBER: [
        "Niet in het bestand: dat een getal met een komma geschreven mag worden.",
        "Niet in het bestand: wat er bij één antwoord gezegd wordt.",
    ],
    Form.TEXT: [
        "Niet in het bestand: dat accenten niet uitmaken.",
        "Niet in het bestand: wat er bij één antwoord gezegd wordt.",
    ],
}


@pytest.mark.parametrize("form", [*OTHERS, Form.ORDER])
@pytest.mark.parametrize("format_name", ["qti21", "qti30"])
def test_every_form_exists_in_qti(format_name, form):
    answers = OTHERS.get(form, [Answer("eerst", key="a"), Answer("dan", key="b")])
    item = Item(form, "Wat past?", answers, code="q")

    content, remarks = write(format_name, [item])

    item_file = zipfile.ZipFile(io.BytesIO(content)).read("items/q.xml")
    assert fromstring(item_file) is not None
    assert [one.message for one in remarks] == NOT_IN_QTI.get(form, [])


def test_an_order_is_named_where_moodle_has_no_such_question():
    item = Item(Form.ORDER, "Zet op volgorde", [Answer("a"), Answer("b")], code="q")

    content, remarks = write("gift", [item])

    assert content == b"\n"
    assert [str(one) for one in remarks] == [
        "q: Dit soort vraag bestaat niet in dit formaat."
    ]


def test_the_data_of_a_type_comes_back_from_its_item():
    data = {
        "text": "Wat?",
        "options": [
            {"key": "a", "text": "Dit", "right": True, "feedback": ""},
            {"key": "c", "text": "Dat", "right": False, "feedback": "Nee."},
        ],
        "feedback": "Daarom.",
        "sources": ["F-27"],
        "review_lesson": {"module": "M05", "lesson": 2},
    }

    item, lost = item_of("single", data, Item(Form.CHOICE, "", code="v1"))

    assert lost == []
    assert data_of(item) == ("single", data, [])


KINDS = {one.kind for one in question_types()}
OF_OTHER_TYPES = {
    "multiple": {
        "options": [
            {"key": "a", "text": "Dit", "right": True, "feedback": ""},
            {"key": "b", "text": "Dat", "right": True, "feedback": "Ook."},
            {"key": "c", "text": "Iets", "right": True, "feedback": ""},
            {"key": "d", "text": "Niets", "right": False, "feedback": "Nee."},
        ]
    },
    "judgement": {
        "mode": "best",
        "steps": [
            {"key": "a", "text": "Overleg", "score": 1.0, "feedback": "Ja."},
            {"key": "b", "text": "Wacht", "score": 0.5, "feedback": ""},
            {"key": "c", "text": "Bel", "score": 0.0, "feedback": "Nee."},
        ],
    },
    "match": {
        "pairs": [
            {"key": "a", "text": "Gevaar", "target": "a"},
            {"key": "b", "text": "Advies", "target": "b"},
        ],
        "targets": [
            {"key": "a", "text": "112"},
            {"key": "b", "text": "Veilig Thuis"},
            {"key": "c", "text": "De buren"},
        ],
    },
    "numeric": {"answer": 112.0, "tolerance": 0.5},
    "shorttext": {
        "answers": [
            {
                "key": "a",
                "text": "Veilig Thuis",
                "variants": ["VT", "veilig-thuis"],
                "score": 1.0,
                "feedback": "",
            },
            {
                "key": "b",
                "text": "politie",
                "variants": [],
                "score": 0.0,
                "feedback": "Pas bij gevaar.",
            },
        ]
    },
}


@pytest.mark.parametrize("format_name", ["gift", "moodle"])
@pytest.mark.parametrize("kind", sorted(KINDS & set(OF_OTHER_TYPES)))
def test_every_type_that_moodle_knows_comes_back_as_it_went(format_name, kind):
    data = {
        "text": "Wat past?",
        "feedback": "Daarom.",
        "sources": ["F-27"],
        "review_lesson": {},
        **OF_OTHER_TYPES[kind],
    }
    item, lost = item_of(kind, data, Item(Form.CHOICE, "", code="v1", name="v1"))
    assert lost == []

    found_kind, found, lost = data_of(there_and_back(format_name, item))

    assert (found_kind, found, lost) == (kind, data, [])


def test_a_right_option_is_written_with_the_decimals_that_moodle_asks_for():
    answers = [Answer(text, share) for text, share in (("a", 1 / 3), ("b", -1 / 3))]
    item = Item(Form.SEVERAL, "Wat?", answers, code="q", name="q")

    assert b"%33.33333%" in write("gift", [item])[0]
    assert b'fraction="33.33333"' in write("moodle", [item])[0]


def test_html_becomes_text_and_says_so():
    gift = b"::q::[html]<p>Wat <b>nu</b>?</p>{=[html]<p>Dit &amp; dat</p> ~Niets}"

    reading = read("gift", gift)

    assert reading.items[0].text == "Wat nu?"
    assert reading.items[0].answers[0].text == "Dit & dat"
    assert [one.message for one in reading.left_behind] == [
        "De opmaak van de tekst komt niet mee.",
        "De naam van de vraag komt niet mee.",
    ]


def test_a_share_that_moodle_does_not_know_is_named_with_the_question():
    shares = (1.0, 0.35, 0.5, 0.0)
    answers = [Answer(f"stap {share}", share) for share in shares]
    item = Item(Form.CHOICE, "Wat?", answers, code="q", name="q")

    for format_name in ("gift", "moodle"):
        (remark,) = write(format_name, [item])[1]
        assert str(remark) == (
            "q: Niet in het bestand: Moodle kent geen antwoord dat 35% oplevert. Kies bij het "
            "inlezen de dichtstbijzijnde waarde."
        )


def test_the_order_of_options_stays_where_the_format_knows_it():
    answers = [Answer("10 euro", 0.0, key="a"), Answer("20 euro", 1.0, key="b")]
    item = Item(Form.CHOICE, "Hoeveel?", answers, code="q", name="q", keep_order=True)

    content, remarks = write("moodle", [item])
    (found,) = read("moodle", content).items
    assert (found.keep_order, remarks) == (True, [])
    assert data_of(found)[1]["keep_order"] is True
    assert b'shuffle="false"' in _item_file(write("qti21", [item])[0])
    assert [str(one) for one in write("gift", [item])[1]] == [
        "q: Niet in het bestand: dat de antwoorden in hun volgorde blijven."
    ]


def _item_file(content: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read("items/q.xml")


@pytest.mark.parametrize(
    ("gift", "lost"),
    [
        (
            "=%100%112 =%50%113",
            "Een getal is hier goed of fout; geen levert een deel op.",
        ),
        ("=VT ~%-50%112", "Een optie kost hier geen punten; zij levert niets op."),
    ],
)
def test_what_no_question_here_can_earn_is_named(gift, lost):
    number = "#" if "113" in gift else ""

    (item,) = read("gift", f"::q::Welk nummer?{{{number}{gift}}}".encode()).items

    assert lost in data_of(item)[2]


def test_what_a_short_text_or_a_number_of_moodle_has_more_is_named():
    xml = b"""<quiz>
    <question type="shortanswer"><name><text>een</text></name><usecase>1</usecase>
      <questiontext format="plain_text"><text>Wie?</text></questiontext>
      <answer fraction="100"><text>Veilig*</text></answer></question>
    <question type="numerical"><name><text>twee</text></name>
      <questiontext format="plain_text"><text>Hoeveel?</text></questiontext>
      <answer fraction="100"><text>12</text></answer>
      <units><unit><unit_name>euro</unit_name></unit></units></question>
    </quiz>"""

    assert [str(one) for one in read("moodle", xml).left_behind] == [
        "vraag 1 · een: Een * staat hier voor zichzelf, en niet voor elke tekst.",
        "vraag 1 · een: Hoofdletters maken hier niet uit.",
        "vraag 2 · twee: De eenheden komen niet mee.",
        "vraag 1 · een: De naam van de vraag komt niet mee.",
        "vraag 2 · twee: De naam van de vraag komt niet mee.",
    ]


def test_where_to_read_it_again_is_named_when_it_does_not_say_which_lesson():
    data = {"text": "Wat?", "options": [], "review_lesson": {"module": "M05"}}

    _item, lost = item_of("single", data, Item(Form.CHOICE, "", code="v1"))

    assert lost == ["waar het terug te lezen is."]
