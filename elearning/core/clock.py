"""The one place that knows what time it is.

Rules about terms, expiry and closed periods ask here, so that tests and the simulation can live
on another day. Nothing else in the project calls `timezone.now()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_pinned: ContextVar[datetime | None] = ContextVar("pinned_moment", default=None)


def now() -> datetime:
    """The present moment, aware, or the pinned one."""
    return _pinned.get() or timezone.now()


def today() -> date:
    """The present day in the Netherlands."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Pin the clock to `moment` (aware) inside the block, in this thread only."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)
