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
    figures is a group as well, so it too must be at least `THRESHOLD`. And a shown figure may not
    narrow hidden cells of another, one by one or together (`nesting`).
5.  **Rounding** to a multiple of `ROUNDING` of everything that is shown.
6.  **Time.** A shown cell gets new figures only when its base, its count and its complement each
    changed by 0 or by at least `THRESHOLD` since every earlier figure of it; otherwise the
    earlier figures stay, with their own date. The same holds for the group that is left over
    where some children of a node get new figures and others do not (`renewed_cells`).

Steps 2 to 4 hold before rounding: any hidden cell could be anything within an interval of at least
`THRESHOLD` people (the Fréchet bounds of the leftover group), and every leftover group is safe.
"""

from elearning.dashboard.suppression.cells import (
    ROUNDING,
    THRESHOLD,
    Cell,
    Cells,
    Keys,
    Node,
    rounded,
)
from elearning.dashboard.suppression.nesting import Published
from elearning.dashboard.suppression.renewal import renewed_cells
from elearning.dashboard.suppression.tree import shown_cells

__all__ = [
    "ROUNDING",
    "THRESHOLD",
    "Cell",
    "Cells",
    "Keys",
    "Node",
    "Published",
    "renewed_cells",
    "rounded",
    "shown_cells",
]
