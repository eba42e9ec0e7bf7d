"""The parameters of a statements query, read strictly (Communication 2.1.3)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elearning.xapi.queries.keys import LAST_KEY
from elearning.xapi.validation import Invalid, parse_agent
from elearning.xapi.validation.parts import moment
from elearning.xapi.validation.words import IRI, TIMESTAMP, UUID

MOST = 100
SINGLE = {"statementId", "voidedStatementId"}
SHAPING = {"format", "attachments"}
FILTERS = {
    "agent",
    "verb",
    "activity",
    "registration",
    "related_activities",
    "related_agents",
    "since",
    "until",
    "limit",
    "ascending",
}
DIGITS = 19  # of the largest key
CURSOR = "from"  # ours, in `more`
FORMATS = {"ids", "exact", "canonical"}


@dataclass(frozen=True, slots=True)
class StatementQuery:
    """A query, parsed. `cursor` is the key of the last statement of the page before."""

    statement_id: uuid.UUID | None = None
    voided_id: uuid.UUID | None = None
    agent: dict[str, Any] | None = None
    verb: str | None = None
    activity: str | None = None
    registration: uuid.UUID | None = None
    related_activities: bool = False
    related_agents: bool = False
    since: datetime | None = None
    until: datetime | None = None
    limit: int = MOST
    ascending: bool = False
    attachments: bool = False
    format: str = "exact"
    cursor: int | None = None


def parse_query(given: Mapping[str, str]) -> StatementQuery:
    """The query in `given`. Raises `Invalid` for an unknown parameter, a wrong value or mixture."""
    check_known(given, SINGLE | SHAPING | FILTERS | {CURSOR})
    single = SINGLE & given.keys()
    if single and (len(single) > 1 or given.keys() - single - SHAPING):
        raise Invalid("an id goes with format and attachments only", f"/{min(single)}")
    shape = given.get("format", "exact")
    if shape not in FORMATS:
        raise Invalid("format is ids, exact or canonical", "/format")
    return StatementQuery(
        statement_id=optional_uuid(given, "statementId"),
        voided_id=optional_uuid(given, "voidedStatementId"),
        agent=parse_agent(given["agent"]) if "agent" in given else None,
        verb=optional_iri(given, "verb"),
        activity=optional_iri(given, "activity"),
        registration=optional_uuid(given, "registration"),
        related_activities=_boolean(given, "related_activities"),
        related_agents=_boolean(given, "related_agents"),
        since=optional_moment(given, "since"),
        until=optional_moment(given, "until"),
        limit=_limit(given),
        ascending=_boolean(given, "ascending"),
        attachments=_boolean(given, "attachments"),
        format=shape,
        cursor=min(_whole(given, CURSOR), LAST_KEY) if CURSOR in given else None,
    )


def check_known(given: Mapping[str, str], known: set[str]) -> None:
    """Refuses what is not a parameter, also by its case (XAPI-00334)."""
    unknown = sorted(given.keys() - known)
    if unknown:
        raise Invalid(f"unknown parameter: {', '.join(unknown)}")


def optional_uuid(given: Mapping[str, str], name: str) -> uuid.UUID | None:
    if name not in given:
        return None
    if not UUID.match(given[name]):
        raise Invalid(f"{name} must be a UUID", f"/{name}")
    return uuid.UUID(given[name])


def optional_iri(given: Mapping[str, str], name: str) -> str | None:
    if name in given and not IRI.match(given[name]):
        raise Invalid(f"{name} must be an IRI", f"/{name}")
    return given.get(name)


def optional_moment(given: Mapping[str, str], name: str) -> datetime | None:
    if name not in given:
        return None
    reason = f"{name} must be an ISO 8601 timestamp"
    if not TIMESTAMP.match(given[name]):
        raise Invalid(reason, f"/{name}")
    try:
        return moment(given[name], f"/{name}")
    except Invalid:
        raise Invalid(reason, f"/{name}") from None


def _whole(given: Mapping[str, str], name: str) -> int:
    value = given[name]
    if not (value.isascii() and value.isdigit() and len(value) <= DIGITS):
        raise Invalid(f"{name} must be a whole number", f"/{name}")
    return int(value)


def _limit(given: Mapping[str, str]) -> int:
    if "limit" not in given:
        return MOST
    return min(_whole(given, "limit") or MOST, MOST)


def _boolean(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "false")
    if value not in {"true", "false"}:
        raise Invalid(f"{name} must be true or false", f"/{name}")
    return value == "true"
