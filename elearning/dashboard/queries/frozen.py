"""Reading the frozen grid: only what one reader may see, and never the exact figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from elearning.accounts.models import Organisation
from elearning.dashboard.enums import CellState, Figure
from elearning.dashboard.models import ClosedPeriod, FrozenCell
from elearning.dashboard.places import NO_REGION, Place


@dataclass(frozen=True)
class Shown:
    """A cell as a reader gets it; `base` is None when it is hidden."""

    base: int | None = None
    count: int | None = None
    as_of: date | None = None
    kept: bool = False


HIDDEN = Shown()


@dataclass(frozen=True)
class Grid:
    """The cells of one period that one reader may see."""

    cells: dict[tuple[str, str, Place], Shown]

    def cell(self, figure: Figure, place: Place, subject: str = "") -> Shown:
        """The cell; one that is not there is hidden, so that absence tells nothing."""
        return self.cells.get((figure, subject, place), HIDDEN)

    def subjects(self, figure: Figure, place: Place) -> list[str]:
        """What the figure was counted of at that place, by code."""
        return sorted(s for f, s, p in self.cells if f == figure and p == place)

    def paths(self) -> list[str]:
        return sorted({place.path for _f, _s, place in self.cells if place.path})


def closed_periods() -> list[ClosedPeriod]:
    """Newest first. One query."""
    return list(ClosedPeriod.objects.all())


def region_of(organisation: Organisation) -> str:
    """The code by which the grid knows the region of an organisation."""
    return organisation.region.code if organisation.region else NO_REGION


def grid_for(period: ClosedPeriod, organisation: Organisation) -> Grid:
    """What a coordinator of `organisation` may see: it, its region and the platform. One query."""
    regions = [""] if organisation.region is None else ["", region_of(organisation)]
    rows = FrozenCell.objects.filter(
        Q(organisation=None, region__in=regions) | Q(organisation=organisation.uuid),
        period=period,
    )
    return Grid(dict(_read(rows)))


def _read(
    rows: Iterable[FrozenCell],
) -> Iterable[tuple[tuple[str, str, Place], Shown]]:
    fields = rows.values_list(  # type: ignore[attr-defined]
        "figure",
        "subject",
        "path",
        "region",
        "organisation",
        "base",
        "count",
        "as_of",
        "state",
    )
    for (
        figure,
        subject,
        path,
        region,
        organisation,
        base,
        count,
        as_of,
        state,
    ) in fields:
        place = Place(path, region, organisation)
        yield (
            (figure, subject, place),
            Shown(base, count, as_of, state == CellState.KEPT),
        )
