"""Taking statements out of the store, with all by which they are found."""

from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import connection

from elearning.xapi.actions.attachments import let_go
from elearning.xapi.models import Activity, Agent, Statement
from elearning.xapi.queries.hashes import digest
from elearning.xapi.signals import statements_leaving
from elearning.xapi.validation.mentions import Mentions, mentions_of

Mentioned = Sequence[tuple[int, Mentions]]

# Link tables are found by what they link to, not by the statement: an index on that would cost
# every statement that comes in. What a statement links to stands in its text. OFFSET 0 keeps the
# planner from reading a whole table for what are a few thousand rows of millions.
UNLINK = """
DELETE FROM xapi_statement{what} WHERE ctid = ANY(ARRAY(
    SELECT found.ctid
    FROM unnest(%(keys)s::bigint[], %(numbers)s::bigint[]) AS g(statement, number)
    CROSS JOIN LATERAL (
        SELECT l.ctid FROM xapi_statement{what} l
        WHERE l.{what}_id = g.number AND l.direct IN (true, false) AND l.statement = g.statement
        OFFSET 0
    ) AS found))
"""
REMOVE = (
    """
    DELETE FROM xapi_statementreference r
    USING xapi_statement s
    WHERE s.id BETWEEN %(low)s AND %(high)s AND s.id = ANY(%(keys)s)
      AND r.tenant = s.tenant AND r.statement = s.id
    """,
    """
    WITH gone AS (
        DELETE FROM xapi_statement WHERE id BETWEEN %(low)s AND %(high)s AND id = ANY(%(keys)s)
        RETURNING tenant, uuid
    )
    DELETE FROM xapi_statementid i USING gone WHERE i.tenant = gone.tenant AND i.uuid = gone.uuid
    """,
)


def remove_statements(
    *, bodies: Sequence[tuple[int, str]], renamed: Sequence[int] = ()
) -> None:
    """Delete the statements of these keys, whose texts are given, in the caller's transaction.

    With them go their ids, their links, and the attachments that no other statement names. What
    they voided stays voided, and a statement that pointed at one of them points at nothing.
    `renamed` are agents that are called otherwise now than in the texts.
    """
    if not bodies:
        return
    keys = sorted(key for key, _ in bodies)
    statements_leaving.send(sender=Statement, low=keys[0], high=keys[-1], keys=keys)
    let_go(keys=keys)
    mentions = [(key, mentions_of(msgspec.json.decode(body))) for key, body in bodies]
    _unlink("agent", _agent_links(mentions, renamed))
    _unlink("activity", _activity_links(mentions))
    values: dict[str, Any] = {"keys": keys, "low": keys[0], "high": keys[-1]}
    with connection.cursor() as cursor:
        for sql in REMOVE:
            cursor.execute(sql, values)


def _unlink(what: str, pairs: list[tuple[int, int]]) -> None:
    """Delete the links of these (statement, number)."""
    with connection.cursor() as cursor:
        cursor.execute(
            UNLINK.format(what=what),
            {"keys": [key for key, _ in pairs], "numbers": [one for _, one in pairs]},
        )


def _agent_links(mentions: Mentioned, renamed: Sequence[int]) -> list[tuple[int, int]]:
    named = [(key, digest(ifi)) for key, found in mentions for ifi in found.all_agents]
    rows = Agent.objects.filter(digest__in={one for _, one in named})
    numbers = {bytes(one): number for number, one in rows.values_list("pk", "digest")}
    return [(key, numbers[one]) for key, one in named if one in numbers] + [
        (key, number) for key, _ in mentions for number in renamed
    ]


def _activity_links(mentions: Mentioned) -> list[tuple[int, int]]:
    named = [(key, iri) for key, found in mentions for iri in found.all_activities]
    rows = Activity.objects.filter(iri__in={iri for _, iri in named})
    numbers = dict(rows.values_list("iri", "pk"))
    return [(key, numbers[iri]) for key, iri in named if iri in numbers]
