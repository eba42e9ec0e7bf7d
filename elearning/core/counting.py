"""Counting in the cache, which may forget and may be away."""

from django.core.cache import cache


def count(name: str, *, seconds: int) -> int | None:
    """How many there were under `name` with this one; the first begins `seconds` in which it counts.

    None when nobody counts, because the cache is away (DJANGO_REDIS_IGNORE_EXCEPTIONS).
    """
    # Twice, since it may end just between the two.
    for _ in range(2):
        if cache.add(name, 1, timeout=seconds):
            return 1
        try:
            counted: int | None = cache.incr(name)
        except ValueError:  # it ended just now
            continue
        return counted
    return None
