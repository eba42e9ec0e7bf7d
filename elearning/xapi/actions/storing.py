"""Writing statements: one INSERT for a whole batch, with all by which they are found."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from elearning.core.database import bound_cursor
from elearning.xapi.actions.definitions import keep_definitions, learnt
from elearning.xapi.actions.dimensions import Numbers, number
from elearning.xapi.actions.references import add_references, add_voidings
from elearning.xapi.exceptions import NotLookedUp
from elearning.xapi.queries import keys
from elearning.xapi.queries.hashes import digest
from elearning.xapi.validation.mentions import Mentions

encoder = msgspec.json.Encoder()

# A function of the database (migration 0010): the key; 0 when the id is taken; None when something
# must be learnt first; CHANGED when the credential is not what it was.
STORE_ONE = """
SELECT xapi_store_one(
    %(sent)s::json, %(body)s, %(base)s, %(tenant)s, %(stored)s, %(credential)s, %(seen)s
)
"""
# A function of the database, which plans it once (migration 0004): id and key of what is new.
STORE = """
SELECT uuid, statement
FROM xapi_store(%(rows)s::json, %(base)s, %(tenant)s, %(stored)s, %(credential)s)
"""
CHANGED = -1


class One(msgspec.Struct, kw_only=True):
    """One statement by the names of what it mentions, agents by their digest in hexadecimals."""

    uuid: UUID
    verb: str
    activity: str | None
    actor: UUID
    registration: str | None
    timestamp: datetime
    agents: list[str]
    other_agents: list[str]
    activities: set[str]
    other_activities: set[str]
    definitions: dict[str, dict[str, Any]]


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
    seen: str | None = None,
) -> dict[UUID, int]:
    """Store what the tenant does not have yet, in the caller's transaction or one of its own.

    Gives the key of each statement that was new. Ids within `statements` differ. `stored` is a
    whole millisecond (keys.stored_moment), the one that stands in the bodies.

    `seen` is that of a credential which was remembered and not looked up. Then it raises NotLookedUp
    when that is no longer so, or when storing these takes more than one question.
    """
    if len(statements) == 1 and not statements[0].mentions.target:
        key = _store_one(statements[0], tenant, credential_id, stored, seen)
        if key == CHANGED:
            raise NotLookedUp
        if key is not None:
            return {statements[0].uuid: key} if key else {}
    if seen is not None:
        raise NotLookedUp
    numbers = _numbers(statements, tenant)
    # A statement that only adds itself is one INSERT, and that is a transaction already.
    adds_only_itself = not any(
        one.mentions.target for one in statements
    ) and not learnt(_definitions(statements), numbers.definitions, numbers.activities)
    with nullcontext() if adds_only_itself else transaction.atomic(savepoint=False):
        made = _insert(statements, numbers, tenant, credential_id, stored)
        _add_what_follows(
            [one for one in statements if one.uuid in made],
            made,
            numbers,
            tenant,
            credential_id,
        )
    return made


def _store_one(
    one: Prepared,
    tenant: UUID,
    credential_id: int | None,
    stored: datetime,
    seen: str | None,
) -> int | None:
    """One question, for one that names what is known and says nothing new of it; see STORE_ONE."""
    with bound_cursor() as cursor:
        cursor.execute(
            STORE_ONE,
            {
                "sent": encoder.encode(_one(one)).decode(),
                "body": one.body.decode(),
                "base": keys.base_of(stored),
                "tenant": tenant,
                "stored": stored,
                "credential": credential_id,
                "seen": seen,
            },
        )
        key: int | None = cursor.fetchone()[0]
        return key


def _one(one: Prepared) -> One:
    found = one.mentions
    return One(
        uuid=one.uuid,
        verb=found.verb,
        activity=found.activity,
        actor=one.actor,
        registration=one.registration,
        timestamp=one.timestamp,
        agents=_in_hexadecimals(found.agents),
        other_agents=_in_hexadecimals(found.other_agents),
        activities=found.activities,
        other_activities=found.other_activities,
        definitions=found.definitions,
    )


def _in_hexadecimals(agents: set[str]) -> list[str]:
    return [f"\\x{digest(ifi).hex()}" for ifi in agents]


def _insert(
    statements: Sequence[Prepared],
    numbers: Numbers,
    tenant: UUID,
    credential_id: int | None,
    stored: datetime,
) -> dict[UUID, int]:
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
        return dict(cursor.fetchall())


def _add_what_follows(
    new: Sequence[Prepared],
    made: dict[UUID, int],
    numbers: Numbers,
    tenant: UUID,
    credential_id: int | None,
) -> None:
    """What the statements say of activities and of other statements."""
    definitions = learnt(_definitions(new), numbers.definitions, numbers.activities)
    if definitions:
        keep_definitions(tenant=tenant, definitions=definitions)
    referring = [one for one in new if one.mentions.target]
    if referring:
        add_references(
            tenant=tenant,
            pairs=[(made[one.uuid], str(one.mentions.target)) for one in referring],
        )
    voiding = [str(one.mentions.target) for one in new if one.mentions.voids]
    if voiding:
        add_voidings(tenant=tenant, targets=voiding, credential_id=credential_id)


def _numbers(statements: Sequence[Prepared], tenant: UUID) -> Numbers:
    types: dict[str, str] = {}
    verbs: set[str] = set()
    agents: set[str] = set()
    for one in statements:
        verbs.add(one.mentions.verb)
        agents |= one.mentions.all_agents
        for iri in one.mentions.all_activities:
            said = one.mentions.definitions.get(iri, {})
            types[iri] = said.get("type", "") or types.get(iri, "")
    described = {iri for iri, _ in _definitions(statements)}
    return number(verbs, types, agents, described=described, tenant=tenant)


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
