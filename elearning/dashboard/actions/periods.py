"""Closing a month: its figures are suppressed, rounded, stored and never computed again (7b)."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError
from elearning.dashboard.actions.figures import (
    LearningFigures,
    Name,
    Table,
    flag_tables,
    network_tables,
)
from elearning.dashboard.actions.freezing import Earlier, Outcome, freeze
from elearning.dashboard.actions.questions import freeze_questions
from elearning.dashboard.actions.rollups import LOCK, advance
from elearning.dashboard.enums import CellState, Figure
from elearning.dashboard.models import ClosedPeriod, FrozenCell, LearnerItem
from elearning.dashboard.months import first_of_next
from elearning.dashboard.places import Place
from elearning.dashboard.queries.flags import flag_tallies
from elearning.dashboard.queries.geography import geography
from elearning.dashboard.queries.network import members_by_organisation
from elearning.dashboard.queries.population import paths_seen, population
from elearning.dashboard.queries.shapes import critical_questions, path_shapes
from elearning.dashboard.suppression import (
    ROUNDING,
    THRESHOLD,
    Cell,
    rounded,
)


def close_due_periods(*, by: User | None = None) -> list[ClosedPeriod]:
    """Close every month that is over and open, oldest first, from the first with a statement on."""
    advance()
    closed = []
    month = _first_open_month()
    while month is not None and first_of_next(month) <= clock.today():
        closed.append(close_period(month=month, by=by))
        month = first_of_next(month)
    return closed


@transaction.atomic
def close_period(*, month: date, by: User | None = None) -> ClosedPeriod:
    """Freeze the figures of `month` (any day of it) as they are at its end.

    What comes in later about that month counts in the next month that is still open. Closing a
    closed month changes nothing. Raises DomainError when the month is not over, or when an earlier
    one is still open: figures are compared with all earlier ones.
    """
    month = month.replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    period = ClosedPeriod.objects.filter(month=month).first()
    if period is not None:
        return period
    _check_may_close(month)
    advance()
    period = ClosedPeriod.objects.create(
        month=month, settings={"threshold": THRESHOLD, "rounding": ROUNDING}
    )
    cells = [_row(period, o) for o in freeze(month, _tables(month), _earlier())]
    FrozenCell.objects.bulk_create(cells, batch_size=2000)
    freeze_questions(period)
    audit(by=by, action="close_period", subject=period, cells=len(cells))
    return period


def _check_may_close(month: date) -> None:
    if first_of_next(month) > clock.today():
        raise DomainError(_("This month is not over yet."))
    newest = ClosedPeriod.objects.values_list("month", flat=True).first()
    if newest is not None and first_of_next(newest) != month:
        raise DomainError(_("Months are closed in their order."))


def _first_open_month() -> date | None:
    newest = ClosedPeriod.objects.values_list("month", flat=True).first()
    if newest is not None:
        return first_of_next(newest)
    return (
        LearnerItem.objects.order_by("first_month")
        .values_list("first_month", flat=True)
        .first()
    )


def _tables(month: date) -> Iterator[Table]:
    paths = path_shapes(paths_seen(month))
    critical = critical_questions(test for path in paths for test in path.tests)
    people = population(
        month,
        test_modules={(t, m.code) for p in paths for m in p.modules for t in m.tests},
        test_questions=[(t, q) for t, questions in critical.items() for q in questions],
    )
    members = members_by_organisation(month)
    places = geography({*members, *(tenant for _path, tenant in people.people)})
    yield from LearningFigures(people, places, paths, critical).tables()
    yield from network_tables(members, places)
    yield from flag_tables(flag_tallies())


def _earlier() -> Earlier:
    found: dict[Name, dict[date, dict[Hashable, Cell]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    rows = FrozenCell.objects.filter(state=CellState.SHOWN).values_list(
        "figure", "subject", "path", "region", "organisation", "as_of", "exact"
    )
    for figure, subject, path, region, organisation, month, exact in rows:
        table = found[_table_name(figure, subject, path)]
        table[month][Place(path, region, organisation)] = Cell(*exact)
    return found


def _table_name(figure: str, subject: str, path: str) -> Name:
    """Figures without a subject have one table for all paths, the others one for each."""
    return Figure(figure), subject, path if subject else ""


def _row(period: ClosedPeriod, outcome: Outcome) -> FrozenCell:
    cell = outcome.cell
    is_new = cell is not None and outcome.state == CellState.SHOWN
    return FrozenCell(
        period=period,
        figure=outcome.name[0],
        subject=outcome.name[1],
        **outcome.place._asdict(),
        state=outcome.state,
        base=None if cell is None else rounded(cell.base),
        count=None if cell is None or cell.count is None else rounded(cell.count),
        as_of=outcome.as_of,
        exact=[cell.base, cell.count] if is_new else None,
    )
