"""Bringing the rollups up to date with the statements (architecture, 7)."""

from django.db import connection, transaction

from elearning.core import clock
from elearning.dashboard.actions import rollup_sql
from elearning.dashboard.models import (
    ItemRollup,
    LearnerItem,
    ModuleRollup,
    MonthLearner,
    VerbRollup,
    Watermark,
)

# One process at a time; the number is ours alone among advisory locks ("dash" in ASCII).
LOCK = 0x64617368
# PostgreSQL's own first transaction id for rows that are finished for everybody.
LONG_AGO = "2"
SETTLE = """
UPDATE xapi_statement SET transaction = %s::xid8
WHERE transaction >= pg_snapshot_xmax(pg_current_snapshot())
"""
ROLLUPS = (VerbRollup, ModuleRollup, ItemRollup, MonthLearner, LearnerItem)


@transaction.atomic
def advance() -> int | None:
    """Add the statements of all finished transactions that are not in the rollups yet, once each.

    The watermark is a transaction id: rows of transactions below `pg_snapshot_xmin` are all there,
    and rows of a slow one come with their own id later, whatever their time or serial number.
    Gives how many statements were added, or None when another process is at it. A watermark or
    statements from the future (a restored backup) make all rollups again.
    """
    if not _lock():
        return None
    restored = _settle_restored()
    since, until, ahead = _window()
    if ahead or restored:
        _clear()
        since = "0"
    return _add(since, until)


@transaction.atomic
def rebuild() -> int | None:
    """Make all rollups again from the statements. The frozen grid is not touched.

    Gives how many statements were added, or None when another process is at it.
    """
    if not _lock():
        return None
    _settle_restored()
    _clear()
    return _add("0", _window()[1])


def _lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _settle_restored() -> bool:
    """Give statements of another server's transactions one of long ago; whether there were any.

    A restored server counts its transactions anew, so the numbers in a backup can lie in its
    future: left alone, those statements would not count until the server has come so far, and
    then count again. Looked up by an index, so nothing to speak of on every other tick.
    """
    with connection.cursor() as cursor:
        cursor.execute(SETTLE, [LONG_AGO])
        return bool(cursor.rowcount)


def _window() -> tuple[str, str, bool]:
    """From which and to which transaction, and whether the first lies in the future."""
    since = Watermark.objects.values_list("transaction", flat=True).first() or "0"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(s)::text, %s::xid8 > pg_snapshot_xmax(s)"
            " FROM pg_current_snapshot() AS s",
            [str(since)],
        )
        until, ahead = cursor.fetchone()
    return str(since), until, ahead


def _clear() -> None:
    for model in ROLLUPS:
        model.objects.all().delete()
    Watermark.objects.all().delete()


def _add(since: str, until: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            rollup_sql.ADVANCE, {**rollup_sql.words(), "since": since, "until": until}
        )
        added: int = cursor.fetchone()[0]
    mark, _ = Watermark.objects.get_or_create(pk=1, defaults={"transaction": until})
    mark.transaction = until
    mark.statements += added
    mark.updated_at = clock.now()
    mark.save()
    return added
