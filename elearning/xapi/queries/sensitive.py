"""Which statements say nothing of a sensitive part; only these leave their writer's hands."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import connection

from elearning.xapi.statements import activity_iri

# Ours about a sensitive part say the day only (`Event.timestamp`). Of what others say about our
# activities we cannot tell which part it was; found by the activities that are linked to it, since
# the text can write an address in more than one way.
INSENSITIVE = """CASE WHEN {s}.credential_id IS NULL
    THEN ({s}.timestamp AT TIME ZONE %(zone)s)::time <> '00:00'
    ELSE NOT EXISTS (
        SELECT FROM xapi_statementactivity o JOIN xapi_activity a ON a.id = o.activity_id
        WHERE o.statement = {s}.id AND a.iri ILIKE %(ours)s)
    END"""
AMONG = f"SELECT s.id FROM xapi_statement s WHERE s.id = ANY(%(keys)s) AND {INSENSITIVE.format(s='s')}"  # noqa: S608


def values() -> dict[str, Any]:
    """What INSENSITIVE needs beside it: the zone that days are of, and where our activities are."""
    ours = activity_iri("").partition("://")[2]
    for sign in "\\%_":
        ours = ours.replace(sign, f"\\{sign}")
    return {"zone": settings.TIME_ZONE, "ours": f"%{ours}%"}


def insensitive_among(keys: Collection[int]) -> set[int]:
    """Those of the statements with `keys` that may be shown to a reader who did not write them."""
    with connection.cursor() as cursor:
        cursor.execute(AMONG, {"keys": list(keys), **values()})
        return {key for (key,) in cursor.fetchall()}
