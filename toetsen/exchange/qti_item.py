"""One question in QTI, as `qti` packs it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from toetsen.exchange.items import Form, Item
from toetsen.exchange.markup import UNSAVABLE

# Where what is said with an answer can be shown to who gave it.
WITH_FEEDBACK = frozenset({Form.CHOICE, Form.SEVERAL})
CARDINALITY = {
    Form.SEVERAL: "multiple",
    Form.MATCH: "multiple",
    Form.ORDER: "ordered",
}


@dataclass(frozen=True)
class Dialect:
    items: str
    resource: str
    packaging: str
    schema: tuple[str, str]
    kebab: bool

    def tag(self, name: str) -> str:
        return f"qti-{kebab(name)}" if self.kebab else name

    def attribute(self, name: str) -> str:
        return kebab(name) if self.kebab else name


def kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", name)


def lost(item: Item) -> Iterator[str]:
    """What of `item` is not in the package, in words."""
    if item.form is Form.ORDER:
        yield _("A part of the marks for an order that is nearly right.")
    if item.form is Form.NUMBER:
        yield _("That a number may be written with a comma.")
    if item.form is Form.TEXT:
        yield _("That accents make no difference.")
    if item.form not in WITH_FEEDBACK and any(one.feedback for one in item.answers):
        yield _("What is said with a single answer.")


class Writer:
    """One item in one dialect.

    `answers` are those that somebody can give; of a match also its `targets` are there, each once.
    An identifier begins with a letter, and no letter of ours has a point in it.
    """

    def __init__(self, dialect: Dialect, item: Item) -> None:
        self.dialect, self.question = dialect, item
        matched = item.form is Form.MATCH
        self.answers = [one for one in item.answers if one.text or not matched]
        self.keys = [
            one.key
            if one.key[:1].isalpha()
            else f"i.{one.key}"
            if one.key
            else f"a.{number}"
            for number, one in enumerate(self.answers)
        ]
        others = dict.fromkeys(one.other for one in item.answers) if matched else ()
        self.targets = {
            text: f"to.{number}" for number, text in enumerate(others, start=1)
        }

    def item(self) -> Element:
        item = self.question
        root = self._made(
            "assessmentItem",
            identifier=f"i-{item.code}",
            title=item.code,
            adaptive="false",
            timeDependent="false",
        )
        root.set("xmlns", self.dialect.items)
        if item.language:
            root.set("xml:lang", item.language)
        self._response(root)
        self._outcome(root, "SCORE", "float", "0")
        self._outcome(root, "GENERAL", "identifier", "general")
        told = item.form in WITH_FEEDBACK
        if told:
            self._outcome(root, "FEEDBACK", "identifier", "none")
        body = self._sub(root, "itemBody")
        self._interaction(body)
        self._processing(root, with_feedback=told)
        if told:
            for key, answer in zip(self.keys, self.answers, strict=True):
                self._feedback(root, "FEEDBACK", key, answer.feedback)
        self._feedback(root, "GENERAL", "general", item.feedback)
        return root

    def _made(self, name: str, **attributes: str) -> Element:
        return Element(
            self.dialect.tag(name),
            {self.dialect.attribute(key): value for key, value in attributes.items()},
        )

    def _sub(self, parent: Element, name: str, **attributes: str) -> Element:
        made = self._made(name, **attributes)
        parent.append(made)
        return made

    def _words(self, parent: Element, name: str, text: str, **attributes: str) -> None:
        self._sub(parent, name, **attributes).text = UNSAVABLE.sub("", text)

    def _response(self, root: Element) -> None:
        form = self.question.form
        base = {Form.MATCH: "directedPair", Form.TEXT: "string", Form.NUMBER: "float"}
        declared = self._sub(
            root,
            "responseDeclaration",
            identifier="RESPONSE",
            cardinality=CARDINALITY.get(form, "single"),
            baseType=base.get(form, "identifier"),
        )
        values = self._values()
        right = self._sub(declared, "correctResponse")
        for value in self._right(values):
            self._words(right, "value", value)
        if form in (Form.ORDER, Form.NUMBER):
            return
        mapped = self._sub(
            declared, "mapping", defaultValue="0", lowerBound="0", upperBound="1"
        )
        for value, share in zip(values, self._shares(), strict=True):
            self._sub(mapped, "mapEntry", mapKey=value, mappedValue=f"{share:.9g}")

    def _right(self, values: list[str]) -> list[str]:
        """The right response; of one answer that which earns most."""
        form, answers = self.question.form, self.answers
        if form in (Form.MATCH, Form.ORDER):
            return values
        paired = list(zip(values, answers, strict=True))
        if form is Form.SEVERAL:
            return [value for value, answer in paired if answer.share > 0]
        return [max(paired, key=lambda pair: pair[1].share)[0]]

    def _shares(self) -> list[float]:
        if self.question.form is Form.MATCH:
            return [1 / len(self.answers)] * len(self.answers)
        return [answer.share for answer in self.answers]

    def _values(self) -> list[str]:
        if self.question.form is Form.MATCH:
            return [
                f"{key} {self.targets[answer.other]}"
                for key, answer in zip(self.keys, self.answers, strict=True)
            ]
        if self.question.form in (Form.TEXT, Form.NUMBER):
            return [answer.text for answer in self.answers]
        return self.keys

    def _outcome(self, root: Element, name: str, base: str, value: str) -> None:
        """Feedback on several chosen answers is asked for by each of them."""
        several = name == "FEEDBACK" and self.question.form is Form.SEVERAL
        made = self._sub(
            root,
            "outcomeDeclaration",
            identifier=name,
            cardinality="multiple" if several else "single",
            baseType=base,
        )
        self._words(self._sub(made, "defaultValue"), "value", value)

    def _interaction(self, body: Element) -> None:
        item = self.question
        if item.form in (Form.TEXT, Form.NUMBER):
            SubElement(body, "p").text = item.text
            line = SubElement(body, "p")
            self._sub(line, "textEntryInteraction", responseIdentifier="RESPONSE")
            return
        if item.form is Form.MATCH:
            self._match(body)
            return
        name = "orderInteraction" if item.form is Form.ORDER else "choiceInteraction"
        number = item.rights if item.form is Form.SEVERAL else 1
        most = {} if item.form is Form.ORDER else {"maxChoices": str(number)}
        shuffle = str(not item.keep_order).lower()
        made = self._sub(
            body, name, responseIdentifier="RESPONSE", shuffle=shuffle, **most
        )
        self._words(made, "prompt", item.text)
        for key, answer in zip(self.keys, self.answers, strict=True):
            self._words(made, "simpleChoice", answer.text, identifier=key)

    def _match(self, body: Element) -> None:
        """Everything on the left is matched once; what it goes with as often as it is needed."""
        made = self._sub(
            body,
            "matchInteraction",
            responseIdentifier="RESPONSE",
            shuffle="true",
            maxAssociations=str(len(self.answers)),
        )
        self._words(made, "prompt", self.question.text)
        texts = [answer.text for answer in self.answers]
        left = list(zip(self.keys, texts, strict=True))
        right = [(key, text) for text, key in self.targets.items()]
        for side, most in ((left, "1"), (right, "0")):
            choices = self._sub(made, "simpleMatchSet")
            for key, text in side:
                about = {"identifier": key, "matchMax": most}
                self._words(choices, "simpleAssociableChoice", text, **about)

    def _processing(self, root: Element, *, with_feedback: bool) -> None:
        done = self._sub(root, "responseProcessing")
        if self.question.form in (Form.ORDER, Form.NUMBER):
            self._all_or_nothing(done)
        else:
            scored = self._sub(done, "setOutcomeValue", identifier="SCORE")
            self._sub(scored, "mapResponse", identifier="RESPONSE")
        if with_feedback:
            told = self._sub(done, "setOutcomeValue", identifier="FEEDBACK")
            self._sub(told, "variable", identifier="RESPONSE")

    def _all_or_nothing(self, done: Element) -> None:
        condition = self._sub(self._sub(done, "responseCondition"), "responseIf")
        if self.question.form is Form.NUMBER:
            margin = f"{self.answers[0].margin:.12g}"
            same = self._sub(
                condition,
                "equal",
                toleranceMode="absolute",
                tolerance=f"{margin} {margin}",
            )
        else:
            same = self._sub(condition, "match")
        self._sub(same, "variable", identifier="RESPONSE")
        self._sub(same, "correct", identifier="RESPONSE")
        scored = self._sub(condition, "setOutcomeValue", identifier="SCORE")
        self._words(scored, "baseValue", "1", baseType="float")

    def _feedback(self, root: Element, outcome: str, key: str, text: str) -> None:
        if not text:
            return
        made = self._sub(
            root,
            "modalFeedback",
            outcomeIdentifier=outcome,
            identifier=key,
            showHide="show",
        )
        # 3.0 asks for a body within; 2.1 takes text as it is.
        inside = self._sub(made, "contentBody") if self.dialect.kebab else made
        if self.dialect.kebab:
            SubElement(inside, "p").text = UNSAVABLE.sub("", text)
        else:
            inside.text = UNSAVABLE.sub("", text)
