"""The types of activity, loaded from data."""

from typing import Any

from django.db import transaction

from elearning.network.enums import FieldKind
from elearning.network.models import ActivityType

# Its extra fields are the case form's own; in the activity they would outlive the 14 days.
CASE_MEETING = "casuistiekoverleg"
# The number of those present has a column of its own.
HEAD_COUNT = "aanwezigen"
LENGTHS = {FieldKind.TEXT: 200, FieldKind.LONG_TEXT: 1200}


@transaction.atomic
def load_activity_types(data: dict[str, Any]) -> int:
    """Make or refresh the types of `modules/curriculum/network/activity_types.yaml`.

    `data` is the whole file as read. Gives the number of types; the same again changes nothing.
    Raises KeyError or ValueError, naming what, for a file that does not hold together.
    """
    for position, entry in enumerate(data["activity_types"]):
        ActivityType.objects.update_or_create(
            code=entry["code"], defaults=_fields(entry, position)
        )
    return len(data["activity_types"])


def _fields(entry: dict[str, Any], position: int) -> dict[str, Any]:
    takes_cases = entry["code"] == CASE_MEETING
    extra = [] if takes_cases else entry.get("extra_fields", [])
    return {
        "name": entry["name"],
        "goal": entry["goal"],
        "minutes": entry["minutes"],
        "roles": [
            {"name": role["name"], "is_key_person": role.get("paid", False)}
            for role in entry["roles"]
        ],
        "agenda": [_agenda_item(item) for item in entry["agenda"]],
        "fields": [_field(field) for field in extra if field["code"] != HEAD_COUNT],
        "follow_up": [
            {"what": step["what"], "after_days": step.get("after_days")}
            for step in entry.get("follow_up", [])
        ],
        "source_codes": entry.get("sources", []),
        "sensitive_default": entry.get("sensitive_default", False),
        "names_attendance": entry.get("attendance_by_name", True),
        "takes_case_forms": takes_cases,
        "position": position,
    }


def _agenda_item(item: dict[str, Any]) -> dict[str, Any]:
    is_break = item.get("is_break", item["item"].casefold() == "pauze")
    return {"item": item["item"], "minutes": item["minutes"], "is_break": is_break}


def _field(field: dict[str, Any]) -> dict[str, Any]:
    kind = FieldKind(field["kind"])
    options = field.get("options", [])
    # A choice without options is filled in by hand: a line of text.
    if kind == FieldKind.CHOICE and not options:
        kind = FieldKind.TEXT
    return {
        "code": field["code"],
        "name": field["name"],
        "kind": kind.value,
        "max": field.get("max", LENGTHS.get(kind, 600)),
        "options": options,
    }
