"""The coordinator's page, built from the frozen grid and from facts about meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elearning.accounts.models import Organisation
from elearning.dashboard.enums import Figure
from elearning.dashboard.models import ClosedPeriod
from elearning.dashboard.months import first_of_next
from elearning.dashboard.places import Place
from elearning.dashboard.queries.frozen import Grid, grid_for, region_of
from elearning.dashboard.queries.titles import Titles, read_titles
from elearning.dashboard.safety_words import safety_blocks
from elearning.dashboard.wording import Block, Line, as_of, begin, block, share
from elearning.network.models import Agreement
from elearning.network.queries import (
    ActivitiesHeld,
    PaymentFacts,
    activities_held,
    open_agreements,
    payment_facts,
)


@dataclass(frozen=True)
class Meetings:
    """Facts about the organisation's own meetings; no people, so they are as they are now."""

    held: list[ActivitiesHeld]
    total: int
    agreements: list[Agreement]
    payment: PaymentFacts


@dataclass(frozen=True)
class CoordinatorScreen:
    period: ClosedPeriod
    path: str
    paths: list[tuple[str, str]]
    own: list[Block]
    unfinished: list[str]
    around: list[Block]
    safety: list[Block]
    network: list[Block]


def meetings(organisation: Organisation, month: date) -> Meetings:
    """What the organisation held in the twelve months up to the end of `month`. Five queries."""
    end = first_of_next(month) - timedelta(days=1)
    start = month.replace(year=month.year - 1)
    held = activities_held(start=start, end=end, organisations=[organisation])
    return Meetings(
        held=held,
        total=sum(row.number for row in held),
        agreements=list(open_agreements([organisation])),
        payment=payment_facts(start=start, end=end, organisations=[organisation]),
    )


def coordinator_screen(
    organisation: Organisation, period: ClosedPeriod, path: str
) -> CoordinatorScreen:
    """The blocks for one organisation, its region and the platform at the end of `period`.

    `path` is the code of the learning path to look at; the first when it is not one.
    """
    grid = grid_for(period, organisation)
    codes = grid.paths()
    titles = read_titles(codes)
    path = path if path in codes else next(iter(codes), "")
    page = _Page(organisation, period, grid, titles)
    return CoordinatorScreen(
        period=period,
        path=path,
        paths=[(code, titles.path(code)) for code in codes],
        own=page.own(codes),
        unfinished=[
            titles.path(code) for code in codes if not titles.can_be_finished(code)
        ],
        around=page.around(path),
        safety=safety_blocks(grid, titles, path),
        network=page.network(),
    )


@dataclass(frozen=True)
class _Page:
    organisation: Organisation
    period: ClosedPeriod
    grid: Grid
    titles: Titles

    @property
    def region(self) -> str:
        return region_of(self.organisation)

    def own(self, paths: Iterable[str]) -> list[Block]:
        """Participants of the own organisation, per learning path, and who finished it."""
        codes = list(paths)
        who = self.organisation.name
        found = [
            block(
                _("Participants of %(who)s") % {"who": who},
                self._by_path(Figure.PARTICIPANTS, codes),
                source=_source(),
                sentence=lambda line: (
                    _(
                        "%(who)s has about %(number)s participants in %(path)s, %(state)s."
                    )
                    % {
                        "who": who,
                        "number": line.cell.base,
                        "path": line.label,
                        "state": as_of(line),
                    }
                ),
                what=_("Learning path"),
                counted=pgettext("chart", "Number"),
            )
        ]
        whole = [code for code in codes if self.titles.can_be_finished(code)]
        if whole:
            found.append(self._finished(whole))
        return found

    def _finished(self, codes: list[str]) -> Block:
        return block(
            _("Finished the learning path"),
            self._by_path(Figure.PATH_FINISHED, codes),
            source=_source(),
            sentence=lambda line: (
                _("%(share)s participants finished %(path)s, %(state)s.")
                % {
                    "share": begin(share(line.cell)),
                    "path": line.label,
                    "state": as_of(line),
                }
            ),
            what=_("Learning path"),
            counted=_("Finished"),
        )

    def _by_path(self, figure: Figure, codes: list[str]) -> list[Line]:
        own = (self.region, self.organisation.uuid)
        return [
            Line(self.titles.path(code), self.grid.cell(figure, Place(code, *own)))
            for code in codes
        ]

    def around(self, path: str) -> list[Block]:
        """Modules and tests of one learning path, in the region and on the whole platform."""
        return [
            found
            for name, place in self._areas(path)
            for found in self._area(name, place)
        ]

    def _areas(self, path: str) -> list[tuple[str, Place]]:
        platform = (_("the whole platform"), Place(path))
        if self.organisation.region is None:
            return [platform]
        return [(self.organisation.region.name, Place(path, self.region)), platform]

    def _area(self, name: str, place: Place) -> Iterable[Block]:
        modules = self.titles.modules_of(place.path)
        yield block(
            _("Modules in %(area)s") % {"area": name},
            [
                Line(title, self.grid.cell(Figure.MODULE_FINISHED, place, code))
                for code, title in modules
            ],
            source=_source(),
            sentence=lambda line: (
                _("%(share)s participants finished %(module)s, %(state)s.")
                % {
                    "share": begin(share(line.cell)),
                    "module": line.label,
                    "state": as_of(line),
                }
            ),
            what=_("Module"),
            counted=_("Finished"),
        )
        for test, title in self.titles.tests_of(place.path):
            yield self._test(name, place, test, title)

    def _test(self, name: str, place: Place, test: str, title: str) -> Block:
        taken = Line(_("Took it"), self.grid.cell(Figure.TEST_TAKEN, place, test))
        passed = Line(_("Passed"), self.grid.cell(Figure.TEST_PASSED, place, test))
        return block(
            _("%(test)s in %(area)s") % {"test": title, "area": name},
            [passed, taken],
            source=_source(),
            sentence=lambda line: (
                (
                    _("%(share)s participants who took the test passed it, %(state)s.")
                    if line is passed
                    else _("%(share)s participants took the test, %(state)s.")
                )
                % {"share": begin(share(line.cell)), "state": as_of(line)}
            ),
            what=_("Result"),
            counted=pgettext("chart", "Number"),
        )

    def network(self) -> list[Block]:
        """Members and attendance, from the own organisation outwards."""
        areas = [
            (self.organisation.name, Place("", self.region, self.organisation.uuid)),
            *self._areas(""),
        ]
        members = [Line(n, self.grid.cell(Figure.MEMBERS, p)) for n, p in areas]
        came = [Line(n, self.grid.cell(Figure.ATTENDED, p)) for n, p in areas]
        source = _("the network's own list of members")
        return [
            block(
                _("Members of the learning network"),
                members,
                source=source,
                sentence=lambda line: (
                    _("%(where)s: about %(number)s members, %(state)s.")
                    % {
                        "where": begin(line.label),
                        "number": line.cell.base,
                        "state": as_of(line),
                    }
                ),
                what=_("Where"),
                counted=_("Members"),
            ),
            block(
                _("Came to at least one activity"),
                came,
                source=_("attendance lists, under a pseudonym"),
                sentence=lambda line: (
                    _(
                        "%(where)s: %(share)s members came to an activity at least once, %(state)s."
                    )
                    % {
                        "where": begin(line.label),
                        "share": share(line.cell),
                        "state": as_of(line),
                    }
                ),
                what=_("Where"),
                counted=_("Came"),
            ),
        ]


def _source() -> str:
    return _("learning records under a pseudonym")
