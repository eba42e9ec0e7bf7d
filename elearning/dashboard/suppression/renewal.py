"""Which of the shown cells may get new figures (step 6). Pure."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from elearning.dashboard.suppression.cells import (
    THRESHOLD,
    Cell,
    Cells,
    Keys,
    Node,
    total,
)


def renewed_cells(
    root: Node,
    cells: Cells,
    candidates: Keys,
    earlier: Sequence[Cells],
) -> frozenset[Hashable]:
    """Which of `candidates` (shown cells) get the figures of this period; the others keep theirs.

    `earlier` has, for each earlier period, the exact figures of the cells that were renewed then.
    """
    history = _History(cells, candidates, earlier)
    return frozenset(history.below(root) if history.may_renew(root) else ())


def _far_enough(new: Cell, old: Cell) -> bool:
    return all(
        change == 0 or abs(change) >= THRESHOLD for change in (new - old).figures
    )


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
                then = total(old[key] for key in group)
            elif parent.key in old:
                others = [old[key] for key in children - group]
                then = old[parent.key] - total(others) if others else old[parent.key]
            else:
                continue
            yield total(self.cells[key] for key in group), then
