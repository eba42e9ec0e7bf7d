"""Which questions about safety were missed, and whether they were mended since. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass

from toetsen.models import Attempt, AttemptItem, Repair
from toetsen.scoring import is_enough


@dataclass(frozen=True)
class Miss:
    """A critical question without all its points, with what was asked instead (None: not yet)."""

    item: AttemptItem
    repair: Repair | None

    @property
    def position(self) -> int:
        return self.item.position

    @property
    def is_mended(self) -> bool:
        return self.repair is not None and self.repair.is_right

    @property
    def is_lost(self) -> bool:
        """Whether the other question was not right either: then the test is taken again."""
        return (
            self.repair is not None
            and self.repair.answered_at is not None
            and not self.repair.is_right
        )


def misses(attempt: Attempt) -> list[Miss]:
    """The critical questions that a submitted attempt missed, in order. One query."""
    items = attempt.items.filter(version__critical=True, score__isnull=False)
    items = items.select_related("version__question", "repair__version__question")
    return [
        Miss(item, getattr(item, "repair", None))
        for item in items
        if (item.final_score or 0) < 1
    ]


def mended(found: Sequence[Miss]) -> bool:
    return all(miss.is_mended for miss in found)


def can_be_mended(attempt: Attempt) -> bool:
    """Whether only questions about safety keep a submitted attempt from being passed."""
    return (
        attempt.is_submitted
        and not attempt.passed
        and attempt.assessment.all_critical
        and is_enough(
            attempt.points or 0.0,
            attempt.max_points or 0.0,
            attempt.pass_mark,
        )
    )


def to_mend(attempt: Attempt) -> list[Miss]:
    """What is left to ask again so that the attempt is passed; empty when that cannot be.

    One other question for each miss: when that was not right either, the test is taken again.
    """
    if not can_be_mended(attempt):
        return []
    found = misses(attempt)
    return [] if any(miss.is_lost for miss in found) else found
