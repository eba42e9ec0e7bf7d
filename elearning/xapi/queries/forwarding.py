"""What a target may be sent, and in which words (ADR 0022)."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from elearning.xapi.enums import Kind
from elearning.xapi.models import ForwardTarget, Statement
from elearning.xapi.queries.masking import Mask
from elearning.xapi.queries.sensitive import insensitive_among
from elearning.xapi.vocabulary import ANSWERED

BATCH = 50
LOOKED_AT = 500  # at a time, so that a narrow filter moves on
# What is finished for everybody, as in the dashboard's rollups (architecture, 7). The second says
# whether statements of another cluster wait for the rollups' tick to settle them.
WINDOW = """
SELECT pg_snapshot_xmin(s)::text,
    EXISTS (SELECT FROM xapi_statement WHERE transaction >= pg_snapshot_xmax(s)),
    (SELECT system_identifier FROM pg_control_system())
FROM pg_current_snapshot() AS s
"""
NEXT = """
SELECT id FROM xapi_statement
WHERE (transaction, id) > (%s::xid8, %s) AND transaction < %s::xid8
ORDER BY transaction, id LIMIT %s
"""
# The receiver fills these in.
LEFT_OUT = ("stored", "authority", "version")


@dataclass(frozen=True, slots=True)
class Window:
    until: str
    unsettled: bool
    cluster: int


@dataclass(frozen=True, slots=True)
class Batch:
    """`statements` to send, and where the cursor stands when they have been dealt with."""

    statements: list[Statement]
    transaction: str
    statement: int


def window() -> Window:
    with connection.cursor() as cursor:
        cursor.execute(WINDOW)
        return Window(*cursor.fetchone())


def next_batch(target: ForwardTarget, until: str) -> Batch | None:
    """Up to 50 statements after the cursor of transactions before `until`; None at the end."""
    with connection.cursor() as cursor:
        cursor.execute(
            NEXT, [str(target.transaction), target.statement, until, LOOKED_AT]
        )
        keys = [key for (key,) in cursor.fetchall()]
    found = Statement.objects.select_related("verb", "activity").in_bulk(keys)
    insensitive = insensitive_among(keys)
    batch: list[Statement] = []
    last: Statement | None = None
    # One that was deleted meanwhile is not in `found`.
    for last in (found[key] for key in keys if key in found):
        if last.pk in insensitive and _may_go(target, last):
            batch.append(last)
        if len(batch) == BATCH:
            break
    return None if last is None else Batch(batch, str(last.transaction), last.pk)


def _may_go(target: ForwardTarget, statement: Statement) -> bool:
    activity_type = statement.activity.type_iri if statement.activity else ""
    return (
        target.tenant in {None, statement.tenant}
        and _kind(statement) in target.kinds
        and (not target.verbs or statement.verb.iri in target.verbs)
        and (not target.activity_types or activity_type in target.activity_types)
    )


def _kind(statement: Statement) -> Kind:
    if statement.credential_id is not None:
        return Kind.OUTSIDE
    return Kind.ANSWERS if statement.verb.iri == ANSWERED else Kind.OWN


def outgoing(target: ForwardTarget, statement: Statement) -> dict[str, Any]:
    """The statement as `target` gets it: ids, registration and people under names of its own."""
    mask = Mask(target.uuid, target.with_response, target.version.startswith("2"))
    made = mask.over(json.loads(statement.body), statement.tenant)
    return {name: value for name, value in made.items() if name not in LEFT_OUT}


def behind(target: ForwardTarget) -> int:
    """How many statements, filtered or not, are after the cursor."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM xapi_statement WHERE (transaction, id) > (%s::xid8, %s)",
            [str(target.transaction), target.statement],
        )
        return int(cursor.fetchone()[0])
