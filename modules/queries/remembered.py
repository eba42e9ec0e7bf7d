"""What follows from published content alone is worked out once per process, not per request.

The database says when content changed: triggers on its tables write down, at the commit, which
transaction it was (`ContentGeneration`, migration 0006). One small query per request reads that
number; while it stays the same, so does everything that was worked out under it. So nothing is
ever older than the request that shows it, whoever changed it and however (ADR 0011).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.db import connection

from elearning.core.database import bound_cursor

P = ParamSpec("P")
T = TypeVar("T")

_generation: ContextVar[int | None] = ContextVar("generation", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Within, functions that are `remembered` may answer from before. One query.

    Inside a transaction they always look again: it sees its own changes before others do.
    """
    token = _generation.set(None if connection.in_atomic_block else _current())
    try:
        yield
    finally:
        _generation.reset(token)


def remembered(*, entries: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Decorates a read of published content whose arguments are hashable.

    The `entries` last used answers are kept. They are shared by all requests of the process, so an
    answer is never changed in place; an error is not kept.
    """

    def decorate(read: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=entries)
        def kept(_generation: int, *args: P.args, **kwargs: P.kwargs) -> T:
            return read(*args, **kwargs)

        @wraps(read)
        def look(*args: P.args, **kwargs: P.kwargs) -> T:
            generation = _generation.get()
            if generation is None:
                return read(*args, **kwargs)
            return kept(generation, *args, **kwargs)

        return look

    return decorate


def _current() -> int | None:
    with bound_cursor() as cursor:
        cursor.execute("SELECT generation FROM modules_contentgeneration")
        row = cursor.fetchone()
    return row[0] if row else None
