"""Reading statements back: the query forms of the specification that we serve so far."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

from elearning.xapi.models import Statement

MOST = 100
PARAMETERS = {
    "statementId",
    "verb",
    "activity",
    "registration",
    "since",
    "until",
    "limit",
    "ascending",
    "from",
}


class BadQueryError(ValueError):
    """A parameter of a statements query is unknown or makes no sense; the message names it."""


@dataclass(frozen=True)
class StatementPage:
    """Bodies exactly as stored, and the cursor of the next page when there is one."""

    bodies: list[str]
    next_cursor: int | None


def statement_by_id(tenant: uuid.UUID, statement_id: str) -> str | None:
    """The body of one statement of `tenant`, or None. Raises BadQueryError for an id that is no UUID."""
    found = Statement.objects.filter(
        tenant=tenant, uuid=_uuid("statementId", statement_id)
    )
    return found.values_list("body", flat=True).first()


def statements(tenant: uuid.UUID, parameters: Mapping[str, str]) -> StatementPage:
    """A page of statements of `tenant`, newest stored first unless `ascending` is true.

    `parameters` are those of xAPI 4.1.6.1 (Data 2.0: 4.2) in PARAMETERS; `from` is our cursor.
    Raises BadQueryError.
    """
    ascending = _boolean(parameters, "ascending")
    limit = _limit(parameters.get("limit", "0"))
    found = _filtered(Statement.objects.filter(tenant=tenant), parameters)
    if "from" in parameters:
        cursor = _whole("from", parameters["from"])
        found = (
            found.filter(id__gt=cursor) if ascending else found.filter(id__lt=cursor)
        )
    rows = list(
        found.order_by("id" if ascending else "-id").values_list("id", "body")[
            : limit + 1
        ]
    )
    more = len(rows) > limit
    return StatementPage(
        [body for _, body in rows[:limit]], rows[limit - 1][0] if more else None
    )


def _filtered(
    found: QuerySet[Statement], parameters: Mapping[str, str]
) -> QuerySet[Statement]:
    unknown = set(parameters) - PARAMETERS
    if unknown:
        raise BadQueryError(f"unknown parameter: {', '.join(sorted(unknown))}")
    if "verb" in parameters:
        found = found.filter(verb__iri=parameters["verb"])
    if "activity" in parameters:
        found = found.filter(activity__iri=parameters["activity"])
    if "registration" in parameters:
        found = found.filter(
            registration=_uuid("registration", parameters["registration"])
        )
    if "since" in parameters:
        found = found.filter(stored__gt=_moment("since", parameters["since"]))
    if "until" in parameters:
        found = found.filter(stored__lte=_moment("until", parameters["until"]))
    return found


def _uuid(name: str, value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError:
        raise BadQueryError(f"{name} must be a UUID") from None


def _moment(name: str, value: str) -> datetime:
    try:
        moment = parse_datetime(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadQueryError(f"{name} must be an ISO 8601 timestamp with a time zone")
    return moment


def _whole(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        raise BadQueryError(f"{name} must be a whole number")
    return int(value)


def _limit(value: str) -> int:
    return min(_whole("limit", value) or MOST, MOST)


def _boolean(parameters: Mapping[str, str], name: str) -> bool:
    value = parameters.get(name, "false")
    if value not in {"true", "false"}:
        raise BadQueryError(f"{name} must be true or false")
    return value == "true"
