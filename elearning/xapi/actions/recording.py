"""Recording from inside: the only way our own statements come into the store."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection

from elearning.core import clock
from elearning.core.ids import secret_uuid
from elearning.xapi import vocabulary
from elearning.xapi.actions.storing import Prepared, store
from elearning.xapi.models import Statement
from elearning.xapi.queries import keys
from elearning.xapi.statements import (
    PLATFORM_TENANT,
    Event,
    Item,
    activity_iri,
    cohort_type,
    extension_iri,
)
from elearning.xapi.validation.mentions import mentions_of

encoder = msgspec.json.Encoder()


def record(event: Event) -> Statement | None:
    """Store `event` in the caller's transaction, once.

    The statement's id is derived from what happened, so recording the same event twice stores it
    once; the second call gives None. Must run inside `transaction.atomic`, so that a statement
    never says more than the progress it describes. Raises RuntimeError outside a transaction.
    """
    return next(iter(record_all([event])), None)


def record_all(events: Sequence[Event]) -> list[Statement]:
    """As `record`, of what happened together: two queries for a tenant, however many there are.

    Gives the statements that are new, in the order of `events`.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(
            "record() belongs in the transaction of the progress it describes"
        )
    stored = keys.stored_moment(clock.now())
    made: dict[UUID, int] = {}
    prepared = [(event.speaker.tenant, _prepared(event, stored)) for event in events]
    for tenant in dict.fromkeys(tenant for tenant, _one in prepared):
        # The same event twice is one statement.
        theirs = {one.uuid: one for of, one in prepared if of == tenant}
        made |= store(
            list(theirs.values()), tenant=tenant, credential_id=None, stored=stored
        )
    # The rest of a row is read when it is asked for, which the platform itself never does.
    return [
        Statement.from_db(None, ["id", "uuid"], (made[one], one))
        for one in dict.fromkeys(one.uuid for _tenant, one in prepared)
        if one in made
    ]


def _prepared(event: Event, stored: datetime) -> Prepared:
    statement_id = secret_uuid(
        event.kind, event.speaker.registration, event.object.code, event.attempt
    )
    statement = _statement(event, str(statement_id), stored)
    return Prepared(
        uuid=statement_id,
        actor=event.speaker.actor,
        registration=str(event.speaker.registration),
        timestamp=event.timestamp(),
        body=encoder.encode(statement),
        mentions=mentions_of(statement),
    )


def _statement(event: Event, statement_id: str, stored: datetime) -> dict[str, Any]:
    verb = event.verb_iri()
    return {
        "id": statement_id,
        "version": "1.0.3",
        "actor": {
            "objectType": "Agent",
            "account": {
                "homePage": settings.SITE_URL,
                "name": str(event.speaker.actor),
            },
        },
        "verb": {"id": verb, "display": {"en": vocabulary.VERB_NAMES[verb]}},
        "object": _activity(event.object, event.description()),
        **({"result": result} if (result := event.result()) else {}),
        "context": _context(event),
        "timestamp": _instant(event.timestamp()),
        "stored": _instant(stored),
        "authority": {
            "objectType": "Agent",
            "account": {"homePage": settings.SITE_URL, "name": str(PLATFORM_TENANT)},
        },
    }


def _activity(
    item: Item, description: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": item.iri,
        "definition": {"type": item.type, **description},
    }


def _context(event: Event) -> dict[str, Any]:
    speaker = event.speaker
    activities: dict[str, Any] = {}
    if event.parent is not None:
        activities["parent"] = [_activity(event.parent)]
    grouping = [_activity(event.grouping)] if event.grouping is not None else []
    if speaker.cohort is not None:
        grouping.append(_activity(Item(f"cohorts/{speaker.cohort}", cohort_type())))
    if grouping:
        activities["grouping"] = grouping
    extensions = {
        extension_iri(one.name): activity_iri(f"{one.name}/{value}")
        for one in vocabulary.DIMENSIONS
        if (value := getattr(speaker, one.name.replace("-", "_")))
    }
    context: dict[str, Any] = {"registration": str(speaker.registration)}
    if activities:
        context["contextActivities"] = activities
    if extensions:
        context["extensions"] = extensions
    return context


def _instant(moment: datetime) -> str:
    return (
        moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )
