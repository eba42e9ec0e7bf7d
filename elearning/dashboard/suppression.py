"""Which cells of a table of people may be shown. Pure: numbers in, names of cells out.

The method (ADR 0010), from the literature on statistical disclosure control:

1.  **One tree.** All cells of one figure are nodes of a tree in which the children of a node are a
    partition of it: everybody, per learning path, per region, per organisation. Published sets
    that are nested or disjoint leave a reader nothing to combine but "a node minus some of its
    children". Tables that cross (modules per region beside regions per path) do, so there are none.
2.  **Primary suppression.** A cell with people in it is safe only if its base, its count and its
    complement are each at least `THRESHOLD`. That hides small groups and all-or-nothing results
    (12 of 12, 0 of 12). A cell with nobody in it may be shown.
3.  **Complementary suppression** (Cox 1980, "Suppression methodology and statistical disclosure
    control", JASA 75). What a reader gets by subtracting the shown children from their shown
    parent is itself a group; it must hold two or more cells, be safe, and stay safe without any one
    of its members, so that a member who knows her own figure learns no other's. While it is not,
    the smallest shown child is hidden too. Below a hidden cell nothing is shown.
4.  **Nested figures.** Who finished a path also finished its modules: the difference of two such
    figures is a group as well, so it too must be at least `THRESHOLD` (`Cell.differences`).
5.  **Rounding** to a multiple of `ROUNDING` of everything that is shown.
6.  **Time.** A shown cell gets new figures only when its base, its count and its complement each
    changed by 0 or by at least `THRESHOLD` since every earlier figure of it; otherwise the
    earlier figures stay, with their own date. The same holds for the group that is left over
    where some children of a node get new figures and others do not (`renewed_cells`).

Steps 2 to 4 hold before rounding: any hidden cell could be anything within an interval of at least
`THRESHOLD` people (the Fréchet bounds of the leftover group), and every leftover group is safe.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain

THRESHOLD = 10
ROUNDING = 5


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

    `differences` holds, by the name of a figure that is nested with this one, how many people are
    in the larger of the two and not in the smaller.
    """

    base: int
    count: int | None = None
    differences: Mapping[str, int] = field(default_factory=dict)

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
        names = {*self.differences, *other.differences}
        return Cell(
            self.base + sign * other.base,
            None
            if self.count is None or other.count is None
            else self.count + sign * other.count,
            {
                name: self.differences.get(name, 0)
                + sign * other.differences.get(name, 0)
                for name in names
            },
        )


Keys = AbstractSet[Hashable]
Cells = Mapping[Hashable, Cell]


def shown_cells(
    roots: Sequence[Node],
    cells: Cells,
    *,
    within: Keys | None = None,
    nested: Mapping[str, Keys] | None = None,
) -> frozenset[Hashable]:
    """The keys of the cells that may be shown.

    `cells` has an entry for every node. `within`: where the base itself is shown (None: anywhere).
    `nested`: by the name of each figure in `Cell.differences`, the keys where that one is shown.
    """
    table = _Table(cells, within, nested or {})
    return frozenset(
        chain.from_iterable(
            table.below(root)
            for root in roots
            if table.may_show(root.key) and table.safe(cells[root.key], root.key)
        )
    )


def rounded(number: int) -> int:
    """To the nearest multiple of `ROUNDING`, so that every figure stands for an interval of it."""
    return (number + ROUNDING // 2) // ROUNDING * ROUNDING


def renewed_cells(
    roots: Sequence[Node],
    cells: Cells,
    candidates: Keys,
    earlier: Sequence[Cells],
) -> frozenset[Hashable]:
    """Which of `candidates` (shown cells) get the figures of this period; the others keep theirs.

    `earlier` has, for each earlier period, the exact figures of the cells that were renewed then.
    """
    history = _History(cells, candidates, earlier)
    return frozenset(
        chain.from_iterable(
            history.below(root) for root in roots if history.may_renew(root)
        )
    )


def _far_enough(new: Cell, old: Cell) -> bool:
    return all(
        change == 0 or abs(change) >= THRESHOLD for change in (new - old).figures
    )


@dataclass(frozen=True)
class _Table:
    cells: Cells
    within: Keys | None
    nested: Mapping[str, Keys]

    def may_show(self, key: Hashable) -> bool:
        return self.within is None or key in self.within

    def safe(self, cell: Cell, key: Hashable) -> bool:
        """Whether the group `cell`, at `key` or left over there, is big enough in every way."""
        differences = (
            number
            for name, number in cell.differences.items()
            if key in self.nested.get(name, frozenset())
        )
        return all(number >= THRESHOLD for number in chain(cell.figures, differences))

    def below(self, node: Node) -> set[Hashable]:
        """`node`, which may be shown, and what may be shown under it."""
        filled = [c for c in node.children if self.cells[c.key].base > 0]
        empty = [c for c in node.children if c not in filled and self.may_show(c.key)]
        below = [*empty, *self._shown_children(node, filled)]
        return {node.key}.union(*(self.below(child) for child in below))

    def _shown_children(self, node: Node, filled: list[Node]) -> list[Node]:
        by_size = sorted(filled, key=lambda c: (self.cells[c.key].base, str(c.key)))
        shown = [
            c
            for c in by_size
            if self.may_show(c.key) and self.safe(self.cells[c.key], c.key)
        ]
        hidden = [c for c in by_size if c not in shown]
        while shown and hidden and not self._protects(node, hidden):
            hidden.append(shown.pop(0))
        return shown

    def _protects(self, parent: Node, hidden: list[Node]) -> bool:
        """Whether what subtraction at `parent` leaves protects each of the `hidden` in it."""
        if len(hidden) < 2:
            return False
        members = [self.cells[child.key] for child in hidden]
        rest = _sum(members)
        groups = [rest - m for m in members] if parent.insiders else [rest]
        return all(self.safe(group, parent.key) for group in groups)


@dataclass(frozen=True)
class _History:
    cells: Cells
    candidates: Keys
    earlier: Sequence[Cells]

    def may_renew(self, node: Node) -> bool:
        cell = self.cells[node.key]
        return node.key in self.candidates and all(
            _far_enough(cell, old[node.key]) for old in self.earlier if node.key in old
        )

    def below(self, node: Node) -> set[Hashable]:
        """`node`, which is renewed, and what is renewed under it."""
        renewed = sorted(
            (child for child in node.children if self.may_renew(child)),
            key=lambda c: (self.cells[c.key].base, str(c.key)),
        )
        while renewed and not self._hides_change(node, renewed):
            renewed.pop(0)
        return {node.key}.union(*(self.below(child) for child in renewed))

    def _hides_change(self, parent: Node, renewed: list[Node]) -> bool:
        """Whether no group that can be followed through time changed by a few people."""
        return all(
            _far_enough(new, then)
            for old in self.earlier
            for new, then in self._followed(parent, renewed, old)
        )

    def _followed(
        self, parent: Node, renewed: list[Node], old: Cells
    ) -> Iterator[tuple[Cell, Cell]]:
        """The groups of children, other than single ones, that are known now and were known then.

        Known now are the renewed and, by subtraction, the others together; then likewise. Groups
        of both are followed at the coarsest of the two.
        """
        children = {child.key for child in parent.children}
        rest_now = children - {child.key for child in renewed}
        rest_then = children - old.keys()
        groups = (
            [rest_now | rest_then] if rest_now & rest_then else [rest_now, rest_then]
        )
        for group in filter(None, groups):
            if not rest_then & group:
                then = _sum(old[key] for key in group)
            elif parent.key in old:
                others = [old[key] for key in children - group]
                then = old[parent.key] - _sum(others) if others else old[parent.key]
            else:
                continue
            yield _sum(self.cells[key] for key in group), then


def _sum(cells: Iterable[Cell]) -> Cell:
    return reduce(Cell.__add__, cells)
