"""Plays a case. The same choices always lead to the same place: no clock, no chance, no database.

A step has three phases: the scene with its choices; then what happens, alone; then the reason, its
sources and the safety rule (brief, 3: consequence first). A red flag is followed by the repair
scene before the route goes on.
"""

import enum
from collections.abc import Iterable

import msgspec

from modules.cases.definition import (
    END,
    Case,
    Choice,
    Ending,
    Scene,
    Scores,
)
from modules.cases.endings import Outcome, ending_for
from modules.cases.routes import best_scores, onward


class CaseError(Exception):
    """The step cannot be taken: the choice or the phase does not exist here."""


class Phase(enum.StrEnum):
    SCENE = "scene"
    CONSEQUENCE = "consequence"
    REASON = "reason"
    ENDED = "ended"


class Taken(msgspec.Struct, frozen=True):
    """One choice of a trail."""

    scene: str
    choice: str


class Flag(msgspec.Struct, frozen=True):
    """A red flag on the way; `position` is where in the trail, `repaired` how it went on."""

    code: str
    position: int
    repaired: bool = False


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Where a learner is. Everything but `trail` and `phase` follows from those two.

    `scene` is the scene that is shown or was just chosen in; `next_scene` where 'verder' leads;
    `return_to` where a repair scene goes back to. `scores` leaves repair scenes out.
    """

    scene: str
    phase: Phase = Phase.SCENE
    trail: tuple[Taken, ...] = ()
    scores: Scores = Scores()
    flags: tuple[Flag, ...] = ()
    markers: frozenset[str] = frozenset()
    next_scene: str = ""
    return_to: str = ""


def start(case: Case) -> State:
    """The state at the first scene."""
    return State(scene=case.start)


def choose(case: Case, state: State, key: str) -> State:
    """The state after taking choice `key`: its consequence is shown.

    Raises CaseError when no scene with choices is shown, or it has no such choice.
    """
    scene, choice = _find(case, state, key)
    trail = (*state.trail, Taken(scene.code, choice.key))
    markers = state.markers | {choice.marker} if choice.marker else state.markers
    next_scene, return_to = onward(choice, state.return_to)
    return State(
        scene=scene.code,
        phase=Phase.CONSEQUENCE,
        trail=trail,
        scores=state.scores if scene.is_repair else state.scores + choice.scores,
        flags=_flags(state, scene, choice, len(trail) - 1),
        markers=markers,
        next_scene=next_scene,
        return_to=return_to,
    )


def advance(case: Case, state: State) -> State:
    """One phase on: from what happened to the reason, from the reason to the next scene or the end.

    Raises CaseError where only a choice leads on, and after the end.
    """
    if state.phase is Phase.CONSEQUENCE:
        return msgspec.structs.replace(state, phase=Phase.REASON)
    if state.phase is not Phase.REASON:
        raise CaseError("nothing to go on to")
    if state.next_scene == END:
        return msgspec.structs.replace(state, phase=Phase.ENDED)
    if case.scene(state.next_scene) is None:
        raise CaseError("the next scene does not exist")
    return msgspec.structs.replace(
        state, scene=state.next_scene, phase=Phase.SCENE, next_scene=""
    )


def replay(case: Case, trail: Iterable[Taken], phase: Phase = Phase.SCENE) -> State:
    """The state that `trail` leads to, in `phase`. Raises CaseError when it does not fit the case."""
    state = start(case)
    for taken in trail:
        state = advance(case, advance(case, state)) if state.trail else state
        if state.scene != taken.scene:
            raise CaseError("the trail does not fit this case")
        state = choose(case, state, taken.choice)
    while state.trail and state.phase is not phase:
        if state.phase in (Phase.SCENE, Phase.ENDED):
            break
        state = advance(case, state)
    return state


def rewind(case: Case, state: State, position: int) -> State:
    """A new start at the scene of trail entry `position`, with what came before it.

    Raises CaseError when the trail has no such entry.
    """
    if not 0 <= position < len(state.trail):
        raise CaseError("there is no such moment")
    return replay(case, state.trail[:position])


def last_choice(case: Case, state: State) -> Choice | None:
    """The choice that was just taken, or None at the very start."""
    if not state.trail:
        return None
    scene = case.scene(state.trail[-1].scene)
    return scene.choice(state.trail[-1].choice) if scene else None


def ending(case: Case, state: State) -> Ending | None:
    """The first ending whose rule holds; None before the end, or when none does."""
    if state.phase is not Phase.ENDED:
        return None
    outcome = Outcome(
        total=state.scores.total,
        best=best_scores(case).total,
        repaired=any(flag.repaired for flag in state.flags),
        unrepaired=any(not flag.repaired for flag in state.flags),
        markers=state.markers,
    )
    return ending_for(case, outcome)


def _find(case: Case, state: State, key: str) -> tuple[Scene, Choice]:
    scene = case.scene(state.scene)
    choice = scene.choice(key) if scene else None
    if state.phase is not Phase.SCENE or scene is None or choice is None:
        raise CaseError("there is no such choice here")
    return scene, choice


def _flags(
    state: State, scene: Scene, choice: Choice, position: int
) -> tuple[Flag, ...]:
    flags = state.flags
    if scene.is_repair and not choice.unrepaired and flags:
        flags = (*flags[:-1], msgspec.structs.replace(flags[-1], repaired=True))
    if choice.red_flag:
        flags = (*flags, Flag(choice.red_flag.code, position))
    return flags
