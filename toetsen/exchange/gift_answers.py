"""What stands in the braces of a GIFT question: the answers and what is said afterwards."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from toetsen.exchange.items import Answer, Form
from toetsen.exchange.markup import without_markup

FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]")
WEIGHT = re.compile(r"^%(-?\d{1,3}(?:\.\d{1,7})?)%")
TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
# Hears what stays behind, in words.
Leave = Callable[..., None]
Given = list[tuple[bool, Answer]]


class WrongError(Exception):
    """Why a block is not GIFT, in words."""


class Braces:
    """Reads what stands in braces; `leave` hears what of it stays behind."""

    def __init__(self, leave: Leave) -> None:
        self.leave = leave

    def read(self, text: str) -> tuple[Form, list[Answer], str] | None:
        """The form, the answers and the feedback; None when nothing stands there.

        Raises WrongError.
        """
        text, feedback = _split(text, "####")
        text = text.strip()
        if not text:
            return None
        truth, comment = _split(text, "#")
        if (said := truth.strip().upper()) in TRUTH:
            answers = self._truth(TRUTH[said], comment)
            return Form.CHOICE, answers, self.words(feedback)
        number = text.startswith("#")
        pieces = _pieces(text.removeprefix("#"), number)
        if number:
            pieces = [one for one in pieces if not self._is_any_other(one)]
        given = [self._one(one, number) for one in pieces]
        answers = [answer for _right, answer in given]
        return _form(given, number), answers, self.words(feedback)

    def words(self, text: str) -> str:
        """Text without its markup, which is named when it was more than paragraphs."""
        marked = FORMAT.match(text.strip())
        said = plain(text)
        if not marked or marked[1] != "html":
            return said
        said, lost = without_markup(said)
        if lost:
            self.leave(_("The markup of the text is not kept."))
        return said

    def _is_any_other(self, piece: str) -> bool:
        """Whether it says something at every number that is not named, as ~ or =%0%* does."""
        rest = WEIGHT.sub("", piece[1:].strip())
        text, _feedback = _split(rest, "#")
        if text.strip() not in ("", "*"):
            return False
        self.leave(_("What is said at every other number does not come along."))
        return True

    def _truth(self, right: bool, comment: str) -> list[Answer]:
        wrong_said, right_said = (self.words(one) for one in _split(comment, "#"))
        return [
            Answer(
                str(words),
                float(right is value),
                right_said if right is value else wrong_said,
            )
            for words, value in ((_("True"), True), (_("False"), False))
        ]

    def _one(self, piece: str, number: bool) -> tuple[bool, Answer]:
        right, rest = piece[0] == "=", piece[1:].strip()
        weight = WEIGHT.match(rest)
        share = float(weight[1]) / 100 if weight else float(right)
        text, feedback = _split(rest[weight.end() :] if weight else rest, "#")
        said = self.words(feedback)
        if number:
            return right, _number(text, share, said)
        left, arrow, other = text.partition("->")
        if arrow and right:
            return right, Answer(self.words(left), share, said, other=self.words(other))
        return right, Answer(self.words(text), share, said)


def _pieces(text: str, number: bool) -> list[str]:
    pieces = re.split(r"(?<!\\)(?=[=~])", text.strip())
    found = [piece.strip() for piece in pieces if piece.strip()]
    if number and found and found[0][0] not in "=~":
        found[0] = f"={found[0]}"
    if not found or any(piece[0] not in "=~" for piece in found):
        raise WrongError(_("Every answer must begin with = or ~."))
    return found


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
        raise WrongError(message) from error


def _form(given: Given, number: bool) -> Form:
    if number:
        return Form.NUMBER
    rights = [right for right, _answer in given]
    paired = [bool(answer.other) for _right, answer in given]
    if all(paired):
        return Form.MATCH
    if any(paired):
        raise WrongError(_("Some answers have -> and others have not."))
    if all(rights):
        return Form.TEXT
    return Form.CHOICE if sum(rights) == 1 else Form.SEVERAL


def _split(text: str, mark: str) -> tuple[str, str]:
    """`text` before and after the first `mark` that has no backslash before it."""
    found = re.search(rf"(?<!\\)(?:\\\\)*?{re.escape(mark)}", text)
    if not found:
        return text, ""
    return text[: found.end() - len(mark)], text[found.end() :]


def plain(text: str) -> str:
    text = FORMAT.sub("", text.strip())
    return re.sub(
        r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text, flags=re.S
    ).strip()
