"""What statements say of activities, put together for each tenant (Data 2.4.4.1)."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from elearning.xapi.models import ActivityDefinition
from elearning.xapi.validation.mentions import merged


def learn_definitions(
    *,
    tenant: uuid.UUID,
    said: Sequence[tuple[str, dict[str, Any]]],
    numbers: Mapping[str, int],
) -> None:
    """Add what is `said` (activity IRI, definition) to what the tenant knows, where it is new.

    Rows are written in the order of their ids, so that two batches cannot lock each other.
    """
    if not said:
        return
    rows = ActivityDefinition.objects.filter(
        tenant=tenant, activity_id__in={numbers[iri] for iri, _ in said}
    )
    known = dict(rows.values_list("activity_id", "definition"))
    learnt = dict(known)
    for iri, definition in said:
        learnt[numbers[iri]] = merged(learnt.get(numbers[iri], {}), definition)
    changed = {
        key: learnt[key] for key in sorted(learnt) if learnt[key] != known.get(key)
    }
    if changed:
        ActivityDefinition.objects.bulk_create(
            [
                ActivityDefinition(
                    tenant=tenant, activity_id=key, definition=definition
                )
                for key, definition in changed.items()
            ],
            update_conflicts=True,
            update_fields=["definition"],
            unique_fields=["tenant", "activity_id"],
        )
