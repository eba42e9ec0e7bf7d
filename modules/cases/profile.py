"""Looking back on a run: the four competences, and the moments that mattered (brief, 3).

For the learner alone. Words go with the bars, since a length says little to whoever cannot see it.
"""

import enum
from dataclasses import dataclass

from modules.cases.definition import Case, Choice, Competence, Scene
from modules.cases.engine import State
from modules.cases.routes import best_scores


class Level(enum.StrEnum):
    """How much of the best route's points; the words for people are with the templates."""

    STRONG = "strong"
    WELL_ON_THE_WAY = "well_on_the_way"
    GROWING = "growing"
    STARTING = "starting"


@dataclass(frozen=True)
class CompetenceResult:
    """Points of one competence. `share` is points / best, 0.0 to 1.0; 1.0 where best is 0."""

    competence: Competence
    points: int
    best: int

    @property
    def share(self) -> float:
        return min(self.points / self.best, 1.0) if self.best else 1.0

    @property
    def level(self) -> Level:
        if self.share >= 0.85:
            return Level.STRONG
        if self.share >= 0.6:
            return Level.WELL_ON_THE_WAY
        return Level.GROWING if self.share >= 0.3 else Level.STARTING


@dataclass(frozen=True)
class Moment:
    """A choice worth looking at again; `position` is its place in the trail."""

    position: int
    scene: Scene
    choice: Choice
    repaired: bool | None = None

    @property
    def is_red_flag(self) -> bool:
        return self.choice.red_flag is not None


def profile(case: Case, state: State) -> list[CompetenceResult]:
    """Points per competence beside those of the best route. Repair scenes count in neither."""
    best = best_scores(case)
    return [
        CompetenceResult(competence, state.scores.of(competence), best.of(competence))
        for competence in Competence
    ]


def moments(case: Case, state: State) -> list[Moment]:
    """The red flags of a run, and the choices that left most points behind, in order of the trail.

    Choices without a red flag count when another in the scene had at least two points more.
    """
    repaired = {flag.position: flag.repaired for flag in state.flags}
    found = []
    for position, taken in enumerate(state.trail):
        scene = case.scene(taken.scene)
        choice = scene.choice(taken.choice) if scene else None
        if scene is None or choice is None or scene.is_repair:
            continue
        missed = max(c.scores.total for c in scene.choices) - choice.scores.total
        if position in repaired or missed >= 2:
            found.append(Moment(position, scene, choice, repaired.get(position)))
    return found
