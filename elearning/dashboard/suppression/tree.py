"""Which cells of one figure may be shown (steps 1 to 4). Pure."""

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import chain

from elearning.dashboard.suppression.cells import (
    THRESHOLD,
    Cell,
    Cells,
    Keys,
    Node,
    total,
)
from elearning.dashboard.suppression.nesting import Published, Settled, Span


def shown_cells(
    root: Node,
    cells: Cells,
    *,
    within: Keys | None = None,
    published: Published | None = None,
) -> frozenset[Hashable]:
    """The keys of the cells that may be shown.

    `cells` has an entry for every node under `root`. `within`: where the base itself is shown
    (None: anywhere). `published`: the figures that are settled already, which this one may not
    make narrower.
    """
    published = published or Published()
    span = published.span_of(cells)
    barred: set[Hashable] = set()
    while True:
        table = _Table(cells, within, published, span, barred)
        shown = frozenset(table.from_root(root))
        too_much = published.narrowed_by(cells, shown) or {
            node.key
            for node, hidden in Settled(root, cells, shown, span).left_over()
            if not span.is_wide(hidden)
        }
        if not too_much:
            return shown
        barred.add(min(too_much, key=lambda key: (cells[key].base, str(key))))


@dataclass(frozen=True)
class _Table:
    cells: Cells
    within: Keys | None
    published: Published
    span: Span
    barred: Keys

    def from_root(self, root: Node) -> set[Hashable]:
        may = self.may_show(root.key) and self.is_safe(self.cells[root.key], root.key)
        return self.below(root) if may else set()

    def may_show(self, key: Hashable) -> bool:
        return key not in self.barred and (self.within is None or key in self.within)

    def is_safe(self, cell: Cell, key: Hashable) -> bool:
        """Whether the group `cell`, at `key` or left over there, is big enough in every way."""
        differences = (
            number
            for name, number in chain(cell.holds.items(), cell.held_by.items())
            if key in self.published.shown(name)
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
            if self.may_show(c.key) and self.is_safe(self.cells[c.key], c.key)
        ]
        hidden = [c for c in by_size if c not in shown]
        while shown and hidden and not self._protects(node, hidden):
            hidden.append(shown.pop(0))
        return shown

    def _protects(self, parent: Node, hidden: list[Node]) -> bool:
        """Whether what subtraction at `parent` leaves protects each of the `hidden` in it."""
        if len(hidden) < 2 or not self.span.is_wide(hidden):
            return False
        members = [self.cells[child.key] for child in hidden]
        rest = total(members)
        groups = [rest - m for m in members] if parent.insiders else [rest]
        return all(self.is_safe(group, parent.key) for group in groups)
