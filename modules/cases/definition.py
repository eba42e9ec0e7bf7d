"""What a case is: scenes with choices, a detour to repair, endings by rule (brief, 3.1 and 3.3).

A definition may be half-written: an author saves a draft with a missing target. `checks` says what
is missing; only a case without findings is frozen and played.
"""

import enum
from functools import cached_property
from typing import Any

import msgspec

END = "END"
RETURN = "RETURN"


class Competence(enum.StrEnum):
    """The four competences; the values are what the content and the stored JSON use."""

    SIGNALLING = "S"
    ATTUNING = "A"
    ACTING = "H"
    WORKING_TOGETHER = "W"


class SceneKind(enum.StrEnum):
    SCENE = "scene"
    REPAIR = "repair"


class ConditionKind(enum.StrEnum):
    """What an ending may ask. `marker` reads `Condition.marker`, `score_below` its `percent`."""

    UNREPAIRED_RED_FLAG = "unrepaired_red_flag"
    REPAIRED_RED_FLAG = "repaired_red_flag"
    MARKER = "marker"
    SCORE_BELOW = "score_below"


class Scores(msgspec.Struct, frozen=True):
    """Points of one choice, or of a route, per competence."""

    S: int = 0
    A: int = 0
    H: int = 0
    W: int = 0

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(
            self.S + other.S, self.A + other.A, self.H + other.H, self.W + other.W
        )

    @property
    def total(self) -> int:
        return self.S + self.A + self.H + self.W

    def of(self, competence: Competence) -> int:
        return int(getattr(self, competence.value))


class RedFlag(msgspec.Struct, frozen=True):
    """A choice that breaks a safety rule."""

    code: str
    label: str


class Reference(msgspec.Struct, frozen=True):
    """A source or fact behind a choice: its code, and the words to show as a note."""

    code: str
    title: str = ""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a learner can do in a scene.

    `target` is a scene's code, END, or RETURN (in a repair scene: to where the red flag led). With
    a red flag, `repair` names the scene that is played first. `unrepaired`, in a repair scene,
    leaves the red flag as it is.
    """

    key: str
    text: str = ""
    consequence: str = ""
    feedback: str = ""
    sources: tuple[Reference, ...] = ()
    scores: Scores = Scores()
    target: str = ""
    red_flag: RedFlag | None = None
    repair: str = ""
    marker: str = ""
    unrepaired: bool = False


class Scene(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    code: str
    title: str = ""
    kind: SceneKind = SceneKind.SCENE
    place: str = ""
    speaker: str = ""
    situation: str = ""
    safety_rule: str = ""
    competences: tuple[Competence, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def is_repair(self) -> bool:
        return self.kind is SceneKind.REPAIR

    def choice(self, key: str) -> Choice | None:
        """The choice with this key, or None."""
        return next((c for c in self.choices if c.key == key), None)


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    kind: ConditionKind
    marker: str = ""
    percent: int = 0


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """An ending holds when any of its conditions does; without conditions it always holds."""

    code: str
    title: str = ""
    text: str = ""
    conditions: tuple[Condition, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A whole case. It begins at its first scene; the first ending that holds is the one."""

    code: str
    title: str = ""
    neutral_title: str = ""
    role: str = ""
    persona: str = ""
    reflection: tuple[str, ...] = ()
    scenes: tuple[Scene, ...] = ()
    endings: tuple[Ending, ...] = ()

    @cached_property
    def by_code(self) -> dict[str, Scene]:
        """Scenes by code; of two with one code the first."""
        return {scene.code: scene for scene in reversed(self.scenes)}

    @property
    def start(self) -> str:
        return self.scenes[0].code if self.scenes else ""

    def scene(self, code: str) -> Scene | None:
        return self.by_code.get(code)


def to_json(case: Case) -> dict[str, Any]:
    """The case as what a JSON column holds."""
    built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(case))
    return built


def from_json(data: dict[str, Any]) -> Case:
    """The case of `to_json`. Raises msgspec.ValidationError for anything else."""
    return msgspec.convert(data, Case)
