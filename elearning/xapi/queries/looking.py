"""What administrators see of the store: how much came in, from whom, and what was refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.accounts.models import Organisation
from elearning.core import clock
from elearning.xapi.models import Credential, Refusal
from elearning.xapi.queries import keys

DAYS = 30
PAGE = 50
# The key begins with the time, so these days are one range of it and only their months are read.
COUNT = """
SELECT (s.stored AT TIME ZONE %(zone)s)::date, s.credential_id, count(*), max(s.stored)
FROM xapi_statement s WHERE s.id BETWEEN %(low)s AND %(high)s GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Day:
    """Statements stored on a day in the Netherlands: our own, and those of other systems."""

    day: date
    own: int
    outside: int

    @property
    def total(self) -> int:
        return self.own + self.outside


@dataclass(frozen=True, slots=True)
class Writer:
    """`credential` is None for the platform; `last` when it last wrote within these days."""

    credential: Credential | None
    whose: str
    statements: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Volume:
    """The days, newest first, and who wrote in them, most first."""

    days: list[Day]
    writers: list[Writer]

    @property
    def most(self) -> int:
        """Of the busiest day."""
        return max(day.total for day in self.days)


def volume() -> Volume:
    """The last 30 days, today included. Three queries, however many keys there are."""
    today = clock.today()
    days = [today - timedelta(days=number) for number in range(DAYS)]
    rows = _counts(days[-1])
    counted = {
        day: (
            sum(count for on, by, count, _last in rows if on == day and by is None),
            sum(count for on, by, count, _last in rows if on == day and by is not None),
        )
        for day in days
    }
    return Volume([Day(day, *counted[day]) for day in days], _writers(rows))


def day_start(day: date) -> datetime:
    """When a day begins in the Netherlands."""
    return timezone.make_aware(datetime.combine(day, time.min))


Row = tuple[date, int | None, int, datetime]


def _counts(since: date) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "zone": settings.TIME_ZONE,
                "low": keys.base_of(day_start(since)),
                "high": keys.LAST_KEY,
            },
        )
        found: list[Row] = cursor.fetchall()
        return found


def _writers(rows: list[Row]) -> list[Writer]:
    """The platform, every key that wrote, and every valid one that did not."""
    statements: dict[int | None, int] = {None: 0}
    last: dict[int | None, datetime] = {}
    for _day, by, count, latest in rows:
        statements[by] = statements.get(by, 0) + count
        last[by] = max(latest, last.get(by, latest))
    credentials = [
        one
        for one in Credential.objects.order_by("label", "pk")
        if one.pk in statements or not one.is_over
    ]
    names = owners({one.tenant for one in credentials})
    platform = Writer(None, _("The platform itself"), statements[None], last.get(None))
    others = [
        Writer(
            one, whose(one.tenant, names), statements.get(one.pk, 0), last.get(one.pk)
        )
        for one in credentials
    ]
    return [platform, *sorted(others, key=lambda one: -one.statements)]


def owners(tenants: set[UUID]) -> dict[UUID, str]:
    """The names of the organisations among `tenants`. One query."""
    found = Organisation.objects.filter(uuid__in=tenants)
    return dict(found.values_list("uuid", "name"))


def whose(tenant: UUID, names: Mapping[UUID, str]) -> str:
    return names.get(tenant, _("The platform itself"))


def refusals(before: int | None) -> tuple[list[Refusal], int | None]:
    """Up to 50 refusals, newest first, older than the number `before`; and where to go on."""
    found = Refusal.objects.select_related("credential").order_by("-pk")
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return rows, rows[-1].pk if more else None
