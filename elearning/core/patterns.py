"""Patterns in a text that may point to a real person. A warning: it does not catch everything.

Runs on the server and keeps nothing of what it finds.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class Found(NamedTuple):
    """A piece of text, from `start` to `end`, and what it looks like."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def label(self) -> str:
        return str(LABELS[self.kind])


LABELS = {
    "email": _("an e-mail address"),
    "iban": _("a bank account number"),
    "date": _("a date, such as a date of birth"),
    "phone": _("a telephone number"),
    "bsn": _("a citizen service number (BSN)"),
    "postcode": _("a postcode"),
    "plate": _("a licence plate"),
}
MONTHS = (
    "jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?"
    "|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(text: str) -> bool:
    """Whether the digits of `text` pass the BSN's eleven test (elfproef)."""
    digits = re.sub(r"\D", "", text).zfill(9)
    if len(digits) != 9 or not digits.strip("0"):
        return False
    total = sum(
        weight * int(digit) for weight, digit in zip(BSN_WEIGHTS, digits, strict=True)
    )
    return total % 11 == 0


def is_iban(text: str) -> bool:
    """Whether `text` passes the check of ISO 13616: rearranged, its number is 1 modulo 97."""
    compact = re.sub(r"[\s-]", "", text).upper()
    if not 15 <= len(compact) <= 34:
        return False
    return int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1


def is_phone(text: str) -> bool:
    """Ten digits from a 0, or a + or 00 with the digits of a number abroad."""
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") or digits.startswith("00"):
        return 10 <= len(digits.removeprefix("00")) <= 15
    return len(digits) == 10


def is_plate(text: str) -> bool:
    """Six letters and digits in three groups, of both kinds."""
    compact = text.replace("-", "")
    return len(compact) == 6 and not compact.isdigit() and not compact.isalpha()


def _always(text: str) -> bool:
    return True


# The first that matches a piece of text names it.
PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _always),
    ("iban", re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}\b"), is_iban),
    (
        "date",
        re.compile(
            r"\b(?:\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{4}[-/]\d{1,2}[-/]\d{1,2}"
            rf"|\d{{1,2}}\s+(?:{MONTHS})\.?\s+'?(?:\d{{4}}|\d{{2}}))\b",
            re.IGNORECASE,
        ),
        _always,
    ),
    (
        "phone",
        re.compile(r"(?<![\w+])(?:\+|\(?0)\d?(?:[ ().-]{0,2}\d){7,14}\b"),
        is_phone,
    ),
    ("bsn", re.compile(r"(?<![\d.])\d(?:[ .-]?\d){7,8}(?!\d)"), is_bsn),
    (
        "postcode",
        re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b|\b[1-9]\d{3}[a-z]{2}\b"),
        _always,
    ),
    (
        "plate",
        re.compile(
            r"\b(?:[A-Za-z]{1,3}|\d{1,3})-(?:[A-Za-z]{1,3}|\d{1,3})"
            r"-(?:[A-Za-z]{1,3}|\d{1,3})\b"
            r"|\b(?:[A-Z]{1,3}\d{2,3}[A-Z]{1,2}|\d{1,3}[A-Z]{2,3}\d{1,2})\b"
        ),
        is_plate,
    ),
)


def find(text: str) -> list[Found]:
    """What in `text` looks like it points to a person, in order, no two overlapping."""
    found: list[Found] = []
    for kind, pattern, holds in PATTERNS:
        for hit in _hits(kind, pattern, text):
            if holds(hit.text) and not any(_overlap(hit, other) for other in found):
                found.append(hit)
    return sorted(found, key=lambda hit: hit.start)


def fingerprint(found: list[Found]) -> str:
    """A value that confirms exactly these findings: other ones need a confirmation anew."""
    text = "\x1f".join(sorted(f"{hit.kind}:{hit.text}" for hit in found))
    return salted_hmac("elearning.core.patterns", text).hexdigest()


def _hits(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        words = match.group() if kind != "iban" else _longest_iban(match.group())
        yield Found(kind, words.strip(), match.start(), match.start() + len(words))


def _longest_iban(text: str) -> str:
    """`text` without the words behind it that only look like more of the number."""
    words = text
    while " " in words and not is_iban(words):
        words = words.rpartition(" ")[0]
    return words


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end
