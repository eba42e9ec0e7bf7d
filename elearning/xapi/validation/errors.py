"""The one error of this package."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from elearning.xapi.validation.words import NAMES

PLACE = re.compile(
    r"^(?P<reason>.*?)(?: - at (?:`key` in )?`\$(?P<path>.*)`)?$", re.DOTALL
)
PATTERN = re.compile(r"^Expected `str` matching regex ")
STEP = re.compile(r"\.([^.\[\]]+)|\[([^\]]*)\]")


class Invalid(ValueError):
    """Why something is refused, and where: `pointer` is a JSON pointer (RFC 6901)."""

    def __init__(self, reason: str, pointer: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.pointer = pointer

    def under(self, pointer: str) -> "Invalid":
        return Invalid(self.reason, pointer + self.pointer)


@contextmanager
def placed(pointer: str) -> Iterator[None]:
    """Puts `pointer` in front of the place of an `Invalid` from inside."""
    try:
        yield
    except Invalid as error:
        raise error.under(pointer) from None


def from_msgspec(error: msgspec.ValidationError) -> Invalid:
    """msgspec says "Expected `str`, got `int` - at `$.actor.mbox`"; we say `/actor/mbox`."""
    match = PLACE.match(str(error))
    if match is None:  # the pattern matches any text
        return Invalid(str(error))
    path = match["path"] or ""
    steps = [name or key for name, key in STEP.findall(path)]
    return Invalid(
        _plain(match["reason"]), "".join(f"/{_escaped(step)}" for step in steps)
    )


def _plain(reason: str) -> str:
    """A pattern's name instead of the pattern."""
    if PATTERN.match(reason):
        for pattern, name in NAMES.items():
            if reason.endswith(repr(pattern)):
                return f"Expected {name}"
    return reason


def _escaped(step: str) -> str:
    return "*" if step == "..." else step.replace("~", "~0").replace("/", "~1")
