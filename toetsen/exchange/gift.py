"""Moodle GIFT in: https://docs.moodle.org/en/GIFT_format.

A question is a block of lines until an empty one: `// [id:…] [tag:…]`, `::name::`, the text, and
the answers in braces. A backslash stands before ~ = # { } : and itself, and \\n is a new line.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

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
    too_many,
)
from toetsen.exchange.markup import without_markup
from toetsen.exchange.tags import CODE, from_tags

FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]")
# Without a bare [ inside, so that a hostile line is read once and not from each bracket again.
COMMENT = re.compile(r"\[(id|tag):((?:\\.|[^\[\]\\])*)\]")
WEIGHT = re.compile(r"^%(-?\d{1,3}(?:\.\d{1,7})?)%")
NAME = re.compile(r"^::((?:\\.|[^\\])*?)::")
CATEGORY = "$CATEGORY:"
TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


class _WrongError(Exception):
    """Why a block is not GIFT, in words."""


def read(text: str) -> Reading:
    """The questions in `text`. Raises UnreadableError that names every block that is not GIFT."""
    reading, wrong = Reading(), []
    blocks = list(_blocks(text, reading))
    if (most := max(len(blocks), len(reading.categories))) > MOST_QUESTIONS:
        raise too_many(most)
    for at, comments, body in blocks:
        try:
            _read_block(reading, line(at), comments, body)
        except _WrongError as error:
            wrong.append(Remark(str(error), line(at), _short(body)))
    if wrong:
        raise UnreadableError(*wrong)
    return reading


def _blocks(text: str, reading: Reading) -> Iterator[tuple[int, str, str]]:
    """The number of its first line, the comments and the rest of each block that asks something.

    Categories are left behind in `reading`.
    """
    at, comments, body = 0, "", ""
    for number, one in enumerate([*text.split("\n"), ""], start=1):
        stripped = one.strip()
        if stripped.startswith("//"):
            comments += stripped
        elif stripped.startswith(CATEGORY):
            reading.leave_category(stripped.removeprefix(CATEGORY), line(number))
        elif stripped:
            at = at or number
            body += one + "\n"
        else:
            if body:
                yield at, comments, body
            at, comments, body = 0, "", ""


def _read_block(reading: Reading, place: str, comments: str, body: str) -> None:
    body = body.strip()
    named = NAME.match(body)
    name = _plain(named[1]) if named else ""
    rest = body[named.end() :] if named else body
    before, answers, after = _parts(rest)
    asked = _plain(before)
    marked = FORMAT.match(before.strip())
    if marked and marked[1] == "html":
        asked, lost = without_markup(asked)
        if lost:
            reading.leave(_("The markup of the text is not kept."), place, name)
    if answers is None:
        reading.leave(
            _("This is a text without answers, and does not come along."), place, name
        )
        return
    if after.strip():
        asked = f"{asked} _____ {_plain(after)}"
    found = _answers(answers)
    if found is None:
        reading.leave(
            _("An open question without answers does not come along."), place, name
        )
        return
    form, given, feedback = found
    item = Item(form, asked, given, feedback, name=name or asked[:40], place=place)
    if form is Form.TEXT and any("*" in answer.text for answer in given):
        said = _("A * stands for itself here, and not for any text.")
        reading.leave(said, place, item.name)
    reading.items.append(_with_tags(reading, item, comments))


def _with_tags(reading: Reading, item: Item, comments: str) -> Item:
    found = [
        (kind, re.sub(r"\\(.)", r"\1", value))
        for kind, value in COMMENT.findall(comments)
    ]
    fields, keys, unknown = from_tags(value for kind, value in found if kind == "tag")
    for tag in unknown:
        message = _("The tag “%(tag)s” does not come along.") % {"tag": tag[:40]}
        reading.leave(message, item.place, item.name)
    codes = [value for kind, value in found if kind == "id"]
    fitting = [code for code in codes if CODE.fullmatch(code)]
    for code in set(codes) - set(fitting):
        message = _("“%(code)s” is no code here; it gets a new one.") % {
            "code": code[:40]
        }
        reading.leave(message, item.place, item.name)
    answers = item.answers
    if len(keys) == len(answers):
        answers = [replace(a, key=k) for a, k in zip(answers, keys, strict=True)]
    return replace(item, answers=answers, code=fitting[0] if fitting else "", **fields)


def _parts(text: str) -> tuple[str, str | None, str]:
    """What stands before, in and after the braces."""
    places = [m.start() for m in re.finditer(r"(?<!\\)(?:\\\\)*[{}]", text)]
    braces = [(at, text[at]) for at in (_brace(text, place) for place in places)]
    if not braces:
        return text, None, ""
    if [char for _at, char in braces] != ["{", "}"]:
        raise _WrongError(
            _("There must be one { and one } in a question; put a \\ before others.")
        )
    begin, end = braces[0][0], braces[1][0]
    return text[:begin], text[begin + 1 : end], text[end + 1 :]


def _brace(text: str, at: int) -> int:
    while text[at] not in "{}":
        at += 1
    return at


def _answers(text: str) -> tuple[Form, list[Answer], str] | None:
    """What stands in the braces: the form, the answers and the feedback; None when it is open."""
    text, feedback = _split(text, "####")
    text = text.strip()
    if not text:
        return None
    truth, comment = _split(text, "#")
    if truth.strip().upper() in TRUTH:
        return (
            Form.CHOICE,
            _truth(TRUTH[truth.strip().upper()], comment),
            _words(feedback),
        )
    number = text.startswith("#")
    given = [_one(part, number) for part in _pieces(text.removeprefix("#"), number)]
    return _form(given, number), [answer for _right, answer in given], _words(feedback)


def _truth(right: bool, comment: str) -> list[Answer]:
    wrong_said, right_said = (_words(one) for one in _split(comment, "#"))
    return [
        Answer(
            str(words),
            float(right is value),
            right_said if right is value else wrong_said,
        )
        for words, value in ((_("True"), True), (_("False"), False))
    ]


def _pieces(text: str, number: bool) -> list[str]:
    pieces = re.split(r"(?<!\\)(?=[=~])", text.strip())
    found = [piece.strip() for piece in pieces if piece.strip()]
    if number and found and found[0][0] not in "=~":
        found[0] = f"={found[0]}"
    if not found or any(piece[0] not in "=~" for piece in found):
        raise _WrongError(_("Every answer must begin with = or ~."))
    return found


def _one(piece: str, number: bool) -> tuple[bool, Answer]:
    right, rest = piece[0] == "=", piece[1:].strip()
    weight = WEIGHT.match(rest)
    share = float(weight[1]) / 100 if weight else float(right)
    text, feedback = _split(rest[weight.end() :] if weight else rest, "#")
    if number:
        return right, _number(text, share, _words(feedback))
    left, arrow, other = text.partition("->")
    if arrow and right:
        return right, Answer(_words(left), share, _words(feedback), other=_words(other))
    return right, Answer(_words(text), share, _words(feedback))


def _number(text: str, share: float, feedback: str) -> Answer:
    try:
        if ".." in text:
            low, high = (float(one) for one in text.split("..", 1))
            return Answer(
                f"{(low + high) / 2:.12g}", share, feedback, margin=(high - low) / 2
            )
        value, _colon, margin = text.partition(":")
        return Answer(
            f"{float(value):.12g}", share, feedback, margin=float(margin or 0)
        )
    except ValueError as error:
        message = _("“%(text)s” is no number.") % {"text": text.strip()[:40]}
        raise _WrongError(message) from error


def _form(given: list[tuple[bool, Answer]], number: bool) -> Form:
    if number:
        return Form.NUMBER
    rights = [right for right, _answer in given]
    paired = [bool(answer.other) for _right, answer in given]
    if all(paired):
        return Form.MATCH
    if any(paired):
        raise _WrongError(_("Some answers have -> and others have not."))
    if all(rights):
        return Form.TEXT
    return Form.CHOICE if sum(rights) == 1 else Form.SEVERAL


def _split(text: str, mark: str) -> tuple[str, str]:
    """`text` before and after the first `mark` that has no backslash before it."""
    found = re.search(rf"(?<!\\)(?:\\\\)*?{re.escape(mark)}", text)
    if not found:
        return text, ""
    return text[: found.end() - len(mark)], text[found.end() :]


def _words(text: str) -> str:
    """The text of an answer or of feedback."""
    marked = FORMAT.match(text.strip())
    plain = _plain(text)
    return without_markup(plain)[0] if marked and marked[1] == "html" else plain


def _plain(text: str) -> str:
    text = FORMAT.sub("", text.strip())
    return re.sub(
        r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text, flags=re.S
    ).strip()


def _short(body: str) -> str:
    return body.strip().replace("\n", " ")[:40]
