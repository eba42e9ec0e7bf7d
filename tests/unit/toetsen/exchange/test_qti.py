"""A question in QTI says by the rules of the specification what is asked and what is right.

Rules of "IMS Question & Test Interoperability Assessment Test, Section and Item Information Model",
2.1 (https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html); 3.0 has them under other names.
"""

import io
import re
import zipfile
from xml.etree.ElementTree import Element, fromstring

import pytest

from toetsen.exchange import Item, write
from toetsen.exchange.items import Form
from toetsen.exchange.shapes import item_of

KINDS = {
    "single": {
        "keep_order": True,
        "options": [
            {"key": "2", "text": "Wachten", "right": False, "feedback": "Nee."},
            {"key": "a", "text": "Bellen", "right": True, "feedback": "Ja."},
        ],
    },
    "multiple": {
        "options": [
            {"key": "a", "text": "112", "right": True, "feedback": "Ja."},
            {"key": "b", "text": "Veilig Thuis", "right": True},
            {"key": "c", "text": "De buren", "right": False, "feedback": "Nee."},
        ]
    },
    "judgement": {
        "steps": [
            {"key": "a", "text": "Wacht", "score": 0.5, "feedback": ""},
            {"key": "b", "text": "Overleg", "score": 1.0, "feedback": "Ja."},
            {"key": "c", "text": "Zwijg", "score": 0.0, "feedback": ""},
        ]
    },
    "order": {"items": [{"key": key, "text": f"stap {key}"} for key in "abc"]},
    "match": {
        "pairs": [
            {"key": "a", "text": "Gevaar", "target": "x"},
            {"key": "b", "text": "Advies", "target": "y"},
            {"key": "c", "text": "Twijfel", "target": "y"},
        ],
        "targets": [
            {"key": "x", "text": "112"},
            {"key": "y", "text": "Veilig Thuis"},
            {"key": "z", "text": "De buren"},
        ],
    },
    "numeric": {"answer": 1234.5678901, "tolerance": 0.25},
    "shorttext": {
        "answers": [
            {"key": "b", "text": "politie", "score": 0.5},
            {"key": "a", "text": "Veilig Thuis", "variants": ["VT"], "score": 1.0},
        ]
    },
}
INTERACTIONS = {
    "choiceInteraction": ({"single", "multiple"}, "identifier"),
    "orderInteraction": ({"ordered"}, "identifier"),
    "matchInteraction": ({"multiple"}, "directedPair"),
    "textEntryInteraction": ({"single"}, "string float"),
}
# 5.1 (assessmentItem): its parts, in this order.
PARTS = [
    *("responseDeclaration", "outcomeDeclaration", "itemBody"),
    *("responseProcessing", "modalFeedback"),
]
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")

pytestmark = [
    pytest.mark.parametrize("format_name", ["qti21", "qti30"]),
    pytest.mark.parametrize("kind", KINDS),
]


@pytest.fixture
def item(format_name: str, kind: str) -> Element:
    """The question, with the names of 2.1 in either format."""
    said = {"text": "Wat doe je?", "feedback": "Daarom.", "sources": [], **KINDS[kind]}
    about = Item(Form.CHOICE, "", code="v21", name="v21", language="nl")
    content, _remarks = write(format_name, [item_of(kind, said, about)[0]])
    root = fromstring(zipfile.ZipFile(io.BytesIO(content)).read("items/v21.xml"))
    for one in root.iter():
        one.tag = _camel(one.tag.partition("}")[2].removeprefix("qti-"))
        one.attrib = {_camel(name): value for name, value in one.attrib.items()}
    return root


def _camel(name: str) -> str:
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def _values(item: Element) -> list[str]:
    return [one.text or "" for one in item.findall(".//correctResponse/value")]


def _choices(item: Element) -> set[str]:
    names = {"simpleChoice", "simpleAssociableChoice"}
    return {one.attrib["identifier"] for one in item.iter() if one.tag in names}


def test_the_parts_of_an_item_stand_in_their_order(item: Element) -> None:
    places = [PARTS.index(part.tag) for part in item]

    assert places == sorted(places)
    assert {"responseDeclaration", "itemBody", "responseProcessing"} <= {
        part.tag for part in item
    }


def test_the_interaction_fits_what_is_declared(item: Element) -> None:
    """7 (interactions): each asks for a cardinality and a base type of its own."""
    (declared,) = item.findall("responseDeclaration")
    (asked,) = [one for one in item.iter() if one.tag in INTERACTIONS]

    cardinalities, bases = INTERACTIONS[asked.tag]
    assert declared.attrib["cardinality"] in cardinalities
    assert declared.attrib["baseType"] in bases
    assert asked.attrib["responseIdentifier"] == declared.attrib["identifier"]


def test_everything_that_is_named_is_there_once(item: Element) -> None:
    """2.2 (identifier) and 4.1 (variables): unique, well formed, and declared."""
    identifiers = [
        *(one.attrib["identifier"] for one in item.findall("responseDeclaration")),
        *(one.attrib["identifier"] for one in item.findall("outcomeDeclaration")),
    ]
    used = {
        one.attrib["identifier"]
        for one in item.find("responseProcessing").iter()
        if "identifier" in one.attrib
    }
    used |= {one.attrib["outcomeIdentifier"] for one in item.findall("modalFeedback")}
    choices = [
        one.attrib["identifier"]
        for one in item.iter()
        if one.tag.startswith("simple")
        if "identifier" in one.attrib
    ]

    assert used <= set(identifiers)
    assert len(set(identifiers)) == len(identifiers)
    assert len(set(choices)) == len(choices)
    assert all(IDENTIFIER.fullmatch(one) for one in [*identifiers, *choices])


def test_what_is_right_can_be_chosen_and_earns_all(item: Element, kind: str) -> None:
    """4.3 (mapping): what the right response is mapped to adds up to everything."""
    right = _values(item)
    entries = {
        one.attrib["mapKey"]: float(one.attrib["mappedValue"])
        for one in item.iter("mapEntry")
    }
    if kind not in {"numeric", "shorttext"}:
        named = {part for value in right for part in value.split()}
        assert named <= _choices(item)
    if entries:
        assert sum(entries[value] for value in right) == pytest.approx(1, abs=1e-6)
    else:
        assert item.find(".//correct") is not None


def test_as_much_can_be_chosen_as_is_right(item: Element, kind: str) -> None:
    """7.2 (choice, match): 0 is as often as one likes."""
    right = _values(item)
    (asked,) = [one for one in item.iter() if one.tag in INTERACTIONS]
    most = int(asked.get("maxChoices") or asked.get("maxAssociations") or 0)
    often = {
        one.attrib["identifier"]: int(one.attrib["matchMax"])
        for one in item.iter("simpleAssociableChoice")
    }

    assert most in (0, len(right))
    for key, limit in often.items():
        needed = sum(key in value.split() for value in right)
        assert limit == 0 or needed <= limit
    if kind == "match":
        assert len(right) == 3
        texts = [one.text for one in item.iter("simpleAssociableChoice")]
        assert texts == [
            *("Gevaar", "Advies", "Twijfel"),
            *("112", "Veilig Thuis", "De buren"),
        ]


def test_what_is_said_with_an_answer_is_said_to_who_gave_it(
    item: Element, kind: str
) -> None:
    """5.4 (modalFeedback): shown when its identifier is in the outcome, of one or of several."""
    told = {
        one.attrib["identifier"]: "".join(one.itertext()).strip()
        for one in item.findall("modalFeedback")
        if one.attrib["outcomeIdentifier"] == "FEEDBACK"
    }

    expected = {
        "single": {"i.2": "Nee.", "a": "Ja."},
        "multiple": {"a": "Ja.", "c": "Nee."},
        "judgement": {"b": "Ja."},
    }
    assert told == expected.get(kind, {})
    if told:
        (response,) = item.findall("responseDeclaration")
        outcome = item.find("outcomeDeclaration[@identifier='FEEDBACK']")
        assert outcome.attrib["cardinality"] == response.attrib["cardinality"]


def test_numbers_keep_every_digit(item: Element, kind: str) -> None:
    if kind == "numeric":
        assert _values(item) == ["1234.5678901"]
        assert item.find(".//equal").attrib["tolerance"] == "0.25 0.25"
