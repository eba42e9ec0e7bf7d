"""Taking statements out of the store, with all by which they are found."""

from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import connection

from elearning.xapi.actions.attachments import let_go
from elearning.xapi.models import Statement
from elearning.xapi.queries.hashes import digest
from elearning.xapi.signals import statements_leaving
from elearning.xapi.validation.mentions import mentions_of

# Link tables are found by what they link to, not by the statement: an index on that would cost
# every statement that comes in. What a statement links to stands in its text.
REMOVE = (
    """
    DELETE FROM xapi_statementagent
    WHERE agent_id = ANY(%(renamed)s::bigint[]) AND direct IN (true, false)
      AND statement = ANY(%(keys)s)
    """,
    """
    DELETE FROM xapi_statementagent l
    USING unnest(%(agent_keys)s::bigint[], %(agents)s::bytea[]) AS g(statement, digest), xapi_agent a
    WHERE a.digest = g.digest AND l.agent_id = a.id AND l.direct IN (true, false)
      AND l.statement = g.statement
    """,
    """
    DELETE FROM xapi_statementactivity l
    USING unnest(%(activity_keys)s::bigint[], %(activities)s::text[]) AS g(statement, iri),
          xapi_activity a
    WHERE a.iri = g.iri AND l.activity_id = a.id AND l.direct IN (true, false)
      AND l.statement = g.statement
    """,
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
    values: dict[str, Any] = {
        "keys": keys,
        "low": keys[0],
        "high": keys[-1],
        "renamed": list(renamed),
        **_mentioned(bodies),
    }
    with connection.cursor() as cursor:
        for sql in REMOVE:
            cursor.execute(sql, values)


def _mentioned(bodies: Sequence[tuple[int, str]]) -> dict[str, list[Any]]:
    agents: list[tuple[int, bytes]] = []
    activities: list[tuple[int, str]] = []
    for key, body in bodies:
        found = mentions_of(msgspec.json.decode(body))
        agents += [(key, digest(ifi)) for ifi in found.all_agents]
        activities += [(key, iri) for iri in found.all_activities]
    return {
        "agent_keys": [key for key, _ in agents],
        "agents": [one for _, one in agents],
        "activity_keys": [key for key, _ in activities],
        "activities": [iri for _, iri in activities],
    }
