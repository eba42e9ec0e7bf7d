"""The credential behind a key. One that is revoked is out at once: it is looked up at every call.

Or it is remembered, for the call that lets the database look with the same question with which it
does its work (ADR 0049).
"""

from django.db import (
    DEFAULT_DB_ALIAS,
    InterfaceError,
    OperationalError,
    connection,
)

from elearning.core import clock
from elearning.core.database import bound_cursor
from elearning.xapi.models import Credential

MOST_REMEMBERED = 1_000
NAMES = [field.attname for field in Credential._meta.concrete_fields]
FIND = (
    f"SELECT xmin::text || ctid::text, {', '.join(str(field.column) for field in Credential._meta.concrete_fields)}"  # noqa: S608
    " FROM xapi_credential WHERE key = %s AND revoked_at IS NULL"
)


def credential_with(key: str) -> Credential | None:
    """The credential with `key` that was not revoked, whether or not its days are over.

    In SQL of its own: the same by the ORM took a quarter of the time of storing a statement. It is
    the first query of a call, so it is also what finds out whether the connection still works; the
    `SELECT 1` that Django would send before it was one question in four to the database.
    """
    connection.health_check_done = True  # type: ignore[attr-defined]  # not in the stubs
    try:
        row = _row_of(key)
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block:
            raise
        connection.close()
        row = _row_of(key)
    if row is None:
        _remembered.pop(key, None)
        return None
    seen, *values = row
    _remember(key, str(seen), values)
    return Credential.from_db(DEFAULT_DB_ALIAS, NAMES, values)


def remembered(key: str) -> Credential | None:
    """As `credential_with` found it last in this process: it may have been changed or revoked since.

    Its `seen` is set; only for who asks the database whether that still holds.
    """
    return _remembered.get(key)


# Read by all threads and never changed: what is new takes the place of what was.
_remembered: dict[str, Credential] = {}


def _remember(key: str, seen: str, values: list[object]) -> None:
    known = _remembered.get(key)
    if known is not None and known.seen == seen:
        return
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    one = Credential.from_db(DEFAULT_DB_ALIAS, NAMES, values)
    one.seen = seen
    _remembered[key] = one


def _row_of(key: str) -> tuple[object, ...] | None:
    with bound_cursor() as cursor:
        cursor.execute(FIND, [key])
        row: tuple[object, ...] | None = cursor.fetchone()
        return row


def all_origins() -> set[str]:
    """The sites of all credentials that are valid today. One query."""
    valid = Credential.objects.filter(revoked_at=None).exclude(
        expires_on__lt=clock.today()
    )
    named = valid.exclude(origins=[]).values_list("origins", flat=True)
    return {origin for origins in named for origin in origins}
