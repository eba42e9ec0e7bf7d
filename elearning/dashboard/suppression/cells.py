"""What the figures are made of: places in a tree, and groups of people."""

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import reduce

THRESHOLD = 10
ROUNDING = 5

Differences = Mapping[str, int]
Keys = AbstractSet[Hashable]


@dataclass(frozen=True)
class Node:
    """A cell's place: its key, and the places that divide it without rest or overlap.

    `insiders`: whether people at a child may know that child's exact figure.
    """

    key: Hashable
    children: tuple["Node", ...] = ()
    insiders: bool = False


@dataclass(frozen=True)
class Cell:
    """A group: how many people, how many of them did it (None: the figure is the group itself).

    By the name of another figure: `holds`, when everybody in that one is in this one too, how many
    more are in this one; `held_by`, when everybody in this one is in that one too, how many more
    are in that one.
    """

    base: int
    count: int | None = None
    holds: Differences = field(default_factory=dict)
    held_by: Differences = field(default_factory=dict)

    def __add__(self, other: "Cell") -> "Cell":
        return self._combine(other, 1)

    def __sub__(self, other: "Cell") -> "Cell":
        return self._combine(other, -1)

    @property
    def figures(self) -> tuple[int, ...]:
        """Base, count and complement: what a reader of the cell learns."""
        if self.count is None:
            return (self.base,)
        return (self.base, self.count, self.base - self.count)

    def _combine(self, other: "Cell", sign: int) -> "Cell":
        known = self.count is not None and other.count is not None
        return Cell(
            self.base + sign * other.base,
            (self.count or 0) + sign * (other.count or 0) if known else None,
            _combined(self.holds, other.holds, sign),
            _combined(self.held_by, other.held_by, sign),
        )


def _combined(one: Differences, other: Differences, sign: int) -> Differences:
    return {n: one.get(n, 0) + sign * other.get(n, 0) for n in {*one, *other}}


def total(cells: Iterable[Cell]) -> Cell:
    """The cells, of which there is at least one, added up."""
    return reduce(Cell.__add__, cells)


def rounded(number: int) -> int:
    """To the nearest multiple of `ROUNDING`, so that every figure stands for an interval of it."""
    return (number + ROUNDING // 2) // ROUNDING * ROUNDING


Cells = Mapping[Hashable, Cell]
