"""Counting in the cache, which may forget and may be away."""

import threading
import time
from dataclasses import dataclass

from django.core.cache import cache


def count(name: str, *, seconds: int) -> int | None:
    """How many there were under `name` with this one; the first begins `seconds` in which it counts.

    None when nobody counts, because the cache is away (DJANGO_REDIS_IGNORE_EXCEPTIONS).
    """
    return _add(1, name, seconds)


def count_in_steps(name: str, *, seconds: int, step: int) -> int | None:
    """As `count`, for what comes so often that asking the cache each time would be much of its cost.

    This process tells the cache of its first, and then of every `step` together. What comes back
    lacks at most `step - 1` of every other process; with a step of one it is exact.
    """
    with _lock:
        tally = _tallies.get(name) or _begin(name, seconds)
        tally.untold += 1
        if tally.is_begun and tally.untold < step:
            return tally.told + tally.untold
        tally.is_begun = True
        some, tally.untold = tally.untold, 0
    # Not within the lock: nobody waits for a cache that is slow.
    told = _add(some, name, seconds)
    if told is not None:
        with _lock:  # another thread may have heard a higher number meanwhile
            tally.told = max(tally.told, told)
    return told


@dataclass(slots=True)
class _Tally:
    """`told` is what the cache said last, `untold` what this process has had since."""

    ends: float
    told: int = 0
    untold: int = 0
    is_begun: bool = False


_lock = threading.Lock()
_tallies: dict[str, _Tally] = {}


def _begin(name: str, seconds: int) -> _Tally:
    """A new tally; those whose time is over make room."""
    now = time.monotonic()
    for old in [key for key, tally in _tallies.items() if tally.ends < now]:
        del _tallies[old]
    _tallies[name] = _Tally(ends=now + seconds)
    return _tallies[name]


def _add(some: int, name: str, seconds: int) -> int | None:
    # Twice, since it may end just between the two; adding first would be a second question to the
    # cache at nearly every call.
    for _ in range(2):
        try:
            counted: int | None = cache.incr(name, some)
        except ValueError:  # the first, or it ended just now
            if cache.add(name, some, timeout=seconds):
                return some
        else:
            return counted
    return None
