"""Which scenes of a case may show how often each option was taken (product rule 4). Pure.

A scene shows all its options or none, and only when each was taken by ten people or more. But
what is shown in other scenes tells how many people came here, and which way they can have gone.
So every option that is not shown must still be able to be anything within ten people, for a reader
who knows every shown figure to the person. How far a figure can move is the largest flow that can
be led round it through what is not shown (Cox 1995, "Network models for complementary cell
suppression", JASA 90). While one cannot, the scene with the fewest people that touches it is
hidden too.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from modules.cases.definition import Case, Scene
from modules.cases.flow import Counts, Edge, Name, network, shared_repairs

LEAST = 10

Room = Mapping[str, Mapping[str, float]]


def shown_scenes(
    case: Case, counts: Counts, known: AbstractSet[Name] = frozenset()
) -> frozenset[str]:
    """The codes of the scenes whose options may all be shown.

    `counts` says of each choice how many people took it, nobody more than once; `known` are the
    choices of which another screen may tell the number.
    """
    edges = network(case)
    if edges is None:
        return frozenset()
    shared = shared_repairs(case)
    large = {scene.code for scene in case.scenes if _is_large(scene, counts)}
    shown = large - set(shared)
    while (edge := _found_out(edges, counts, known, shown)) and shown:
        near = _near(edges, edge, known, shown) or shown
        shown.remove(min(sorted(near), key=lambda code: _people(edges, counts, code)))
    return frozenset(
        shown | {code for code in large & set(shared) if shared[code] <= shown}
    )


def may_follow(
    case: Case,
    before: Counts,
    shown_before: AbstractSet[str],
    after: Counts,
    shown_after: AbstractSet[str],
    known: AbstractSet[Name] = frozenset(),
) -> bool:
    """Whether the figures `after` may take the place of those `before`, which a reader has kept.

    What came in between is a group of its own: of every option that is shown twice nobody or ten
    people, and nothing to be found out about the others. What was shown stays shown.
    """
    edges = network(case)
    if edges is None or not shown_before <= shown_after:
        return False
    between = {name: count - before.get(name, 0) for name, count in after.items()}
    twice = [between.get(name, 0) for name in _names(case, shown_before)]
    if any(0 < count < LEAST for count in twice):
        return False
    kept = set(shown_before) - set(shared_repairs(case))
    return _found_out(edges, between, known, kept, nobody_is_fine=True) is None


def _names(case: Case, scenes: AbstractSet[str]) -> list[Name]:
    return [
        (scene.code, choice.key)
        for scene in case.scenes
        if scene.code in scenes
        for choice in scene.choices
    ]


def _is_large(scene: Scene, counts: Counts) -> bool:
    took = [counts.get((scene.code, choice.key), 0) for choice in scene.choices]
    return len(took) > 1 and min(took) >= LEAST


def _people(edges: Iterable[Edge], counts: Counts, code: str) -> int:
    return sum(counts.get(edge.name, 0) for edge in edges if edge.source == code)


def _hidden(
    edges: Iterable[Edge], known: AbstractSet[Name], shown: AbstractSet[str]
) -> list[Edge]:
    return [e for e in edges if e.source not in shown and e.name not in known]


def _found_out(
    edges: list[Edge],
    counts: Counts,
    known: AbstractSet[Name],
    shown: AbstractSet[str],
    *,
    nobody_is_fine: bool = False,
) -> Edge | None:
    """The first choice that is not shown, and can be found to within ten people."""
    hidden = _hidden(edges, known, shown)
    for edge in hidden:
        count = counts.get(edge.name, 0)
        if not count and nobody_is_fine:
            continue
        room = _room_without(edge, hidden, counts)
        up = _flow(room, edge.target, edge.source, LEAST)
        down = _flow(room, edge.source, edge.target, min(LEAST, count))
        if up + down < LEAST:
            return edge
    return None


def _near(
    edges: list[Edge], edge: Edge, known: AbstractSet[Name], shown: AbstractSet[str]
) -> set[str]:
    """The shown scenes next to where the people of `edge` can be followed without a figure."""
    joined = defaultdict(set)
    for one in _hidden(edges, known, shown):
        joined[one.source].add(one.target)
        joined[one.target].add(one.source)
    met, waiting = {edge.source, edge.target}, [edge.source, edge.target]
    while waiting:
        fresh = joined[waiting.pop()] - met
        met |= fresh
        waiting += fresh
    return {e.source for e in edges if {e.source, e.target} & met} & set(shown)


def _room_without(
    edge: Edge, hidden: Iterable[Edge], counts: Counts
) -> dict[str, dict[str, float]]:
    """From place to place, how many more people could have gone there than did.

    Forward anybody; back those who did go.
    """
    room: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for other in hidden:
        if other is not edge:
            room[other.source][other.target] = float("inf")
            room[other.target][other.source] += counts.get(other.name, 0)
    return room


def _flow(
    room: Mapping[str, Mapping[str, float]], source: str, target: str, enough: int
) -> float:
    """The largest flow from `source` to `target`, no further than `enough` (Edmonds and Karp)."""
    left = {place: dict(ways) for place, ways in room.items()}
    flow = 0.0
    while flow < enough and (way := _way(left, source, target)):
        step = min(enough - flow, *(left[one][two] for one, two in way))
        for one, two in way:
            left[one][two] -= step
            back = left.setdefault(two, {})
            back[one] = back.get(one, 0) + step
        flow += step
    return flow


def _way(left: Room, source: str, target: str) -> list[tuple[str, str]]:
    """The shortest way with room on it; empty when there is none."""
    came_from, waiting = {source: source}, deque([source])
    while waiting and target not in came_from:
        here = waiting.popleft()
        for there, room in left.get(here, {}).items():
            if room > 0 and there not in came_from:
                came_from[there] = here
                waiting.append(there)
    way = []
    while target != source and target in came_from:
        way.append((came_from[target], target))
        target = came_from[target]
    return way
