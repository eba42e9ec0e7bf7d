"""From tables of exact cells to what is shown of them. Pure: no database.

Gives for each cell whether it is shown with new figures, keeps earlier ones, or is hidden.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from elearning.dashboard.actions.figures import Name, Table, name_in
from elearning.dashboard.enums import CellState
from elearning.dashboard.places import Place
from elearning.dashboard.suppression import (
    Cell,
    Published,
    renewed_cells,
    shown_cells,
)

# The exact figures that were shown before, per table: by month and place.
Earlier = Mapping[Name, Mapping[date, Mapping[Hashable, Cell]]]


@dataclass(frozen=True)
class Outcome:
    """What readers get of one cell: `cell` with the figures of `as_of`, or None when hidden."""

    name: Name
    place: Place
    state: CellState
    cell: Cell | None = None
    as_of: date | None = None


def freeze(month: date, tables: Iterable[Table], earlier: Earlier) -> Iterator[Outcome]:
    """The outcome of every cell of `tables`, which come in the order they lean on each other."""
    published = Published()
    fresh: dict[Name, dict[Hashable, Cell]] = {}
    for table in tables:
        history = earlier.get(table.name, {})
        base = published.shown(name_in(table.base)) if table.base else None
        visible = shown_cells(table.root, table.cells, within=base, published=published)
        published.add(name_in(table.name), table.root, table.cells, visible)
        candidates = {p for p in visible if _knows_base(table, p, fresh, earlier)}
        renewed = renewed_cells(
            table.root, table.cells, candidates, list(history.values())
        )
        fresh[table.name] = {place: table.cells[place] for place in renewed}
        for place, cell in table.cells.items():
            if place in renewed:
                yield Outcome(table.name, place, CellState.SHOWN, cell, month)
            else:
                yield _kept(table.name, place, history if place in visible else {})


def _kept(
    name: Name, place: Place, history: Mapping[date, Mapping[Hashable, Cell]]
) -> Outcome:
    """The newest earlier figures, or nothing when there are none or they may not be shown."""
    months = [month for month, cells in history.items() if place in cells]
    if not months:
        return Outcome(name, place, CellState.HIDDEN)
    newest = max(months)
    return Outcome(name, place, CellState.KEPT, history[newest][place], newest)


def _knows_base(
    table: Table,
    place: Hashable,
    fresh: Mapping[Name, Mapping[Hashable, Cell]],
    earlier: Earlier,
) -> bool:
    """Whether the base of the cell is the figure that readers have of it, and not a newer one."""
    if table.base is None:
        return True
    base = fresh[table.base].get(place)
    if base is None:
        months = earlier.get(table.base, {})
        known = [months[m][place] for m in sorted(months) if place in months[m]]
        base = known[-1] if known else None
    return base is not None and table.cells[place].base == (
        base.base if base.count is None else base.count
    )
