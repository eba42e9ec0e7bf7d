"""A case as a network of people: who comes into a scene also goes out of it. Pure.

Every finisher goes once through a scene she meets, so the choices of a scene add up to who came
there, and that is what a reader can calculate with (`disclosure`).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from modules.cases.definition import END, RETURN, Case, Choice, Scene

# A choice by its scene and letter.
Name = tuple[str, str]
Counts = Mapping[Name, int]


@dataclass(frozen=True)
class Edge:
    """The people who take one choice. `source` and `target` are scenes, or the end."""

    name: Name
    source: str
    target: str


def network(case: Case) -> list[Edge] | None:
    """The choices whose people can be followed; None when they cannot be followed at all.

    A repair scene that one choice leads to is a scene as any other. One that more choices lead to
    is passed by: each of them goes on where it would return to, since a person who met the repair
    scene twice is counted there once. That only holds when each of its choices goes back.

    `case` was published, so it has no loops and no missing targets.
    """
    leading = _leading_to_repair(case)
    edges: list[Edge] = []
    for scene in case.scenes:
        if not scene.is_repair:
            edges += (_onward(scene, choice, leading) for choice in scene.choices)
            continue
        places = leading[scene.code]
        if len(places) == 1:
            edges += _detour(scene, places[0].target)
        elif any(choice.target != RETURN for choice in scene.choices):
            return None
    return edges


def shared_repairs(case: Case) -> dict[str, set[str]]:
    """The repair scenes that more than one choice leads to, each with the scenes of those choices."""
    leading = _leading_to_repair(case)
    return {
        code: {
            scene.code
            for scene in case.scenes
            for choice in scene.choices
            if choice in choices
        }
        for code, choices in leading.items()
        if len(choices) > 1
    }


def _leading_to_repair(case: Case) -> dict[str, list[Choice]]:
    leading: dict[str, list[Choice]] = defaultdict(list)
    for scene in case.scenes:
        for choice in scene.choices:
            if choice.red_flag and choice.repair:
                leading[choice.repair].append(choice)
    return leading


def _onward(scene: Scene, choice: Choice, leading: dict[str, list[Choice]]) -> Edge:
    detour = choice.repair if choice.red_flag else ""
    alone = detour and len(leading[detour]) == 1
    return Edge(
        (scene.code, choice.key), scene.code, detour if alone else choice.target
    )


def _detour(repair: Scene, back_to: str) -> list[Edge]:
    return [
        Edge(
            (repair.code, choice.key),
            repair.code,
            (back_to or END) if choice.target == RETURN else choice.target,
        )
        for choice in repair.choices
    ]
