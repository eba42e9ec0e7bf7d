"""Statements that point at statements, and what has been voided (Data 2.3.2, 2.4.4.3)."""

import uuid
from collections.abc import Sequence

from django.db import connection

from elearning.xapi.models import Voiding

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('xapi references ' || %s, 0))"
# To each new pointer belong what its target points at, and whoever pointed at it already.
ADD = """
WITH pair AS (SELECT * FROM unnest(%(keys)s::bigint[], %(targets)s::uuid[]) AS p(statement, target)),
ids AS (
    SELECT p.statement, i.uuid FROM pair p
    JOIN xapi_statement i ON i.id = p.statement
),
further AS (
    SELECT p.statement, p.target FROM pair p
    UNION SELECT p.statement, r.target FROM pair p
    JOIN xapi_statementid i ON i.tenant = %(tenant)s AND i.uuid = p.target
    JOIN xapi_statementreference r ON r.tenant = %(tenant)s AND r.statement = i.statement
),
earlier AS (
    SELECT e.statement, f.target FROM further f
    JOIN ids ON ids.statement = f.statement
    JOIN xapi_statementreference e ON e.tenant = %(tenant)s AND e.target = ids.uuid
)
INSERT INTO xapi_statementreference (tenant, target, statement)
SELECT %(tenant)s, target, statement FROM further
UNION SELECT %(tenant)s, target, statement FROM earlier
ON CONFLICT DO NOTHING
"""


def add_references(*, tenant: uuid.UUID, pairs: Sequence[tuple[int, str]]) -> None:
    """Each (key of a statement, id of the statement it points at), with all that follows from it.

    One after the other within a tenant, or two of a chain that arrive at once would not see each
    other; statements that point at others are few.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [str(tenant)])
        for key, target in pairs:
            cursor.execute(ADD, {"tenant": tenant, "keys": [key], "targets": [target]})


def add_voidings(
    *, tenant: uuid.UUID, targets: Sequence[str], credential_id: int | None
) -> None:
    """`targets` count as voided from now on, also those that have yet to arrive."""
    Voiding.objects.bulk_create(
        [
            Voiding(tenant=tenant, target=target, credential=credential_id or 0)
            for target in sorted(set(targets))
        ],
        ignore_conflicts=True,
    )
