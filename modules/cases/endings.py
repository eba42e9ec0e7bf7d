"""Which ending a case has: by rule, not by the number of points (brief, 3)."""

from dataclasses import dataclass

from modules.cases.definition import Case, Condition, ConditionKind, Ending


@dataclass(frozen=True)
class Outcome:
    """All that an ending may ask about. `best` is the total of the best route."""

    total: int
    best: int
    repaired: bool
    unrepaired: bool
    markers: frozenset[str]


def ending_for(case: Case, outcome: Outcome) -> Ending | None:
    """The first ending of which a condition holds, or that has none; None when there is none."""
    return next(
        (
            ending
            for ending in case.endings
            if not ending.conditions
            or any(_is_met(condition, outcome) for condition in ending.conditions)
        ),
        None,
    )


def _is_met(condition: Condition, outcome: Outcome) -> bool:
    match condition.kind:
        case ConditionKind.UNREPAIRED_RED_FLAG:
            return outcome.unrepaired
        case ConditionKind.REPAIRED_RED_FLAG:
            return outcome.repaired
        case ConditionKind.MARKER:
            return condition.marker in outcome.markers
        case ConditionKind.SCORE_BELOW:
            return outcome.total * 100 < condition.percent * outcome.best
