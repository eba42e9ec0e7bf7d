"""Counting in the cache, which may forget and may be away."""

from django.core.cache import cache


def count(name: str, *, seconds: int) -> int | None:
    """How many there were under `name` with this one; the first begins `seconds` in which it counts.

    None when nobody counts, because the cache is away (DJANGO_REDIS_IGNORE_EXCEPTIONS).
    """
    # Twice, since it may end just between the two; adding first would be a second question to the
    # cache at nearly every call.
    for _ in range(2):
        try:
            counted: int | None = cache.incr(name)
        except ValueError:  # the first, or it ended just now
            if cache.add(name, 1, timeout=seconds):
                return 1
        else:
            return counted
    return None
