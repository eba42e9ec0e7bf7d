"""What a target may be sent, and in which words (ADR 0022)."""

import json
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db import connection
from django.utils import timezone

from elearning.core.ids import secret_uuid
from elearning.xapi.enums import Kind
from elearning.xapi.models import ForwardTarget, Statement
from elearning.xapi.queries.pseudonyms import pseudonymous
from elearning.xapi.statements import activity_iri, extension_iri
from elearning.xapi.validation import ifi_of
from elearning.xapi.validation.renaming import with_parties
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
# The receiver fills these in; attachments stay here.
LEFT_OUT = ("stored", "authority", "version", "attachments")
ONLY_IN_2 = ("contextAgents", "contextGroups")


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
    batch: list[Statement] = []
    last: Statement | None = None
    # One that was deleted meanwhile is not in `found`.
    for last in (found[key] for key in keys if key in found):
        if _may_go(target, last):
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
        and not _is_sensitive(statement)
    )


def _kind(statement: Statement) -> Kind:
    if statement.credential_id is not None:
        return Kind.OUTSIDE
    return Kind.ANSWERS if statement.verb.iri == ANSWERED else Kind.OWN


def _is_sensitive(statement: Statement) -> bool:
    """Of a sensitive part our statements say the day only; what others say of ours we cannot tell."""
    if statement.credential_id is not None:
        return activity_iri("") in statement.body
    return timezone.localtime(statement.timestamp).time() == time.min


def outgoing(target: ForwardTarget, statement: Statement) -> dict[str, Any]:
    """The statement as `target` gets it: ids, registration and people under names of its own."""
    made = with_parties(
        json.loads(statement.body), lambda party: _renamed(target, party)
    )
    made = {name: value for name, value in made.items() if name not in LEFT_OUT}
    made = _pruned(target, made)
    if made["object"].get("objectType") == "SubStatement":
        made["object"] = _pruned(target, made["object"])
    tenant = statement.tenant
    made["id"] = str(secret_uuid("forward-id", target.uuid, tenant, statement.uuid))
    return _with_references(target, tenant, made)


def _renamed(target: ForwardTarget, party: dict[str, Any]) -> dict[str, Any]:
    ifi = ifi_of(party)
    if ifi is None:
        return {key: party[key] for key in ("objectType", "member") if key in party}
    return pseudonymous(party, str(secret_uuid("forward-agent", target.uuid, ifi)))


def _pruned(target: ForwardTarget, made: dict[str, Any]) -> dict[str, Any]:
    """Without the response unless that was asked for, and with no extension but our own."""
    found = {name: value for name, value in made.items() if name != "attachments"}
    if "result" in found:
        result = _own_extensions(found["result"])
        if not target.with_response:
            result.pop("response", None)
        found["result"] = result
    if "context" in found:
        context = _own_extensions(found["context"])
        if "registration" in context:
            context["registration"] = str(
                secret_uuid("forward-run", target.uuid, context["registration"])
            )
        if not target.version.startswith("2"):
            context = {k: v for k, v in context.items() if k not in ONLY_IN_2}
        found["context"] = context
    return found


def _own_extensions(part: dict[str, Any]) -> dict[str, Any]:
    found = dict(part)
    ours = {
        iri: value
        for iri, value in found.pop("extensions", {}).items()
        if iri.startswith(extension_iri(""))
    }
    return {**found, "extensions": ours} if ours else found


def _with_references(
    target: ForwardTarget, tenant: object, value: Any
) -> dict[str, Any]:
    """References to other statements follow those under their names at the target."""
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]  # inside an object, whatever stands there
    if value.get("objectType") == "StatementRef":
        named = secret_uuid("forward-id", target.uuid, tenant, value["id"])
        return {**value, "id": str(named)}
    return {k: _with_references(target, tenant, v) for k, v in value.items()}


def behind(target: ForwardTarget) -> int:
    """How many statements, filtered or not, are after the cursor."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM xapi_statement WHERE (transaction, id) > (%s::xid8, %s)",
            [str(target.transaction), target.statement],
        )
        return int(cursor.fetchone()[0])
