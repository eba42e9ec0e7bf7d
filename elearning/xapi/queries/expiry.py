"""What has passed its term: per month and kind, by the settings of the operator (ADR 0023)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from elearning.core import clock
from elearning.xapi.enums import Kind
from elearning.xapi.queries.keys import base_of
from elearning.xapi.vocabulary import ANSWERED

STATEMENT_KINDS = (Kind.ANSWERS, Kind.OWN, Kind.OUTSIDE)
KIND = f"""CASE WHEN s.credential_id IS NOT NULL THEN '{Kind.OUTSIDE}'
    WHEN v.iri = %(answered)s THEN '{Kind.ANSWERS}' ELSE '{Kind.OWN}' END"""
# A key begins with its time, so the month of a statement is a range of keys. Each kind is looked
# for below the lowest key that it keeps.
EXPIRED = f"""
SELECT * FROM (
    SELECT s.id, {KIND} AS kind FROM xapi_statement s JOIN xapi_verb v ON v.id = s.verb_id
    WHERE s.id BETWEEN %(low)s AND %(high)s
) AS of_month
WHERE id < CASE kind WHEN '{Kind.OUTSIDE}' THEN %(outside)s WHEN '{Kind.ANSWERS}' THEN %(answers)s
           ELSE %(own)s END
"""  # noqa: S608  # only names of our own
COUNT = f"SELECT kind, count(*) FROM ({EXPIRED}) AS expired GROUP BY kind"  # noqa: S608
MONTHS = """
SELECT DISTINCT date_trunc('month', to_timestamp((s.id >> 20) / 1000.0) AT TIME ZONE 'UTC')::date
FROM xapi_statement_default s WHERE s.id < %s
"""
PARTITIONS = """
SELECT to_date(substring(c.relname FROM '\\d{4}_\\d\\d$'), 'YYYY_MM')
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'xapi_statement'::regclass AND c.relname ~ '^xapi_statement_\\d{4}_\\d\\d$'
"""
DOCUMENTS = """
SELECT date_trunc('month', updated_at AT TIME ZONE 'UTC')::date, count(*) FROM xapi_document
WHERE updated_at < %s GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Month:
    """A month and how much of each kind in it has passed its term.

    `whole` when it has a table of its own and all in it has, so that the table can go.
    """

    month: date
    counts: dict[Kind, int]
    whole: bool

    @property
    def low(self) -> int:
        return base_of(_moment(self.month))

    @property
    def high(self) -> int:
        """The highest key of a statement in it."""
        return base_of(_moment(_later(self.month, 1))) - 1


def kept_since() -> dict[Kind, date | None]:
    """The first month of each kind that is kept; None for what has no term.

    A term of n months keeps this month and the n before it, so this month never goes.
    """
    this = clock.now().astimezone(UTC).date().replace(day=1)
    terms = {kind: int(settings.XAPI_KEEP_MONTHS[kind]) for kind in Kind}
    return {kind: _later(this, -n) if n else None for kind, n in terms.items()}


def expired_months() -> list[Month]:
    """Every month with statements that have passed their term, or a table of such, oldest first."""
    first_kept = [since for kind in STATEMENT_KINDS if (since := kept_since()[kind])]
    if not first_kept:
        return []
    wholly = min(first_kept) if len(first_kept) == len(STATEMENT_KINDS) else date.min
    partitions = _dates(PARTITIONS, [])
    waiting = _dates(MONTHS, [base_of(_moment(max(first_kept)))])
    found = []
    for month in sorted(partitions | waiting):
        if month >= max(first_kept):
            continue
        counts = _counts(Month(month, {}, whole=False))
        whole = month in partitions and month < wholly
        if counts or whole:
            found.append(Month(month, counts, whole=whole))
    return found


def expired_keys(month: Month, most: int) -> list[int]:
    """The keys of up to `most` statements of the month that have passed their term."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM ({EXPIRED}) AS expired ORDER BY id LIMIT %(most)s",  # noqa: S608
            {**_values(month), "most": most},
        )
        return [key for (key,) in cursor.fetchall()]


def expired_documents() -> Iterator[tuple[date, int]]:
    """Per month of the last change, how many documents have passed their term."""
    since = kept_since()[Kind.DOCUMENTS]
    if since is not None:
        with connection.cursor() as cursor:
            cursor.execute(DOCUMENTS, [_moment(since)])
            yield from cursor.fetchall()


def documents_kept_since() -> datetime | None:
    since = kept_since()[Kind.DOCUMENTS]
    return _moment(since) if since else None


def _counts(month: Month) -> dict[Kind, int]:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, _values(month))
        return {Kind(kind): count for kind, count in sorted(cursor.fetchall())}


def _values(month: Month) -> dict[str, Any]:
    since = kept_since()
    lowest = {
        str(kind): base_of(_moment(day)) if (day := since[kind]) else 0
        for kind in STATEMENT_KINDS
    }
    return {**lowest, "answered": ANSWERED, "low": month.low, "high": month.high}


def _dates(sql: str, values: list[int]) -> set[date]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {day for (day,) in cursor.fetchall()}


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _later(month: date, months: int) -> date:
    count = month.year * 12 + month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
