"""When a test is passed. Pure functions over what was answered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ScoredItem:
    """One answered question: its goal, its share of the points (0.0 to 1.0), critical or not."""

    goal_code: str
    points: float
    critical: bool


@dataclass(frozen=True)
class Result:
    """`score` is the share of all points; `goals` the same for each learning goal."""

    points: float
    score: float
    passed: bool
    missed_critical: int
    goals: dict[str, float] = field(default_factory=dict)


def result(
    items: Sequence[ScoredItem], *, pass_percentage: int, all_critical: bool
) -> Result:
    """Score a whole test.

    Passed is a share of at least `pass_percentage` and, with `all_critical`, no critical question
    with less than all its points (brief, 4.1: 70% and every critical question right). A test
    without questions is not passed. Shares are compared in whole hundredths of a point, so that
    0.7 of ten is not lost to a rounding of floats.
    """
    total = sum(item.points for item in items)
    missed = sum(item.critical and item.points < 1 for item in items)
    enough = bool(items) and round(total * 100) >= pass_percentage * len(items)
    return Result(
        points=total,
        score=total / len(items) if items else 0.0,
        passed=enough and not (all_critical and missed),
        missed_critical=missed,
        goals=_by_goal(items),
    )


def _by_goal(items: Sequence[ScoredItem]) -> dict[str, float]:
    points: dict[str, list[float]] = defaultdict(list)
    for item in items:
        points[item.goal_code].append(item.points)
    return {
        code: round(sum(shares) / len(shares), 4)
        for code, shares in sorted(points.items())
    }
