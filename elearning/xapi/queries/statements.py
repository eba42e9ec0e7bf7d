"""Reading statements back (Communication 2.1.3, 2.0 4.1.6.1).

A filtered query gives what matches and what points at something that matches; `since`, `until`,
the cursor and the limit hold for the statement that is given. Each of the two halves walks one
index in the order of the key, so a page costs the same wherever it is.
"""

import uuid
from dataclasses import dataclass

import msgspec
from django.db import connection

from elearning.xapi.models import Activity, Statement, StatementId, Verb, Voiding
from elearning.xapi.queries import keys
from elearning.xapi.queries.agents import agent_id
from elearning.xapi.queries.masking import Mask
from elearning.xapi.queries.parameters import StatementQuery
from elearning.xapi.queries.readers import Reader
from elearning.xapi.queries.statement_sql import Conditions, page_sql
from elearning.xapi.validation.statements import VOIDED


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Bodies exactly as stored, or masked for their reader, and the cursor of the next page when there is one."""

    bodies: list[str]
    next_cursor: int | None


def statement(
    reader: Reader, statement_id: uuid.UUID, *, voided: bool = False
) -> Statement | None:
    """One statement that is not voided; with `voided`, one that is."""
    key = StatementId.objects.filter(tenant=reader.tenant, uuid=statement_id)
    found = (
        Statement.objects.filter(pk__in=key.values("statement"), **reader.filter)
        .select_related("verb")
        .first()
    )
    if found is None or is_voided(found) != voided:
        return None
    return found


def is_voided(found: Statement) -> bool:
    """A voiding statement is never voided itself (Data 2.3.2)."""
    return (
        found.verb.iri != VOIDED
        and Voiding.objects.filter(
            tenant=found.tenant,
            target=found.uuid,
            credential=found.credential_id or 0,
        ).exists()
    )


def statements(reader: Reader, query: StatementQuery) -> StatementPage:
    """A page of what matches, newest stored first unless `ascending`."""
    conditions = _conditions(reader, query)
    if conditions is None:
        return StatementPage([], None)
    sql, values = page_sql(conditions)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    bodies = [_for(reader, body) for _, body in rows]
    return StatementPage(bodies, rows[-1][0] if more else None)


def _for(reader: Reader, body: str) -> str:
    """The text as it is, or of a reader with names of its own under those."""
    if reader.names is None:
        return body
    said = msgspec.json.decode(body.encode())
    return msgspec.json.encode(Mask(reader.names).over(said, reader.tenant)).decode()


def _conditions(reader: Reader, query: StatementQuery) -> Conditions | None:
    """The query in numbers; None when it names something nobody ever mentioned."""
    verb = _number(Verb, query.verb)
    activity = _number(Activity, query.activity)
    agent = agent_id(query.agent) if query.agent is not None else None
    if None in (verb, activity) or (query.agent is not None and agent is None):
        return None
    low, high = _range(query)
    return Conditions(
        tenant=reader.tenant,
        credential=reader.credential,
        insensitive=reader.names is not None,
        voided_verb=_number(Verb, VOIDED) or 0,
        verb=verb or None,
        activity=activity or None,
        related_activities=query.related_activities,
        agent=agent,
        related_agents=query.related_agents,
        registration=query.registration,
        low=low,
        high=high,
        ascending=query.ascending,
        limit=query.limit + 1,
    )


def _number(model: type[Verb] | type[Activity], iri: str | None) -> int | None:
    """The number of `iri`; 0 when there is none to look for, None when it is unknown."""
    if iri is None:
        return 0
    return model.objects.filter(iri=iri).values_list("pk", flat=True).first()


def _range(query: StatementQuery) -> tuple[int, int]:
    """The keys a statement may have, both ends included."""
    low = keys.after(query.since) if query.since else 0
    high = keys.after(query.until) - 1 if query.until else keys.LAST_KEY
    if query.cursor is not None:
        if query.ascending:
            low = max(low, query.cursor + 1)
        else:
            high = min(high, query.cursor - 1)
    return min(max(low, 0), keys.LAST_KEY), min(max(high, -1), keys.LAST_KEY)
