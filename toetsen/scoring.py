"""When a test is passed. Pure functions over what was answered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from toetsen.enums import Grade


@dataclass(frozen=True)
class ScoredItem:
    """One answered question: its goal, its share of its marks (0.0 to 1.0), critical or not."""

    goal_code: str
    score: float
    critical: bool
    max_mark: float = 1.0

    @property
    def mark(self) -> float:
        return self.score * self.max_mark


@dataclass(frozen=True)
class Result:
    """`score` is the share of all points; `goals` the same for each learning goal."""

    points: float
    max_points: float
    score: float
    passed: bool
    missed_critical: int
    goals: dict[str, float] = field(default_factory=dict)


def grade(score: float | None) -> Grade:
    """What a share of the marks is called; None is a question that nothing can be earned with."""
    if score is None:
        return Grade.UNSCORED
    if score >= 1:
        return Grade.RIGHT
    return Grade.PARTLY if score > 0 else Grade.WRONG


def is_enough(points: float, possible: float, pass_percentage: int) -> bool:
    """Whether `points` reach the pass mark; never of a test in which nothing can be earned.

    Compared after rounding to a millionth, so that 0.7 of ten is not lost to a rounding of floats.
    """
    return possible > 0 and round(points * 100, 6) >= round(
        pass_percentage * possible, 6
    )


def result(
    items: Sequence[ScoredItem], *, pass_percentage: int, all_critical: bool
) -> Result:
    """Score a whole test.

    Passed is a share of at least `pass_percentage` and, with `all_critical`, no critical question
    with less than all its points (brief, 4.1: 70% and every critical question right). A test
    without questions is not passed.
    """
    total = sum(item.mark for item in items)
    possible = sum(item.max_mark for item in items)
    missed = sum(item.critical and item.score < 1 for item in items)
    enough = is_enough(total, possible, pass_percentage)
    return Result(
        points=total,
        max_points=possible,
        score=total / possible if items else 0.0,
        passed=enough and not (all_critical and missed),
        missed_critical=missed,
        goals=_by_goal(items),
    )


def _by_goal(items: Sequence[ScoredItem]) -> dict[str, float]:
    goals: dict[str, list[ScoredItem]] = defaultdict(list)
    for item in items:
        goals[item.goal_code].append(item)
    return {
        code: round(sum(i.mark for i in of) / sum(i.max_mark for i in of), 4)
        for code, of in sorted(goals.items())
    }
