"""Reading statements back (Communication 2.1.3, 2.0 4.1.6.1).

A filtered query gives what matches and what points at something that matches; `since`, `until`,
the cursor and the limit hold for the statement that is given. Each of the two halves walks one
index in the order of the key, so a page costs the same wherever it is.
"""

import uuid
from dataclasses import dataclass

import msgspec
from django.db import connection

from elearning.xapi.models import Statement, StatementId, Voiding
from elearning.xapi.queries import keys
from elearning.xapi.queries.hashes import digest
from elearning.xapi.queries.masking import Mask
from elearning.xapi.queries.parameters import StatementQuery
from elearning.xapi.queries.readers import Reader
from elearning.xapi.queries.statement_sql import Conditions, page_sql
from elearning.xapi.validation import ifi_of
from elearning.xapi.validation.statements import VOIDED

KNOWN = """
SELECT (SELECT id FROM xapi_verb WHERE iri = %s), (SELECT id FROM xapi_activity WHERE iri = %s),
    (SELECT id FROM xapi_agent WHERE digest = %s),
    EXISTS (SELECT FROM xapi_statementreference WHERE tenant = %s)
"""


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
    known = _known(reader, query)
    asked = (query.verb, query.activity, query.agent)
    found = (known.verb, known.activity, known.agent)
    if any(a is not None and f is None for a, f in zip(asked, found, strict=True)):
        return None
    low, high = _range(query)
    return Conditions(
        tenant=reader.tenant,
        credential=reader.credential,
        insensitive=reader.names is not None,
        verb=known.verb,
        activity=known.activity,
        related_activities=query.related_activities,
        agent=known.agent,
        related_agents=query.related_agents,
        registration=query.registration,
        low=low,
        high=high,
        ascending=query.ascending,
        limit=query.limit + 1,
        references=known.references,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """The numbers of what a query names, None for what it does not or what nobody mentioned.

    `references` is whether any statement of the tenant points at another: most tenants have none,
    and looking for them takes more planning than all the rest.
    """

    verb: int | None
    activity: int | None
    agent: int | None
    references: bool


def _known(reader: Reader, query: StatementQuery) -> _Known:
    agent = digest(ifi_of(query.agent) or "") if query.agent is not None else None
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [query.verb, query.activity, agent, reader.tenant])
        return _Known(*cursor.fetchone())


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
