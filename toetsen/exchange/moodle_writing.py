"""Moodle XML out, as `moodle` reads it."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from toetsen.exchange.items import Answer, Form, Item
from toetsen.exchange.markup import UNSAVABLE
from toetsen.exchange.tags import tags_of

TYPES = {
    Form.CHOICE: "multichoice",
    Form.SEVERAL: "multichoice",
    Form.MATCH: "matching",
    Form.TEXT: "shortanswer",
    Form.NUMBER: "numerical",
}
FORMS = frozenset(TYPES)


def write(items: list[Item]) -> bytes:
    """The file. Only for forms in FORMS."""
    quiz = Element("quiz")
    for item in items:
        _write_item(quiz, item)
    indent(quiz)
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + tostring(quiz, encoding="unicode").encode() + b"\n"


def _write_item(quiz: Element, item: Item) -> None:
    made = SubElement(quiz, "question", type=TYPES[item.form])
    _text(SubElement(made, "name"), item.name or item.code)
    _formatted(made, "questiontext", item.text)
    _formatted(made, "generalfeedback", item.feedback)
    for name, value in (("defaultgrade", "1.0"), ("penalty", "0"), ("hidden", "0")):
        SubElement(made, name).text = value
    SubElement(made, "idnumber").text = item.code
    if item.form in (Form.CHOICE, Form.SEVERAL):
        SubElement(made, "single").text = str(item.form is Form.CHOICE).lower()
        SubElement(made, "shuffleanswers").text = str(not item.keep_order).lower()
        SubElement(made, "answernumbering").text = "abc"
    if item.form is Form.MATCH:
        SubElement(made, "shuffleanswers").text = "true"
    for answer in item.answers:
        _write_answer(made, item.form, answer)
    tags = SubElement(made, "tags")
    for tag in tags_of(item):
        _text(SubElement(tags, "tag"), tag)


def _write_answer(made: Element, form: Form, answer: Answer) -> None:
    if form is Form.MATCH:
        pair = _formatted(made, "subquestion", answer.text)
        _text(SubElement(pair, "answer"), answer.other)
        return
    kept = SubElement(
        made,
        "answer",
        fraction=f"{round(answer.share * 100, 5):.8g}",
        format="plain_text",
    )
    _text(kept, answer.text)
    if form is Form.NUMBER:
        SubElement(kept, "tolerance").text = f"{answer.margin:.12g}"
    _formatted(kept, "feedback", answer.feedback)


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = UNSAVABLE.sub("", text)


def _formatted(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name, format="plain_text")
    _text(made, text)
    return made
