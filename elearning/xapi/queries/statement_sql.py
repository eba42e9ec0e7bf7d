"""The SQL of a page of statements. Only names of our own go into the text; values go beside it."""

# ruff: noqa: S608

import uuid
from dataclasses import asdict, dataclass
from typing import Any

from elearning.xapi.queries.sensitive import INSENSITIVE, values
from elearning.xapi.validation.statements import VOIDED


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is looked for, in numbers; None is no condition. `low` and `high` are keys."""

    tenant: uuid.UUID
    credential: int | None
    insensitive: bool
    verb: int | None
    activity: int | None
    related_activities: bool
    agent: int | None
    related_agents: bool
    registration: uuid.UUID | None
    low: int
    high: int
    ascending: bool
    limit: int
    # Whether any statement of the tenant points at another one.
    references: bool

    @property
    def filtered(self) -> bool:
        wanted = (self.verb, self.activity, self.agent, self.registration)
        return any(one is not None for one in wanted)


SEEN = """{s}.tenant = %(tenant)s AND {s}.id BETWEEN %(low)s AND %(high)s
    AND ({s}.verb_id = (SELECT id FROM xapi_verb WHERE iri = %(voided)s) OR NOT EXISTS (
        SELECT FROM xapi_voiding v WHERE v.tenant = {s}.tenant AND v.target = {s}.uuid
        AND v.credential = coalesce({s}.credential_id, 0)))"""
LINK = """(SELECT statement FROM {table} WHERE {column} = %({name})s AND {directly}
    AND statement BETWEEN %(low)s AND %(high)s)"""


def page_sql(wanted: Conditions) -> tuple[str, dict[str, Any]]:
    """The statement and its values: rows of key and body, one more than the page.

    Each part walks one index in the order of the key and ends at the limit; the body comes with it,
    since every further join with the partitions is planned anew for each query.
    """
    order = "ASC" if wanted.ascending else "DESC"
    seen = _seen("s", wanted)
    parts = _matching(wanted, seen, order)
    if wanted.filtered and wanted.references:
        parts.append(_pointing(wanted, seen, order))
    sql = parts[0]
    if len(parts) > 1:
        found = " UNION ".join(f"({part})" for part in parts)
        sql = f"SELECT id, body FROM ({found}) AS k ORDER BY id {order} LIMIT %(limit)s"
    return sql, _values(wanted)


def _values(wanted: Conditions) -> dict[str, Any]:
    known = asdict(wanted) | {"voided": VOIDED}
    return known | (values() if wanted.insensitive else {})


def _seen(name: str, wanted: Conditions) -> str:
    mine = f" AND {name}.credential_id = %(credential)s" if wanted.credential else ""
    shown = f" AND {INSENSITIVE.format(s=name)}" if wanted.insensitive else ""
    return SEEN.format(s=name) + mine + shown


def _matching(wanted: Conditions, seen: str, order: str) -> list[str]:
    """What matches itself: from the rarest list of links when there is one."""
    conditions = [seen, *_plain("s", wanted)]
    sources = ["xapi_statement s"]
    if wanted.agent is not None:
        sources = _linked("agent", wanted)
        if wanted.activity is not None:
            conditions.append(_has("activity", "s", wanted))
    elif wanted.activity is not None:
        sources = _linked("activity", wanted)
    where = " AND ".join(conditions)
    return [
        f"SELECT s.id, s.body FROM {source} WHERE {where} ORDER BY s.id {order} LIMIT %(limit)s"
        for source in sources
    ]


def _pointing(wanted: Conditions, seen: str, order: str) -> str:
    """What points at something that matches, voided or not (Communication 2.1.3)."""
    conditions = ["t.tenant = %(tenant)s", *_plain("t", wanted)]
    if wanted.agent is not None:
        conditions.append(_has("agent", "t", wanted))
    if wanted.activity is not None:
        conditions.append(_has("activity", "t", wanted))
    where = " AND ".join(conditions)
    return (
        "SELECT DISTINCT s.id, s.body FROM xapi_statementreference r"
        " JOIN xapi_statementid i ON i.tenant = r.tenant AND i.uuid = r.target"
        " JOIN xapi_statement t ON t.id = i.statement"
        " JOIN xapi_statement s ON s.id = r.statement"
        f" WHERE r.tenant = %(tenant)s AND r.statement BETWEEN %(low)s AND %(high)s AND {seen}"
        f" AND {where} ORDER BY s.id {order} LIMIT %(limit)s"
    )


def _plain(name: str, wanted: Conditions) -> list[str]:
    conditions = []
    if wanted.credential is not None and name == "t":
        conditions.append("t.credential_id = %(credential)s")
    if wanted.insensitive and name == "t":
        conditions.append(INSENSITIVE.format(s="t"))
    if wanted.verb is not None:
        conditions.append(f"{name}.verb_id = %(verb)s")
    if wanted.registration is not None:
        conditions.append(f"{name}.registration = %(registration)s")
    return conditions


def _linked(what: str, wanted: Conditions) -> list[str]:
    """The statements that are linked directly; and, where related ones count, the others."""
    related = wanted.related_agents if what == "agent" else wanted.related_activities
    table, column = f"xapi_statement{what}", f"{what}_id"
    return [
        f"{LINK.format(table=table, column=column, name=what, directly=directly)}"
        " AS l JOIN xapi_statement s ON s.id = l.statement"
        for directly in (("direct", "NOT direct") if related else ("direct",))
    ]


def _has(what: str, name: str, wanted: Conditions) -> str:
    related = wanted.related_agents if what == "agent" else wanted.related_activities
    directly = "" if related else " AND l.direct"
    return (
        f"EXISTS (SELECT FROM xapi_statement{what} l WHERE l.{what}_id = %({what})s"
        f" AND l.statement = {name}.id{directly})"
    )
