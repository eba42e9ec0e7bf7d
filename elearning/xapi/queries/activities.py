"""What is known of an activity (Communication 2.5)."""

from typing import Any

from elearning.xapi.models import ActivityDefinition
from elearning.xapi.queries.readers import Reader


def activity(reader: Reader, iri: str) -> dict[str, Any]:
    """The activity with all the tenant knows of it; of an unknown one only its id."""
    found = ActivityDefinition.objects.filter(tenant=reader.tenant, activity__iri=iri)
    definition = found.values_list("definition", flat=True).first()
    known = {"objectType": "Activity", "id": iri}
    return {**known, "definition": definition} if definition else known


def definitions(reader: Reader, iris: set[str]) -> dict[str, dict[str, Any]]:
    """What the tenant knows of each activity, by its IRI."""
    rows = ActivityDefinition.objects.filter(
        tenant=reader.tenant, activity__iri__in=iris
    )
    return dict(rows.values_list("activity__iri", "definition"))
