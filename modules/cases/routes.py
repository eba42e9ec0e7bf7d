"""Walks every route of a case at once: the best one, what can be reached, how many lead where.

Whoever walks a case by hand has a million routes; here equal situations are taken together, so the
work grows with scenes x scores and not with routes.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

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
    counts = _counted(case)
    known = {ending.code: counts.get(ending.code, 0) for ending in case.endings}
    return known | ({"": counts[""]} if counts.get("") else {})


# One publishing asks twice, of the form and of what it saved; a published case is asked again.
@lru_cache(maxsize=8)
def _counted(case: Case) -> dict[str, int]:
    return _Walk(case).count(_Situation(case.start))


class _Situation(NamedTuple):
    """All that decides what can still happen, at the moment a scene is shown.

    A tuple: a case of 40 scenes has ten thousands of them, and each is looked up by its contents.
    """

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
        kinds = {c.kind for ending in case.endings for c in ending.conditions}
        # What no ending asks about need not tell situations apart.
        self.asks_points = ConditionKind.SCORE_BELOW in kinds
        self.known: dict[_Situation, dict[str, int]] = {}

    def count(self, now: _Situation) -> dict[str, int]:
        """How many series of choices lead from here to each ending."""
        known = self.known.get(now)
        if known is not None:
            return known
        if len(self.known) >= MOST_SITUATIONS:
            raise TooLargeError
        scene = self.case.by_code[now.scene]
        counts: dict[str, int] = {}
        for choice in scene.choices:
            after = self.after(now, scene, choice)
            onward = (
                {self.ending(after): 1} if after.scene == END else self.count(after)
            )
            for ending, count in onward.items():
                counts[ending] = counts.get(ending, 0) + count
        self.known[now] = counts
        return counts

    def after(self, now: _Situation, scene: Scene, choice: Choice) -> _Situation:
        """The same rules as `engine.choose`, on what a `_Situation` keeps."""
        pending, repaired, unrepaired = now.pending, now.repaired, now.unrepaired
        if scene.is_repair and pending:
            pending = False
            repaired = repaired or not choice.unrepaired
            unrepaired = unrepaired or choice.unrepaired
        if choice.red_flag:
            pending = True
            unrepaired = unrepaired or not choice.repair
        target, return_to = onward(choice, now.return_to)
        counts = self.asks_points and not scene.is_repair
        return _Situation(
            target,
            return_to,
            now.total + (choice.scores.total if counts else 0),
            pending,
            repaired,
            unrepaired,
            now.markers | {choice.marker}
            if choice.marker in self.asked
            else now.markers,
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
