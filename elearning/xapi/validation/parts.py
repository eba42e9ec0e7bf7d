"""What holds between the parts of a statement, beyond their shapes."""

from datetime import UTC, datetime

from msgspec import UNSET, UnsetType

from elearning.xapi.validation.errors import Invalid
from elearning.xapi.validation.parties import check_agent, check_party
from elearning.xapi.validation.structs import (
    Activity,
    Component,
    Context,
    Context2,
    Definition,
    Result,
    Score,
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


def check_activity(activity: Activity, pointer: str) -> None:
    if activity.definition is not UNSET:
        check_definition(activity.definition, f"{pointer}/definition")


def check_definition(definition: Definition, pointer: str) -> None:
    """Components and a pattern of responses only with the interaction they belong to."""
    kind = definition.interactionType
    if definition.correctResponsesPattern is not UNSET and kind is UNSET:
        raise Invalid("correctResponsesPattern needs an interactionType", pointer)
    allowed = COMPONENTS.get(kind, set()) if isinstance(kind, str) else set()
    for name in LISTS:
        components: list[Component] | UnsetType = getattr(definition, name)
        if components is UNSET:
            continue
        if name not in allowed:
            raise Invalid(
                f"{name} does not belong to this interactionType", f"{pointer}/{name}"
            )
        if len({component.id for component in components}) < len(components):
            raise Invalid("the ids of components differ", f"{pointer}/{name}")


def check_result(result: Result, pointer: str) -> None:
    if result.score is not UNSET:
        check_score(result.score, f"{pointer}/score")


def check_score(score: Score, pointer: str) -> None:
    """Scaled from -1 to 1; raw between min and max; min below max (Data 2.4.5.1)."""
    if score.scaled is not UNSET and not -1 <= score.scaled <= 1:
        raise Invalid("scaled is from -1 to 1", f"{pointer}/scaled")
    low = score.min if score.min is not UNSET else float("-inf")
    high = score.max if score.max is not UNSET else float("inf")
    if low >= high:
        raise Invalid("min is less than max", pointer)
    if score.raw is not UNSET and not low <= score.raw <= high:
        raise Invalid("raw is between min and max", f"{pointer}/raw")


def check_context(context: Context, pointer: str, *, of_activity: bool) -> None:
    """Revision and platform only with an Activity; a team is a Group (Data 2.4.6)."""
    if not of_activity and (
        context.revision is not UNSET or context.platform is not UNSET
    ):
        raise Invalid("revision and platform belong to an Activity only", pointer)
    if context.instructor is not UNSET:
        check_party(context.instructor, f"{pointer}/instructor")
    if context.team is not UNSET:
        if context.team.objectType != "Group":
            raise Invalid("a team is a Group", f"{pointer}/team")
        check_party(context.team, f"{pointer}/team")
    if context.contextActivities is not UNSET:
        _check_context_activities(context, f"{pointer}/contextActivities")
    if isinstance(context, Context2):
        _check_contexts_of_two(context, pointer)


def _check_context_activities(context: Context, pointer: str) -> None:
    for name in ("parent", "grouping", "category", "other"):
        found = getattr(context.contextActivities, name)
        if found is UNSET:
            continue
        for activity in [found] if isinstance(found, Activity) else found:
            check_activity(activity, f"{pointer}/{name}")


def _check_contexts_of_two(context: Context2, pointer: str) -> None:
    """2.0 4.2.2.5: contextAgents and contextGroups; relevantTypes is not empty."""
    for number, one in enumerate(context.contextAgents or []):
        place = f"{pointer}/contextAgents/{number}"
        check_agent(one.agent, f"{place}/agent")
        _check_types(one.relevantTypes, place)
    for number, other in enumerate(context.contextGroups or []):
        place = f"{pointer}/contextGroups/{number}"
        if other.group.objectType != "Group":
            raise Invalid("this is a Group", f"{place}/group")
        check_party(other.group, f"{place}/group")
        _check_types(other.relevantTypes, place)


def _check_types(types: object, pointer: str) -> None:
    if types == []:
        raise Invalid("relevantTypes is not empty", f"{pointer}/relevantTypes")


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
