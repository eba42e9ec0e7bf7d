"""The one error of this package."""

from collections.abc import Iterator
from contextlib import contextmanager


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


def step(key: str | int) -> str:
    """One step of a JSON pointer."""
    return "/" + str(key).replace("~", "~0").replace("/", "~1")
