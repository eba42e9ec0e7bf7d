"""QTI out, 2.1 and 3.0: a package of items with their scoring and feedback, for TAO and others.

The information models of 1EdTech (https://www.imsglobal.org/question/): the same classes with other
names. 2.1 says choiceInteraction where 3.0 says qti-choice-interaction, attributes likewise.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from toetsen.exchange.items import Answer, Form, Item
from toetsen.exchange.moodle import UNSAVABLE

FORMS = frozenset(Form)
# So that the same questions give the same bytes.
STAMP = (2020, 1, 1, 0, 0, 0)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


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


V21 = Dialect(
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "imsqti_item_xmlv2p1",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    ("QTIv2.1 Package", "1.0.0"),
    kebab=False,
)
V30 = Dialect(
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "imsqti_item_xmlv3p0",
    "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    ("QTI Package", "3.0.0"),
    kebab=True,
)


def kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", name)


def write(items: list[Item], dialect: Dialect) -> bytes:
    """The package as a zip: imsmanifest.xml and one file per question."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        names = [f"items/{item.code}.xml" for item in items]
        _put(package, "imsmanifest.xml", _manifest(items, names, dialect))
        for name, item in zip(names, items, strict=True):
            _put(package, name, _Writer(dialect, item).item())
    return out.getvalue()


def _put(package: zipfile.ZipFile, name: str, root: Element) -> None:
    indent(root)
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, XML + tostring(root, encoding="unicode") + "\n")


def _manifest(items: list[Item], names: list[str], dialect: Dialect) -> Element:
    manifest = Element(
        "manifest", {"xmlns": dialect.packaging, "identifier": "questions"}
    )
    metadata = SubElement(manifest, "metadata")
    for tag, text in zip(("schema", "schemaversion"), dialect.schema, strict=True):
        SubElement(metadata, tag).text = text
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for item, name in zip(items, names, strict=True):
        about = {"identifier": f"r-{item.code}", "type": dialect.resource, "href": name}
        SubElement(SubElement(resources, "resource", about), "file", href=name)
    return manifest


class _Writer:
    """One item in one dialect."""

    def __init__(self, dialect: Dialect, item: Item) -> None:
        self.dialect, self.question = dialect, item
        self.keys = [
            f"{'i-' if one.key[:1].isdigit() else ''}{one.key}"
            if one.key
            else f"a{number}"
            for number, one in enumerate(item.answers)
        ]

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
        single = item.form is Form.CHOICE
        if single:
            self._outcome(root, "FEEDBACK", "identifier", "none")
        body = self._sub(root, "itemBody")
        self._interaction(body)
        self._processing(root, with_feedback=single)
        if single:
            for key, answer in zip(self.keys, item.answers, strict=True):
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
        form, answers = self.question.form, self.question.answers
        cardinality = {
            Form.SEVERAL: "multiple",
            Form.MATCH: "multiple",
            Form.ORDER: "ordered",
        }.get(form, "single")
        base = {Form.MATCH: "directedPair", Form.TEXT: "string", Form.NUMBER: "float"}
        declared = self._sub(
            root,
            "responseDeclaration",
            identifier="RESPONSE",
            cardinality=cardinality,
            baseType=base.get(form, "identifier"),
        )
        values = self._values()
        right = self._sub(declared, "correctResponse")
        many = form in (Form.SEVERAL, Form.MATCH, Form.ORDER)
        for value, answer in zip(values, answers, strict=True):
            if form in (Form.MATCH, Form.ORDER) or answer.share > 0:
                self._words(right, "value", value)
                if not many:
                    break
        mapped = self._sub(
            declared, "mapping", defaultValue="0", lowerBound="0", upperBound="1"
        )
        for value, share in zip(values, self._shares(), strict=True):
            self._sub(mapped, "mapEntry", mapKey=value, mappedValue=f"{share:.6g}")
        if form in (Form.ORDER, Form.NUMBER):
            declared.remove(mapped)

    def _shares(self) -> list[float]:
        answers = self.question.answers
        if self.question.form is Form.MATCH:
            return [1 / len(answers)] * len(answers)
        return [answer.share for answer in answers]

    def _values(self) -> list[str]:
        answers = self.question.answers
        if self.question.form is Form.MATCH:
            return [f"{key} m-{key}" for key in self.keys]
        if self.question.form in (Form.TEXT, Form.NUMBER):
            return [answer.text for answer in answers]
        return self.keys

    def _outcome(self, root: Element, name: str, base: str, value: str) -> None:
        made = self._sub(
            root,
            "outcomeDeclaration",
            identifier=name,
            cardinality="single",
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
        most = (
            {}
            if item.form is Form.ORDER
            else {"maxChoices": str(int(item.form is Form.CHOICE))}
        )
        made = self._sub(
            body, name, responseIdentifier="RESPONSE", shuffle="true", **most
        )
        self._words(made, "prompt", item.text)
        for key, answer in zip(self.keys, item.answers, strict=True):
            self._words(made, "simpleChoice", answer.text, identifier=key)

    def _match(self, body: Element) -> None:
        answers: list[Answer] = self.question.answers
        made = self._sub(
            body,
            "matchInteraction",
            responseIdentifier="RESPONSE",
            shuffle="true",
            maxAssociations=str(len(answers)),
        )
        self._words(made, "prompt", self.question.text)
        for prefix, texts in (
            ("", [one.text for one in answers]),
            ("m-", [one.other for one in answers]),
        ):
            side = self._sub(made, "simpleMatchSet")
            for key, text in zip(self.keys, texts, strict=True):
                self._words(
                    side,
                    "simpleAssociableChoice",
                    text,
                    identifier=f"{prefix}{key}",
                    matchMax="1",
                )

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
            margin = f"{self.question.answers[0].margin:g}"
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
