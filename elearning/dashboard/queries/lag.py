"""How far the rollups are behind, and what holds them back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from elearning.dashboard.models import Watermark

# Any database of the server counts: one open writer holds back the watermark of all.
OLDEST = """
SELECT pid, coalesce(datname, ''), coalesce(usename, ''), coalesce(state, ''), xact_start
FROM pg_stat_activity
WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
ORDER BY xact_start LIMIT 1
"""
# Counts no further than a screen needs.
WAITING = """
SELECT count(*) FROM (
    SELECT 1 FROM xapi_statement WHERE transaction >= %s::xid8 LIMIT 10000
) AS waiting
"""


@dataclass(frozen=True)
class OpenTransaction:
    """A transaction that writes; never its text, which could hold personal data."""

    pid: int
    database: str
    user: str
    state: str
    since: datetime


@dataclass(frozen=True)
class Lag:
    updated_at: datetime | None
    statements: int
    waiting: int
    oldest: OpenTransaction | None


def lag() -> Lag:
    """When the rollups were last brought up to date and what waits. Three queries."""
    mark = Watermark.objects.first()
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [str(mark.transaction) if mark else "0"])
        waiting = cursor.fetchone()[0]
        cursor.execute(OLDEST)
        row = cursor.fetchone()
    return Lag(
        updated_at=mark.updated_at if mark else None,
        statements=mark.statements if mark else 0,
        waiting=waiting,
        oldest=OpenTransaction(*row) if row else None,
    )
