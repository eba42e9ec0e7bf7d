"""Who and what a valid statement mentions: by this it is found again (Communication 2.1.3)."""

from dataclasses import dataclass, field
from typing import Any

from elearning.xapi.validation.parties import ifi_of
from elearning.xapi.validation.parts import ROLES
from elearning.xapi.validation.statements import VOIDED


@dataclass(slots=True)
class Mentions:
    """Identifiers of agents (`ifi_of`) and of activities, and what the statement says of the latter.

    `agents` and `activities` are what a plain query looks at: actor and object, with the members
    of Groups. The `other_` ones are looked at for `related_agents` and `related_activities`.
    """

    verb: str
    activity: str | None = None
    agents: set[str] = field(default_factory=set)
    other_agents: set[str] = field(default_factory=set)
    activities: set[str] = field(default_factory=set)
    other_activities: set[str] = field(default_factory=set)
    definitions: dict[str, dict[str, Any]] = field(default_factory=dict)
    target: str | None = None
    voids: bool = False

    @property
    def all_agents(self) -> set[str]:
        return self.agents | self.other_agents

    @property
    def all_activities(self) -> set[str]:
        return self.activities | self.other_activities


def mentions_of(statement: dict[str, Any]) -> Mentions:
    """What the valid `statement` mentions, its authority included."""
    found = Mentions(verb=statement["verb"]["id"])
    _add_party(statement["actor"], found.agents)
    thing = statement["object"]
    kind = thing.get("objectType", "Activity")
    if kind == "Activity":
        found.activity = thing["id"]
        _add_activity(thing, found.activities, found)
    elif kind in {"Agent", "Group"}:
        _add_party(thing, found.agents)
    elif kind == "StatementRef":
        found.target = thing["id"].lower()
        found.voids = found.verb == VOIDED
    else:
        _add_substatement(thing, found)
    _add_context(statement.get("context", {}), found)
    if "authority" in statement:
        _add_party(statement["authority"], found.other_agents)
    found.other_agents -= found.agents
    found.other_activities -= found.activities
    return found


def _add_substatement(sub: dict[str, Any], found: Mentions) -> None:
    _add_party(sub["actor"], found.other_agents)
    thing = sub["object"]
    kind = thing.get("objectType", "Activity")
    if kind == "Activity":
        _add_activity(thing, found.other_activities, found)
    elif kind in {"Agent", "Group"}:
        _add_party(thing, found.other_agents)
    _add_context(sub.get("context", {}), found)


def _add_context(context: dict[str, Any], found: Mentions) -> None:
    for name in ("instructor", "team"):
        if name in context:
            _add_party(context[name], found.other_agents)
    for one in context.get("contextAgents", ()):
        _add_party(one["agent"], found.other_agents)
    for one in context.get("contextGroups", ()):
        _add_party(one["group"], found.other_agents)
    for role in ROLES:
        listed = context.get("contextActivities", {}).get(role, ())
        for activity in [listed] if isinstance(listed, dict) else listed:
            _add_activity(activity, found.other_activities, found)


def _add_party(party: dict[str, Any], agents: set[str]) -> None:
    ifi = ifi_of(party)
    if ifi is not None:
        agents.add(ifi)
    for member in party.get("member", ()):
        _add_party(member, agents)


def _add_activity(
    activity: dict[str, Any], activities: set[str], found: Mentions
) -> None:
    activities.add(activity["id"])
    if "definition" in activity:
        known = found.definitions.get(activity["id"], {})
        found.definitions[activity["id"]] = merged(known, activity["definition"])


def merged(known: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """`known` with what is `said` over it; names and descriptions language by language."""
    result = {**known, **said}
    for name in ("name", "description", "extensions"):
        if name in known and name in said:
            result[name] = {**known[name], **said[name]}
    return result
