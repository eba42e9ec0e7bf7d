"""Whose name is shown as something else while a page is made (product rule 8).

The CMS shows a reader with lived experience as "Lezer E2" to everybody but the chief editor. It
asks `User.get_full_name()` for every name, so that is where the other name comes from.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# From the id of a person to what is shown instead, or "" for the name itself.
Masked = Callable[[int], str]

_mask: ContextVar[Masked | None] = ContextVar("mask", default=None)


def shown_instead_of(user_id: int | None) -> str:
    """What stands for the name of this person now; "" when the name itself does."""
    mask = _mask.get()
    return mask(user_id) if mask is not None and user_id is not None else ""


@contextmanager
def masked(mask: Masked) -> Iterator[None]:
    """Names go through `mask` inside the block, in this thread only."""
    token = _mask.set(mask)
    try:
        yield
    finally:
        _mask.reset(token)
