"""Moodle XML, in: https://docs.moodle.org/en/Moodle_XML_format.

What comes in is read without entities, DTDs or anything from elsewhere (defusedxml), and only as
text: markup is taken away and named.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
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
    question,
    too_many,
)
from toetsen.exchange.markup import UNSAVABLE, without_markup
from toetsen.exchange.moodle_rest import left_behind
from toetsen.exchange.tags import with_tags


def read(content: bytes) -> Reading:
    """The questions in `content`. Raises UnreadableError with each line or question that is wrong."""
    quiz = _parsed(content)
    if quiz.tag != "quiz":
        raise UnreadableError(
            Remark(_("This is not a Moodle XML file: it does not begin with <quiz>."))
        )
    found = [one for one in quiz if one.tag == "question"]
    if len(found) > MOST_QUESTIONS:
        raise too_many(len(found))
    reading, wrong = Reading(), []
    for one in found:
        if one.get("type") == "category":
            reading.leave_category(one.findtext("category/text") or "", "")
    for tag in dict.fromkeys(one.tag for one in quiz if one.tag != "question"):
        reading.leave(
            _("The field “%(name)s” does not come along.") % {"name": tag[:40]}
        )
    asked = [one for one in found if one.get("type") != "category"]
    reading.asked = len(asked)
    for number, one in enumerate(asked, start=1):
        try:
            _Question(reading, one, question(number)).read()
        except _WrongError as error:
            wrong.append(Remark(str(error), question(number), _name(one)))
    if wrong:
        raise UnreadableError(*wrong)
    return reading


class _WrongError(Exception):
    """Why a question cannot be read, in words."""


def _parsed(content: bytes) -> Element:
    try:
        parsed: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        _refuse(
            _("The file has a DTD or entities of its own. For safety it is not read."),
            error,
        )
    except ParseError as error:
        place = line(error.position[0])
        _refuse(
            _("This is not valid XML, or not in the encoding that it says."),
            error,
            place,
        )
    except (LookupError, ValueError) as error:
        _refuse(_("The file is in an encoding that we cannot read."), error)
    return parsed


def _refuse(message: str, error: Exception, place: str = "") -> NoReturn:
    raise UnreadableError(Remark(message, place)) from error


def _inner(element: Element | None) -> str:
    return (element.findtext("text") or "").strip() if element is not None else ""


def _name(element: Element) -> str:
    return _inner(element.find("name"))[:60]


class _Question:
    """Reads one element; what cannot be kept goes into `reading`."""

    def __init__(self, reading: Reading, element: Element, place: str) -> None:
        self.reading, self.element, self.place = reading, element, place
        self.name = _name(element)

    def read(self) -> None:
        kind = self.element.get("type") or ""
        readers: dict[str, Callable[[], tuple[Form, list[Answer]]]] = {
            "multichoice": self._choices,
            "truefalse": self._truth,
            "matching": self._pairs,
            "shortanswer": self._short_answers,
            "numerical": self._numbers,
        }
        if kind not in readers:
            message = _("A question of type “%(kind)s” does not exist here.")
            self._leave(message % {"kind": kind[:40]})
            return
        form, answers = readers[kind]()
        text = self._words(self.element.find("questiontext"))
        feedback = self._words(self.element.find("generalfeedback"))
        item = Item(form, text, answers, feedback, name=self.name, place=self.place)
        for said in left_behind(self.element, form):
            self._leave(said)
        grade = (self.element.findtext("defaultgrade") or "1").strip()
        if float(_number(grade)) != 1:
            self._leave(_("Every question counts for 1 mark here."))
        item = replace(item, keep_order=self._keeps_order(form))
        self.reading.items.append(self._with_tags(item))

    def _keeps_order(self, form: Form) -> bool:
        shuffled = (self.element.findtext("shuffleanswers") or "true").strip()
        return form in (Form.CHOICE, Form.SEVERAL) and shuffled in ("false", "0")

    def _leave(self, message: str) -> None:
        self.reading.leave(message, self.place, self.name)

    def _words(self, element: Element | None) -> str:
        """The text of an element, without markup; other markup than paragraphs is named."""
        text = _inner(element)
        if UNSAVABLE.search(text):
            raise _WrongError(_("There is a character in it that cannot be kept."))
        if element is None or element.get("format") in ("plain_text", "markdown"):
            return text
        plain, lost = without_markup(text)
        if lost:
            self._leave(_("The markup of the text is not kept."))
        return plain

    def _answers(self) -> list[Answer]:
        return [
            Answer(
                self._words(one),
                float(_number(one.get("fraction") or "0")) / 100,
                self._words(one.find("feedback")),
            )
            for one in self.element.findall("answer")
        ]

    def _short_answers(self) -> tuple[Form, list[Answer]]:
        answers = self._answers()
        if any("*" in answer.text for answer in answers):
            self._leave(_("A * stands for itself here, and not for any text."))
        return Form.TEXT, answers

    def _choices(self) -> tuple[Form, list[Answer]]:
        single = (self.element.findtext("single") or "true").strip() in ("true", "1")
        return Form.CHOICE if single else Form.SEVERAL, self._answers()

    def _truth(self) -> tuple[Form, list[Answer]]:
        words = {"true": str(_("True")), "false": str(_("False"))}
        answers = [
            replace(one, text=words.get(one.text.lower(), one.text))
            for one in self._answers()
        ]
        return Form.CHOICE, answers

    def _pairs(self) -> tuple[Form, list[Answer]]:
        return Form.MATCH, [
            Answer(self._words(one), 1.0, other=_inner(one.find("answer")))
            for one in self.element.findall("subquestion")
        ]

    def _numbers(self) -> tuple[Form, list[Answer]]:
        found = self.element.findall("answer")
        given = [
            replace(
                answer,
                text=_number(answer.text),
                margin=float(_number(one.findtext("tolerance") or "0")),
            )
            for answer, one in zip(self._answers(), found, strict=True)
            if not self._is_any_other(answer)
        ]
        return Form.NUMBER, given

    def _is_any_other(self, answer: Answer) -> bool:
        """Whether it is what Moodle says at every number that is not named."""
        if answer.text == "*":
            self._leave(_("What is said at every other number does not come along."))
        return answer.text == "*"

    def _with_tags(self, item: Item) -> Item:
        tags = [_inner(one) for one in self.element.findall("tags/tag")]
        code = (self.element.findtext("idnumber") or "").strip()
        codes = [code] if code else []
        return with_tags(item, filter(None, tags), codes, self._leave)


def _number(text: str) -> str:
    try:
        value = float(text.strip())
    except ValueError as error:
        message = _("“%(text)s” is no number.") % {"text": text.strip()[:40]}
        raise _WrongError(message) from error
    if value != value or abs(value) > 1e15:
        raise _WrongError(_("“%(text)s” is no number.") % {"text": text.strip()[:40]})
    return f"{value:.12g}"
