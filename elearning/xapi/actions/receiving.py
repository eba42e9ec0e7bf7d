"""Statements from outside: all of a batch or nothing."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import msgspec
from django.db import transaction

from elearning.core import clock
from elearning.xapi.actions.attachments import keep_attachments, name_attachments
from elearning.xapi.actions.completing import complete
from elearning.xapi.actions.pseudonymising import pseudonymised, refuse_signed
from elearning.xapi.actions.storing import Prepared, store
from elearning.xapi.exceptions import Conflict, NotLookedUp, Refused
from elearning.xapi.models import Credential, Statement, StatementId
from elearning.xapi.queries import keys
from elearning.xapi.rules import check_statement_of
from elearning.xapi.validation import Invalid, check_statement, decode
from elearning.xapi.validation.attachments import attachments_in, check_attachments
from elearning.xapi.validation.errors import placed
from elearning.xapi.validation.multipart import Part
from elearning.xapi.validation.parts import moment
from elearning.xapi.validation.sameness import says_the_same

MOST = 1_000
raws = msgspec.json.Decoder(list[msgspec.Raw])
Placed = list[tuple[str, dict[str, Any]]]


def receive_statements(
    *,
    by: Credential,
    raw: bytes,
    parts: Mapping[str, Part],
    major: int,
    only: uuid.UUID | None = None,
    new_id: Callable[[], uuid.UUID] = uuid.uuid4,
) -> list[uuid.UUID]:
    """Validate and store the statement or statements in `raw`; gives their ids in that order.

    `parts` are the attachments by SHA-2. With `only`, `raw` is the one statement of that id; a
    single one without an id gets a `new_id`, so that answering a call again stores nothing twice. What
    the tenant has already is not stored again. Raises Invalid, Conflict when an id is taken by
    another statement, and Refused for a batch too large; then nothing is stored. By a credential
    that is remembered (`seen`) it stores one statement that names what is known, or raises
    NotLookedUp.
    """
    value = decode(raw)
    many = isinstance(value, list) and only is None
    statements = _placed(value, many=many)
    for pointer, statement in statements:
        with placed(pointer):
            check_statement(statement, major)
            check_statement_of(by, statement)
    if only is not None:
        _set_id(statements[0][1], only)
    _check_ids(statements)
    if len(statements) == 1 and "id" not in statements[0][1]:
        statements[0][1]["id"] = str(new_id())
    could_be_half = _could_be_half(statements)
    if could_be_half and by.seen is not None:
        raise NotLookedUp
    if by.pseudonymises:
        for pointer, statement in statements:
            refuse_signed(statement, pointer)
    check_attachments(statements, parts)
    texts = raws.decode(raw) if many else [msgspec.Raw(raw)]
    if by.pseudonymises:
        statements, texts = _pseudonymised(by, statements, texts)
    stored = keys.stored_moment(clock.now())
    prepared = [
        complete(bytes(text), statement, by=by, stored=stored, major=major)
        for text, (_, statement) in zip(texts, statements, strict=True)
    ]
    with transaction.atomic() if could_be_half else nullcontext():
        keep_attachments(tenant=by.tenant, parts=parts)
        made = store(
            prepared,
            tenant=by.tenant,
            credential_id=by.pk,
            stored=stored,
            seen=by.seen,
        )
        name_attachments(tenant=by.tenant, made=_new(prepared, statements, made))
        _check_known(by.tenant, prepared, statements, made)
    return [one.uuid for one in prepared]


def _pseudonymised(
    by: Credential, statements: Placed, texts: list[msgspec.Raw]
) -> tuple[Placed, list[msgspec.Raw]]:
    found = [
        pseudonymised(by, statement, bytes(text))
        for (_, statement), text in zip(statements, texts, strict=True)
    ]
    places = [pointer for pointer, _ in statements]
    changed = list(zip(places, [one for one, _ in found], strict=True))
    return changed, [msgspec.Raw(text) for _, text in found]


def _placed(value: Any, *, many: bool) -> Placed:
    found = value if many else [value]
    if len(found) > MOST:
        raise Refused(413, f"at most {MOST} statements at once")
    return [(f"/{number}" if many else "", one) for number, one in enumerate(found)]


def _could_be_half(statements: Placed) -> bool:
    """One statement by itself is there or not; a second one or an attachment makes it two things."""
    return len(statements) > 1 or any(
        True for _, one in statements for _ in attachments_in(one)
    )


def _set_id(statement: dict[str, Any], only: uuid.UUID) -> None:
    """A PUT names the id in its address; the statement may name it as well (2.1.1)."""
    if "id" in statement and uuid.UUID(statement["id"]) != only:
        raise Invalid("this is not the statementId of the address", "/id")
    statement.setdefault("id", str(only))


def _check_ids(statements: Placed) -> None:
    """No id twice in a batch (2.0 4.1.6.1; in 1.0.3 nothing says which of the two would count)."""
    seen = set()
    for pointer, statement in statements:
        if (found := statement.get("id", "").lower()) in seen:
            raise Invalid("this id stands twice in the batch", f"{pointer}/id")
        if found:
            seen.add(found)


def _new(
    prepared: Sequence[Prepared], statements: Placed, made: Mapping[uuid.UUID, int]
) -> list[tuple[int, dict[str, Any]]]:
    """Each statement that was not here, with its key."""
    return [
        (made[one.uuid], statement)
        for one, (_, statement) in zip(prepared, statements, strict=True)
        if one.uuid in made
    ]


def _check_known(
    tenant: uuid.UUID,
    prepared: Sequence[Prepared],
    statements: Placed,
    made: Mapping[uuid.UUID, int],
) -> None:
    """What was here already says the same, or the whole batch is refused (Data 2.3.1)."""
    known = {
        one.uuid: (statement, one.body)
        for one, (_, statement) in zip(prepared, statements, strict=True)
        if one.uuid not in made
    }
    if not known:
        return
    found = StatementId.objects.filter(tenant=tenant, uuid__in=known)
    rows = Statement.objects.filter(pk__in=found.values("statement"))
    for statement_id, body in rows.values_list("uuid", "body"):
        sent, completed = known[statement_id]
        kept = msgspec.json.decode(body)
        same_time = "timestamp" not in sent or (
            moment(sent["timestamp"], "") == moment(kept["timestamp"], "")
        )
        if not (same_time and says_the_same(kept, msgspec.json.decode(completed))):
            raise Conflict(f"there is another statement with the id {statement_id}")
