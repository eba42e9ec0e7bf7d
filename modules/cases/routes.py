"""Walks every route of a case at once: the best one, what can be reached, how many lead where.

Whoever walks a case by hand has a million routes; here equal situations are taken together, so the
work grows with scenes x scores and not with routes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from modules.cases.definition import (
    END,
    RETURN,
    Case,
    Choice,
    ConditionKind,
    Scene,
    Scores,
)
from modules.cases.endings import Outcome, ending_for

# Beyond this a case is not read by anyone either; the check then says that it is too large.
MOST_SITUATIONS = 200_000

Route = tuple[tuple[str, str], ...]


class TooLargeError(Exception):
    """The case has more situations than can be walked."""


def unreachable(case: Case) -> list[str]:
    """The scenes that no route from the start meets, in the order of the case."""
    met = _reached(_edges(case), {case.start})
    return [scene.code for scene in case.scenes if scene.code not in met]


def looping(case: Case) -> list[str]:
    """The scenes from which a route can come back to the same scene.

    A repair scene is met more than once on one route without that being a loop: its return is
    not followed, since the choice that led to it is followed to its own target as well.
    """
    graph = _edges(case)
    return sorted(code for code in graph if code in _reached(graph, graph[code]))


def best_scores(case: Case) -> Scores:
    """The points per competence of `best_route`."""
    return _best(case, case.start, {}, ())[0]


def best_route(case: Case) -> Route:
    """The scenes and choices of the route with the most points in all.

    Of two routes with as many points the one through earlier choices. Detours are left out: a
    repair scene has no points that count.
    """
    return _best(case, case.start, {}, ())[1]


def count_endings(case: Case) -> dict[str, int]:
    """How many different series of choices lead to each ending, "" for those without an ending.

    Only for a case without loops and missing targets. Raises TooLargeError.
    """
    walk = _Walk(case)
    counts = walk.count(_Situation(case.start))
    known = {ending.code: counts[ending.code] for ending in case.endings}
    return known | ({"": counts[""]} if counts[""] else {})


@dataclass(frozen=True)
class _Situation:
    """All that decides what can still happen, at the moment a scene is shown."""

    scene: str
    return_to: str = ""
    total: int = 0
    pending: bool = False
    repaired: bool = False
    unrepaired: bool = False
    markers: frozenset[str] = frozenset()


class _Walk:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.best = best_scores(case).total
        self.asked = {
            condition.marker
            for ending in case.endings
            for condition in ending.conditions
            if condition.kind is ConditionKind.MARKER
        }
        self.known: dict[_Situation, Counter[str]] = {}

    def count(self, now: _Situation) -> Counter[str]:
        if now in self.known:
            return self.known[now]
        if len(self.known) >= MOST_SITUATIONS:
            raise TooLargeError
        scene = self.case.by_code[now.scene]
        counts: Counter[str] = Counter()
        for choice in scene.choices:
            after = self.after(now, scene, choice)
            if after.scene == END:
                counts[self.ending(after)] += 1
            else:
                counts.update(self.count(after))
        self.known[now] = counts
        return counts

    def after(self, now: _Situation, scene: Scene, choice: Choice) -> _Situation:
        """The same rules as `engine.choose`, on what a `_Situation` keeps."""
        if scene.is_repair and now.pending:
            now = replace(
                now,
                pending=False,
                repaired=now.repaired or not choice.unrepaired,
                unrepaired=now.unrepaired or choice.unrepaired,
            )
        if choice.red_flag:
            now = replace(
                now, pending=True, unrepaired=now.unrepaired or not choice.repair
            )
        target, return_to = onward(choice, now.return_to)
        return replace(
            now,
            scene=target,
            return_to=return_to,
            total=now.total + (0 if scene.is_repair else choice.scores.total),
            markers=now.markers | ({choice.marker} & self.asked),
        )

    def ending(self, last: _Situation) -> str:
        outcome = Outcome(
            total=last.total,
            best=self.best,
            repaired=last.repaired,
            unrepaired=last.unrepaired,
            markers=last.markers,
        )
        found = ending_for(self.case, outcome)
        return found.code if found else ""


def onward(choice: Choice, return_to: str) -> tuple[str, str]:
    """Where 'verder' leads after `choice`, and where a repair scene would return to.

    `return_to` is where the present scene, when it is a repair scene, goes back to.
    """
    if choice.target == RETURN:
        return return_to or END, ""
    if choice.red_flag and choice.repair:
        return choice.repair, choice.target
    return choice.target, ""


def _edges(case: Case) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = defaultdict(set)
    for scene in case.scenes:
        for choice in scene.choices:
            repair = choice.repair if choice.red_flag else ""
            graph[scene.code] |= {choice.target, repair} - {RETURN, END, ""}
    return dict(graph)


def _reached(graph: dict[str, set[str]], first: Iterable[str]) -> set[str]:
    met: set[str] = set()
    waiting = list(first)
    while waiting:
        code = waiting.pop()
        if code not in met:
            met.add(code)
            waiting.extend(graph.get(code, ()))
    return met


def _best(
    case: Case, code: str, known: dict[str, tuple[Scores, Route]], above: Route
) -> tuple[Scores, Route]:
    """The best from scene `code` on. A loop, a missing scene or a detour adds nothing."""
    scene = case.scene(code)
    if scene is None or any(code == met for met, _ in above):
        return Scores(), ()
    if code in known:
        return known[code]
    best: tuple[Scores, Route] | None = None
    for choice in scene.choices:
        step = (code, choice.key)
        scores, route = _best(case, choice.target, known, (*above, step))
        scores += choice.scores
        if best is None or scores.total > best[0].total:
            best = (scores, (step, *route))
    known[code] = best or (Scores(), ())
    return known[code]
