"""What statements say of activities, put together for each tenant (Data 2.4.4.1)."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from elearning.xapi.models import ActivityDefinition
from elearning.xapi.validation.mentions import merged

Definitions = dict[int, dict[str, Any]]


def learnt(
    said: Sequence[tuple[str, dict[str, Any]]],
    known: Definitions,
    numbers: Mapping[str, int],
) -> Definitions:
    """What is new in what is `said` (activity IRI, definition), put over what is `known`."""
    together = dict(known)
    for iri, definition in said:
        key = numbers[iri]
        together[key] = merged(together.get(key, {}), definition)
    return {key: one for key, one in together.items() if one != known.get(key)}


def keep_definitions(*, tenant: uuid.UUID, definitions: Definitions) -> None:
    """What the tenant knows of activities from now on, by their ids.

    Rows are written in the order of their ids, so that two batches cannot lock each other.
    """
    ActivityDefinition.objects.bulk_create(
        [
            ActivityDefinition(tenant=tenant, activity_id=key, definition=one)
            for key, one in sorted(definitions.items())
        ],
        update_conflicts=True,
        update_fields=["definition"],
        unique_fields=["tenant", "activity_id"],
    )
