"""Whether a question deserves a look, and why. One reason each: the one to look at first.

The bounds: Moodle marks a discriminative efficiency under 15% as dubious and a negative
discrimination as probably wrong (its quiz statistics report); the others are ours.
"""

from collections.abc import Sequence
from enum import StrEnum

from toetsen.analysis.items import ItemStatistics
from toetsen.analysis.options import OptionStatistics

TOO_EASY = 0.95
TOO_HARD = 0.05  # above what guessing earns
DUBIOUS = 15.0  # percent of efficiency


class Verdict(StrEnum):
    """In the order of how much they matter."""

    KEY_DOUBTFUL = "key_doubtful"
    MISLEADS = "misleads"
    TOO_HARD = "too_hard"
    TOO_EASY = "too_easy"
    DUBIOUS = "dubious"
    UNUSED_OPTION = "unused_option"


def verdict(
    item: ItemStatistics, options: Sequence[OptionStatistics], *, critical: bool
) -> Verdict | None:
    """The first reason to look at a question, or None.

    None too with fewer than 30 attempts: that says nothing yet. A question that is `critical` for
    safety is never too easy, and its unused options are what one hopes for: everybody must have it
    right.
    """
    if not item.is_enough:
        return None
    reasons = {
        Verdict.KEY_DOUBTFUL: _key_is_doubtful(options),
        Verdict.MISLEADS: (item.discrimination or 0) < 0,
        Verdict.TOO_HARD: item.facility <= (item.guess or 0) + TOO_HARD,
        Verdict.TOO_EASY: item.facility >= TOO_EASY and not critical,
        Verdict.DUBIOUS: item.efficiency is not None and item.efficiency < DUBIOUS,
        Verdict.UNUSED_OPTION: bool(unused(options)) and not critical,
    }
    return next((reason for reason, is_so in reasons.items() if is_so), None)


def unused(options: Sequence[OptionStatistics]) -> list[str]:
    """The keys of wrong options that nobody took."""
    return [o.key for o in options if not o.right and o.attempts == 0]


def _key_is_doubtful(options: Sequence[OptionStatistics]) -> bool:
    """Whether those who do well elsewhere choose a wrong option, more often than the right one."""
    right = [o for o in options if o.right]
    if len(right) != 1:
        return False
    return any(
        o.attempts > right[0].attempts and (o.rest or 0) > max(right[0].rest or 0, 0)
        for o in options
        if not o.right
    )
