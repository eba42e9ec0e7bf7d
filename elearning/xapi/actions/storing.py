"""Writing statements: one INSERT for a whole batch, with all by which they are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from elearning.xapi.actions.definitions import learn_definitions
from elearning.xapi.actions.dimensions import Numbers, number
from elearning.xapi.actions.references import add_references, add_voidings
from elearning.xapi.queries import keys
from elearning.xapi.validation.mentions import Mentions

encoder = msgspec.json.Encoder()

# The serial number is drawn in the order of the batch, ids are taken in the order of their value:
# that is what keeps overlapping batches from waiting for each other in a circle.
STORE = """
WITH input AS MATERIALIZED (
    SELECT x.*, %(base)s::bigint | (nextval('xapi_statement_serial') & 1048575) AS key
    FROM json_to_recordset(%(rows)s::json) AS x(
        uuid uuid, verb bigint, activity bigint, actor uuid, registration uuid,
        "timestamp" timestamptz, body json, agents bigint[], other_agents bigint[],
        activities bigint[], other_activities bigint[])
), fresh AS (
    INSERT INTO xapi_statementid (tenant, uuid, statement)
    SELECT %(tenant)s, uuid, key FROM input ORDER BY input.uuid
    ON CONFLICT DO NOTHING RETURNING uuid, statement
), kept AS (
    INSERT INTO xapi_statement (id, uuid, tenant, verb_id, activity_id, actor, registration,
                                "timestamp", stored, credential_id, body)
    SELECT statement, uuid, %(tenant)s, verb, activity, actor, registration, "timestamp",
           %(stored)s, %(credential)s, body::text
    FROM fresh JOIN input USING (uuid)
), agents AS (
    INSERT INTO xapi_statementagent (agent_id, direct, statement)
    SELECT unnest(agents), true, statement FROM fresh JOIN input USING (uuid)
    UNION ALL SELECT unnest(other_agents), false, statement FROM fresh JOIN input USING (uuid)
), activities AS (
    INSERT INTO xapi_statementactivity (activity_id, direct, statement)
    SELECT unnest(activities), true, statement FROM fresh JOIN input USING (uuid)
    UNION ALL SELECT unnest(other_activities), false, statement FROM fresh JOIN input USING (uuid)
)
SELECT uuid, statement FROM fresh
"""


class Row(msgspec.Struct, kw_only=True):
    """One statement as the INSERT reads it; `body` is the text itself."""

    uuid: UUID
    verb: int
    activity: int | None
    actor: UUID
    registration: str | None
    timestamp: datetime
    body: msgspec.Raw
    agents: list[int]
    other_agents: list[int]
    activities: list[int]
    other_activities: list[int]


@dataclass(slots=True)
class Prepared:
    """A statement that is valid and complete, and what it mentions."""

    uuid: UUID
    actor: UUID
    registration: str | None
    timestamp: datetime
    body: bytes
    mentions: Mentions


def store(
    statements: Sequence[Prepared],
    *,
    tenant: UUID,
    credential_id: int | None,
    stored: datetime,
) -> dict[UUID, int]:
    """Store what the tenant does not have yet, in the caller's transaction.

    Gives the key of each statement that was new. Ids within `statements` differ. `stored` is a
    whole millisecond (keys.stored_moment), the one that stands in the bodies.
    """
    numbers = _numbers(statements)
    with connection.cursor() as cursor:
        cursor.execute(
            STORE,
            {
                "rows": encoder.encode(
                    [_row(one, numbers) for one in statements]
                ).decode(),
                "base": keys.base_of(stored),
                "tenant": tenant,
                "stored": stored,
                "credential": credential_id,
            },
        )
        made: dict[UUID, int] = dict(cursor.fetchall())
    new = [one for one in statements if one.uuid in made]
    learn_definitions(tenant=tenant, said=_definitions(new), numbers=numbers.activities)
    referring = [one for one in new if one.mentions.target]
    if referring:
        add_references(
            tenant=tenant,
            pairs=[(made[one.uuid], str(one.mentions.target)) for one in referring],
        )
    voiding = [str(one.mentions.target) for one in new if one.mentions.voids]
    if voiding:
        add_voidings(tenant=tenant, targets=voiding, credential_id=credential_id)
    return made


def _numbers(statements: Sequence[Prepared]) -> Numbers:
    types: dict[str, str] = {}
    verbs: set[str] = set()
    agents: set[str] = set()
    for one in statements:
        verbs.add(one.mentions.verb)
        agents |= one.mentions.all_agents
        for iri in one.mentions.all_activities:
            said = one.mentions.definitions.get(iri, {})
            types[iri] = said.get("type", "") or types.get(iri, "")
    return number(verbs, types, agents)


def _row(one: Prepared, numbers: Numbers) -> Row:
    found = one.mentions
    return Row(
        uuid=one.uuid,
        verb=numbers.verbs[found.verb],
        activity=numbers.activities[found.activity] if found.activity else None,
        actor=one.actor,
        registration=one.registration,
        timestamp=one.timestamp,
        body=msgspec.Raw(one.body),
        agents=[numbers.agents[ifi] for ifi in found.agents],
        other_agents=[numbers.agents[ifi] for ifi in found.other_agents],
        activities=[numbers.activities[iri] for iri in found.activities],
        other_activities=[numbers.activities[iri] for iri in found.other_activities],
    )


def _definitions(statements: Sequence[Prepared]) -> list[tuple[str, dict[str, Any]]]:
    return [pair for one in statements for pair in one.mentions.definitions.items()]
