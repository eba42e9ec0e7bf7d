"""The parts of a statement besides the people in it (xAPI Data 2.4; 2.0: 4.2)."""

from datetime import MAXYEAR, UTC, datetime
from typing import Any

from elearning.xapi.validation.errors import Invalid
from elearning.xapi.validation.parties import agent, group, party
from elearning.xapi.validation.shapes import (
    Check,
    boolean,
    listing,
    number,
    one_of,
    record,
    text,
    whole,
)
from elearning.xapi.validation.words import (
    TIMESTAMP,
    duration,
    extensions,
    iri,
    language,
    language_map,
    media_type,
    sha2,
    uuid,
)

# Which lists of components belong to which kind of interaction (Data 2.4.4.1, table of components).
COMPONENTS = {
    "choice": {"choices"},
    "sequencing": {"choices"},
    "likert": {"scale"},
    "matching": {"source", "target"},
    "performance": {"steps"},
}
LISTS = ("choices", "scale", "source", "target", "steps")
INTERACTIONS = (
    *("true-false", "choice", "fill-in", "long-fill-in", "matching", "performance"),
    *("sequencing", "likert", "numeric", "other"),
)
ROLES = ("parent", "grouping", "category", "other")


# --- Verb and Activity -----------------------------------------------------------------------------
def _fits_interaction(definition: dict[str, Any]) -> None:
    """Components and a pattern of responses only with the interaction they belong to."""
    kind = definition.get("interactionType")
    if "correctResponsesPattern" in definition and kind is None:
        raise Invalid("correctResponsesPattern needs an interactionType")
    allowed = COMPONENTS.get(kind or "", set())
    for name in LISTS:
        if name not in definition:
            continue
        if name not in allowed:
            raise Invalid(f"{name} does not belong to this interactionType", f"/{name}")
        components = definition[name]
        if len({component["id"] for component in components}) < len(components):
            raise Invalid("the ids of components differ", f"/{name}")


verb = record({"id": iri, "display": language_map}, required=("id",))
_component = record({"id": text, "description": language_map}, required=("id",))
_definition = record(
    {
        "name": language_map,
        "description": language_map,
        "type": iri,
        "moreInfo": iri,
        "extensions": extensions,
        "interactionType": one_of(*INTERACTIONS),
        "correctResponsesPattern": listing(text),
        **dict.fromkeys(LISTS, listing(_component)),
    },
    then=_fits_interaction,
)
activity = record(
    {"objectType": one_of("Activity"), "id": iri, "definition": _definition},
    required=("id",),
)
statement_ref = record(
    {"objectType": one_of("StatementRef"), "id": uuid}, required=("objectType", "id")
)


# --- Result ----------------------------------------------------------------------------------------
def _in_order(score: dict[str, Any]) -> None:
    """Scaled from -1 to 1; raw between min and max; min below max (Data 2.4.5.1)."""
    if not -1 <= score.get("scaled", 0) <= 1:
        raise Invalid("scaled is from -1 to 1", "/scaled")
    low, high = score.get("min", float("-inf")), score.get("max", float("inf"))
    if low >= high:
        raise Invalid("min is less than max")
    if "raw" in score and not low <= score["raw"] <= high:
        raise Invalid("raw is between min and max", "/raw")


_score = record(dict.fromkeys(("scaled", "raw", "min", "max"), number), then=_in_order)
result = record(
    {
        "score": _score,
        "success": boolean,
        "completion": boolean,
        "response": text,
        "duration": duration,
        "extensions": extensions,
    }
)


# --- Context ---------------------------------------------------------------------------------------
_activities = listing(activity)


def _one_or_more(value: Any) -> None:
    """One Activity may stand without a list (Data 2.4.6.2)."""
    (_activities if isinstance(value, list) else activity)(value)


def _some(value: Any) -> None:
    listing(iri)(value)
    if not value:
        raise Invalid("relevantTypes is not empty")


def _related(kind: str, name: str, who: Check) -> Check:
    """One of contextAgents or contextGroups (2.0 4.2.2.5)."""
    fields = {"objectType": one_of(kind), name: who, "relevantTypes": _some}
    return record(fields, required=("objectType", name))


_context = {
    "registration": uuid,
    "instructor": party,
    "team": group,
    "contextActivities": record(dict.fromkeys(ROLES, _one_or_more)),
    "revision": text,
    "platform": text,
    "language": language,
    "statement": statement_ref,
    "extensions": extensions,
}
_context_of_two = {
    **_context,
    "contextAgents": listing(_related("contextAgent", "agent", agent)),
    "contextGroups": listing(_related("contextGroup", "group", group)),
}
contexts = {1: record(_context), 2: record(_context_of_two)}


# --- Attachment and time ---------------------------------------------------------------------------
attachment = record(
    {
        "usageType": iri,
        "display": language_map,
        "description": language_map,
        "contentType": media_type,
        "length": whole,
        "sha2": sha2,
        "fileUrl": iri,
    },
    required=("usageType", "display", "contentType", "length", "sha2"),
)


def timestamp(value: Any) -> None:
    """A moment by ISO 8601 (Data 4.5)."""
    if value.__class__ is not str or TIMESTAMP.match(value) is None:
        raise Invalid("Expected an ISO 8601 timestamp")
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        moment(value, "")
    else:
        # At both ends of time an offset leads out of it.
        if not 1 < found.year < MAXYEAR:
            moment(value, "")


def timestamp_of_two(value: Any) -> None:
    """As RFC 3339 wants it: with an offset."""
    timestamp(value)
    if value[-1] not in "Zz" and value[-6] not in "+-":
        raise Invalid("RFC 3339 wants an offset")


timestamps = {1: timestamp, 2: timestamp_of_two}


def moment(text: str, pointer: str) -> datetime:
    """The instant that a timestamp names; without an offset it is UTC. Raises `Invalid`."""
    try:
        found = datetime.fromisoformat(text.upper().replace(",", "."))
    except ValueError:
        raise Invalid("this is no date and time", pointer) from None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        raise Invalid("this is no date and time", pointer) from None
