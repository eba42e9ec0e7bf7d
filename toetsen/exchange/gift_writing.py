"""Moodle GIFT out, as `gift` reads it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from toetsen.exchange import moodle_limits
from toetsen.exchange.items import Answer, Form, Item
from toetsen.exchange.tags import tags_of

SPECIAL = re.compile(r"([\\~=#{}:])")
FORMS = frozenset({Form.CHOICE, Form.SEVERAL, Form.MATCH, Form.TEXT, Form.NUMBER})


def write(items: list[Item]) -> bytes:
    """The file. Only for forms in FORMS."""
    return "\n\n".join(map(_written, items)).encode() + b"\n"


def lost(item: Item) -> Iterator[str]:
    """What of `item` is not in the file, in words."""
    yield from moodle_limits.lost(item)
    if item.keep_order:
        yield _("That the options stay in their order.")


def _written(item: Item) -> str:
    about = [f"[id:{_bracketed(item.code)}]"] if item.code else []
    about += [f"[tag:{_bracketed(tag)}]" for tag in tags_of(item)]
    lines = [f"// {' '.join(about)}"] if about else []
    opening = "{#" if item.form is Form.NUMBER else "{"
    lines.append(
        f"::{_escaped(item.name or item.code)}::[plain]{_escaped(item.text)}{opening}"
    )
    lines += [f"\t{_answer(item.form, answer)}" for answer in item.answers]
    if item.feedback:
        lines.append(f"\t####[plain]{_escaped(item.feedback)}")
    return "\n".join([*lines, "}"])


def _answer(form: Form, answer: Answer) -> str:
    feedback = f"#[plain]{_escaped(answer.feedback)}" if answer.feedback else ""
    if form is Form.MATCH:
        return f"=[plain]{_escaped(answer.text)} -> {_escaped(answer.other)}"
    if form is Form.NUMBER:
        return f"={_percent(answer.share)}{answer.text}:{answer.margin:.12g}{feedback}"
    if form is Form.TEXT:
        return f"={_percent(answer.share)}{_escaped(answer.text)}{feedback}"
    right = form is Form.CHOICE and answer.share == 1
    weight = (
        "" if form is Form.CHOICE and answer.share in (0, 1) else _percent(answer.share)
    )
    return f"{'=' if right else '~'}{weight}[plain]{_escaped(answer.text)}{feedback}"


def _percent(share: float) -> str:
    """As Moodle writes it, 33.33333: its import asks for five decimals."""
    return f"%{round(share * 100, 5):.8g}%"


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text.strip()).replace("\n", "\\n")


def _bracketed(text: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", text)
