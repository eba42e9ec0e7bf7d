"""How far a reader is from the number in a hidden cell, knowing what else was published. Pure.

Two figures are nested when everybody in the one is in the other: who finished the path also took
its test. A shown figure bounds every figure nested with it. For one cell that is the difference of
the two. For cells that are hidden together, of which the total is known, the bounds add up: three
hidden cells with 30 people in all, of whom a reader knows that there are at most 12, 11 and 10, hold
at least 27 of those 33, so each is known to within 3. So of every such group the distances
to the nearest bound, cell by cell, must together be at least `THRESHOLD`, upwards and downwards.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from elearning.dashboard.suppression.cells import (
    THRESHOLD,
    Cell,
    Cells,
    Differences,
    Keys,
    Node,
)

Distances = dict[Hashable, float]


@dataclass(frozen=True)
class Span:
    """By key, how many people the nearest bound lies below and above the number in the cell."""

    below: Distances
    above: Distances

    def is_wide(self, nodes: Sequence[Node]) -> bool:
        """Whether the cells of `nodes` together are far from their bounds, on both sides."""
        return all(
            _distance_of_all(nodes, side) >= THRESHOLD
            for side in (self.below, self.above)
        )


def _distance_of_all(nodes: Iterable[Node], side: Distances) -> float:
    """Added up; what is known of the parts of a place bounds the place too."""
    return sum(
        min(side[node.key], _distance_of_all(node.children, side))
        if node.children
        else side[node.key]
        for node in nodes
    )


@dataclass(frozen=True)
class Settled:
    """A figure of which it is decided where it is shown."""

    root: Node
    cells: Cells
    shown: Keys
    span: Span

    def left_over(self) -> Iterator[tuple[Node, list[Node]]]:
        """Each shown place and its hidden parts, of which together the number is known."""
        for node in _nodes(self.root):
            if node.key in self.shown:
                hidden = [
                    part
                    for part in node.children
                    if part.key not in self.shown and self.cells[part.key].base > 0
                ]
                if hidden:
                    yield node, hidden


@dataclass(frozen=True)
class Published:
    """The figures that are settled, by name."""

    figures: dict[str, Settled] = field(default_factory=dict)

    def shown(self, name: str) -> Keys:
        """Where the figure `name` is shown; nowhere while it is not settled."""
        return self.figures[name].shown if name in self.figures else frozenset()

    def add(self, name: str, root: Node, cells: Cells, shown: Keys) -> None:
        """Settle a figure: it bounds those it is nested with, and they bound it."""
        for bounded, span in self._bounded_by(cells, shown):
            self.figures[bounded] = replace(self.figures[bounded], span=span)
        span = self.span_of(cells)
        self.figures[name] = Settled(root, cells, shown, span)

    def span_of(self, cells: Cells) -> Span:
        """How far each of `cells` is from its bounds by itself and by the settled figures."""
        return Span(
            {
                key: self._nearest(key, _count(cell), cell.holds)
                for key, cell in cells.items()
            },
            {
                key: self._nearest(key, _complement(cell), cell.held_by)
                for key, cell in cells.items()
            },
        )

    def narrowed_by(self, cells: Cells, shown: Keys) -> Keys:
        """Which of `shown` would bring hidden cells of a settled figure too near their bounds."""
        found: set[Hashable] = set()
        for name, span in self._bounded_by(cells, shown):
            settled = self.figures[name]
            for _, hidden in settled.left_over():
                for before, after in (
                    (settled.span.below, span.below),
                    (settled.span.above, span.above),
                ):
                    if _distance_of_all(hidden, after) < THRESHOLD:
                        found |= _nearing(hidden, before, after)
        return found

    def _nearest(self, key: Hashable, distance: float, others: Differences) -> float:
        numbers = [n for name, n in others.items() if key in self.shown(name)]
        return min([distance, *numbers])

    def _bounded_by(self, cells: Cells, shown: Keys) -> Iterator[tuple[str, Span]]:
        """The settled figures that `cells` are nested with, as far as they are from bounds then."""
        holds: dict[str, Distances] = defaultdict(dict)
        held_by: dict[str, Distances] = defaultdict(dict)
        for key in shown:
            for name, number in cells[key].holds.items():
                holds[name][key] = number
            for name, number in cells[key].held_by.items():
                held_by[name][key] = number
        for name, settled in self.figures.items():
            if name in holds or name in held_by:
                yield (
                    name,
                    Span(
                        _nearer(settled.span.below, held_by[name]),
                        _nearer(settled.span.above, holds[name]),
                    ),
                )


def _count(cell: Cell) -> float:
    return cell.base if cell.count is None else cell.count


def _complement(cell: Cell) -> float:
    return math.inf if cell.count is None else cell.base - cell.count


def _nearer(distances: Distances, bounds: Distances) -> Distances:
    near = {key: min(distances[key], bounds[key]) for key in distances.keys() & bounds}
    return {**distances, **near}


def _nearing(nodes: Iterable[Node], before: Distances, after: Distances) -> Keys:
    """The keys at which `nodes` came nearer to their bounds."""
    found: set[Hashable] = set()
    for node in nodes:
        if _distance_of_all(node.children, after) < after[node.key] and node.children:
            found |= _nearing(node.children, before, after)
        elif after[node.key] < before[node.key]:
            found.add(node.key)
    return found


def _nodes(root: Node) -> Iterator[Node]:
    yield root
    for child in root.children:
        yield from _nodes(child)
