"""Moodle GIFT in: https://docs.moodle.org/en/GIFT_format.

A question is a block of lines until an empty one: `// [id:…] [tag:…]`, `::name::`, the text, and
the answers in braces. A backslash stands before ~ = # { } : and itself, and \\n is a new line.
"""

import re
from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from toetsen.exchange.gift_answers import Braces, Leave, WrongError, plain
from toetsen.exchange.items import (
    MOST_QUESTIONS,
    Form,
    Item,
    Reading,
    Remark,
    UnreadableError,
    line,
    too_many,
)
from toetsen.exchange.tags import with_tags

# Without a bare [ inside, so that a hostile line is read once and not from each bracket again.
COMMENT = re.compile(r"\[(id|tag):((?:\\.|[^\[\]\\])*)\]")
NAME = re.compile(r"^::((?:\\.|[^\\])*?)::")
CATEGORY = "$CATEGORY:"
# What Moodle itself writes above each question: what is in it follows.
OF_MOODLE = re.compile(r"// question: \d+  name: .*")


def read(text: str) -> Reading:
    """The questions in `text`. Raises UnreadableError that names every block that is not GIFT."""
    reading, wrong = Reading(), []
    blocks = list(_blocks(text, reading))
    reading.asked = len(blocks)
    if (most := max(len(blocks), len(reading.categories))) > MOST_QUESTIONS:
        raise too_many(most)
    for at, comments, body in blocks:
        try:
            _read_block(reading, line(at), comments, body)
        except WrongError as error:
            wrong.append(Remark(str(error), line(at), _short(body)))
    if wrong:
        raise UnreadableError(*wrong)
    return reading


def _blocks(text: str, reading: Reading) -> Iterator[tuple[int, str, str]]:
    """The number of its first line, the comments and the rest of each block that asks something.

    Categories are left behind in `reading`.
    """
    at, first, comments, body = 0, 0, "", ""
    for number, one in enumerate([*text.split("\n"), ""], start=1):
        stripped = one.strip()
        if stripped.startswith("//"):
            first, comments = first or number, f"{comments}{stripped}\n"
        elif stripped.startswith(CATEGORY):
            reading.leave_category(stripped.removeprefix(CATEGORY), line(number))
        elif stripped:
            at = at or number
            body += one + "\n"
        else:
            if body:
                yield at, comments, body
            elif comments:
                reading.leave(_("A comment does not come along."), line(first))
            at, first, comments, body = 0, 0, "", ""


def _read_block(reading: Reading, place: str, comments: str, body: str) -> None:
    body = body.strip()
    named = NAME.match(body)
    name = plain(named[1]) if named else ""
    leave = partial(reading.leave, place=place, name=name)
    before, answers, after = _parts(body[named.end() :] if named else body)
    if answers is None:
        leave(_("This is a text without answers, and does not come along."))
        return
    inside = Braces(leave)
    asked = inside.words(before)
    if after.strip():
        asked = f"{asked} _____ {inside.words(after)}"
    found = inside.read(answers)
    if found is None:
        leave(_("An open question without answers does not come along."))
        return
    form, given, feedback = found
    item = Item(form, asked, given, feedback, name=name or asked[:40], place=place)
    if form is Form.TEXT and any("*" in answer.text for answer in given):
        leave(_("A * stands for itself here, and not for any text."), name=item.name)
    reading.items.append(_with_comments(item, comments, partial(leave, name=item.name)))


def _with_comments(item: Item, comments: str, leave: Leave) -> Item:
    """`item` with the tags and the id number that stand in the comments before it."""
    found = [
        (kind, re.sub(r"\\(.)", r"\1", value))
        for kind, value in COMMENT.findall(comments)
    ]
    if re.search(r"[^/\s]", OF_MOODLE.sub("", COMMENT.sub("", comments))):
        leave(_("A comment does not come along."))
    tags = [value for kind, value in found if kind == "tag"]
    codes = [value for kind, value in found if kind == "id"]
    return with_tags(item, tags, codes, leave)


def _parts(text: str) -> tuple[str, str | None, str]:
    """What stands before, in and after the braces."""
    places = [m.start() for m in re.finditer(r"(?<!\\)(?:\\\\)*[{}]", text)]
    braces = [(at, text[at]) for at in (_brace(text, place) for place in places)]
    if not braces:
        return text, None, ""
    if [char for _at, char in braces] != ["{", "}"]:
        raise WrongError(
            _("There must be one { and one } in a question; put a \\ before others.")
        )
    begin, end = braces[0][0], braces[1][0]
    return text[:begin], text[begin + 1 : end], text[end + 1 :]


def _brace(text: str, at: int) -> int:
    while text[at] not in "{}":
        at += 1
    return at


def _short(body: str) -> str:
    return body.strip().replace("\n", " ")[:40]
