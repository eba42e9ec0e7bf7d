"""Somebody who has every figure we ever published, knows the method, and can solve linear programs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

from elearning.dashboard.actions.freezing import Outcome
from elearning.dashboard.enums import Figure
from elearning.dashboard.places import Place
from elearning.dashboard.suppression import rounded
from tests.factories.dashboard import LEVELS, World

# From which level on somebody counts in the base and in the count of a figure.
BASE = {Figure.TEST_PASSED: 1, Figure.QUESTION_MISSED: 1}
COUNT = {
    Figure.PARTICIPANTS: 0,
    Figure.TEST_TAKEN: 1,
    Figure.TEST_PASSED: 3,
    Figure.MODULE_FINISHED: 4,
    Figure.PATH_FINISHED: 5,
}


@dataclass
class Attacker:
    """The unknowns are how many people are at each level, per path, organisation and period.

    `slack`: how far a published figure may be from the truth (2 when rounded to 5, 0 for an
    attacker who somehow knows the exact figures). `only_up`: knows that nobody leaves or goes back.
    """

    world: World
    periods: int = 1
    slack: float = 0.0
    only_up: bool = False
    rows: list[np.ndarray] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)

    def __post_init__(self):
        self.groups = list(self.world.people)
        self.size = len(self.groups) * LEVELS
        self.region_of = {
            o: r for r, found in self.world.regions.items() for o in found
        }
        if self.only_up:
            for index in range(len(self.groups)):
                for level in range(LEVELS):
                    self._nobody_goes_back(index, level)

    def _nobody_goes_back(self, index, level):
        row = np.zeros(self.size * self.periods)
        start = index * LEVELS
        row[start + level : start + LEVELS] = 1
        row[self.size + start + level : self.size + start + LEVELS] = -1
        self.rows.append(row)
        self.limits.append(0)

    def vector(self, place: Place, levels: Iterable[int], period: int) -> np.ndarray:
        """Which unknowns add up to the people of `place` at `levels`."""
        row = np.zeros(self.size * self.periods)
        for index, (path, organisation) in enumerate(self.groups):
            inside = (
                place.path in ("", path)
                and place.region in ("", self.region_of[organisation])
                and place.organisation in (None, organisation)
            )
            if inside:
                for level in levels:
                    row[period * self.size + index * LEVELS + level] = 1
        return row

    def base(self, figure, place: Place, period: int) -> np.ndarray:
        return self.vector(place, range(BASE.get(figure, 0), LEVELS), period)

    def count(self, figure: Figure, place: Place, period: int) -> np.ndarray:
        if figure == Figure.QUESTION_MISSED:
            return self.vector(place, [1], period)
        return self.vector(place, range(COUNT[figure], LEVELS), period)

    def reads(self, outcomes: Iterable[Outcome], period: int) -> None:
        """Learn the new figures of a period; kept ones are known from their own period."""
        for outcome in outcomes:
            if outcome.cell is None or outcome.state != "shown":
                continue
            figure = outcome.name[0]
            self._learns(self.base(figure, outcome.place, period), outcome.cell.base)
            if outcome.cell.count is not None:
                self._learns(
                    self.count(figure, outcome.place, period), outcome.cell.count
                )

    def _learns(self, row: np.ndarray, exact: int) -> None:
        value = rounded(exact) if self.slack else exact
        for sign in (1, -1):
            self.rows.append(sign * row)
            self.limits.append(sign * value + self.slack)

    def bounds(self, row: np.ndarray) -> tuple[float, float]:
        """The least and the most that the sum `row` can be; far apart when nothing bounds it."""
        ends = []
        for sign in (1, -1):
            answer = linprog(
                sign * row,
                A_ub=np.array(self.rows) if self.rows else None,
                b_ub=self.limits or None,
                method="highs",
            )
            ends.append(sign * answer.fun if answer.status == 0 else sign * -1e9)
        return ends[0], ends[1]
