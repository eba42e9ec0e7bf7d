"""The formats of statements: as they are, only ids, or canonical (Communication 2.1.3)."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from elearning.xapi.queries.activities import definitions
from elearning.xapi.queries.readers import Reader
from elearning.xapi.resources.languages import chosen, preferences
from elearning.xapi.validation.parties import IFIS
from elearning.xapi.validation.parts import ROLES

COMPONENTS = ("choices", "scale", "source", "target", "steps")


def formatted(
    bodies: list[str], form: str, reader: Reader, headers: Mapping[str, str]
) -> list[str]:
    """The bodies in `form`; `exact` leaves the text alone."""
    if form == "exact":
        return bodies
    # From bytes: msgspec takes seven times as long for text.
    found = [msgspec.json.decode(body.encode()) for body in bodies]
    if form == "ids":
        shaped = [ids_only(one) for one in found]
    else:
        languages = preferences(headers.get("accept-language", ""))
        named = {iri for one in found for iri in _activities(one)}
        known = {
            iri: _definition(said, languages)
            for iri, said in definitions(reader, named).items()
        }
        shaped = [canonical(one, known, languages) for one in found]
    return [msgspec.json.encode(one).decode() for one in shaped]


def ids_only(said: dict[str, Any]) -> dict[str, Any]:
    """Agents, verbs and activities reduced to what identifies them."""
    result = {
        **said,
        "verb": {"id": said["verb"]["id"]},
        "object": _object_id(said["object"]),
    }
    for name in ("actor", "authority"):
        if name in said:
            result[name] = _party_id(said[name])
    if "context" in said:
        result["context"] = _context_ids(said["context"])
    return result


def _object_id(thing: dict[str, Any]) -> dict[str, Any]:
    kind = thing.get("objectType", "Activity")
    if kind == "SubStatement":
        return ids_only(thing)
    return thing if kind == "StatementRef" else _any_id(thing)


def _any_id(thing: dict[str, Any]) -> dict[str, Any]:
    if thing.get("objectType") in {"Agent", "Group"}:
        return _party_id(thing)
    return {"id": thing["id"]}


def _party_id(party: dict[str, Any]) -> dict[str, Any]:
    kept = {name: party[name] for name in ("objectType", *IFIS) if name in party}
    if "member" in party and not set(IFIS) & party.keys():
        kept["member"] = [_party_id(member) for member in party["member"]]
    return kept


def _context_ids(context: dict[str, Any]) -> dict[str, Any]:
    result = {
        name: _party_id(value) if name in {"instructor", "team"} else value
        for name, value in context.items()
    }
    for listed, name in (("contextAgents", "agent"), ("contextGroups", "group")):
        if listed in context:
            result[listed] = [
                {**one, name: _party_id(one[name])} for one in context[listed]
            ]
    if "contextActivities" in context:
        result["contextActivities"] = {
            role: [_any_id(activity) for activity in listed]
            for role, listed in context["contextActivities"].items()
        }
    return result


def canonical(
    said: dict[str, Any], known: Mapping[str, dict[str, Any]], languages: list[str]
) -> dict[str, Any]:
    """With `known`, the definitions that the store has, and of each language map one language.

    `known` is in one language already: many statements of a page are about one activity.
    """
    result = {**said, "verb": _in_one_language(said["verb"], ("display",), languages)}
    thing = said["object"]
    kind = thing.get("objectType", "Activity")
    if kind == "SubStatement":
        result["object"] = canonical(thing, known, languages)
    elif kind == "Activity":
        result["object"] = _canonical_activity(thing, known, languages)
    activities = said.get("context", {}).get("contextActivities")
    if activities is not None:
        shaped = {
            role: [
                _canonical_activity(one, known, languages) for one in activities[role]
            ]
            for role in ROLES
            if role in activities
        }
        result["context"] = {**said["context"], "contextActivities": shaped}
    if "attachments" in said:
        result["attachments"] = [
            _in_one_language(one, ("display", "description"), languages)
            for one in said["attachments"]
        ]
    return result


def _activities(said: dict[str, Any]) -> Iterator[str]:
    """The id of every activity in a statement, also inside a SubStatement."""
    thing = said["object"]
    kind = thing.get("objectType", "Activity")
    if kind == "SubStatement":
        yield from _activities(thing)
    elif kind == "Activity":
        yield thing["id"]
    for listed in said.get("context", {}).get("contextActivities", {}).values():
        yield from (one["id"] for one in listed)


def _canonical_activity(
    activity: dict[str, Any], known: Mapping[str, dict[str, Any]], languages: list[str]
) -> dict[str, Any]:
    if (shaped := known.get(activity["id"])) is not None:
        return {**activity, "definition": shaped}
    if "definition" not in activity:
        return activity
    return {**activity, "definition": _definition(activity["definition"], languages)}


def _definition(said: dict[str, Any], languages: list[str]) -> dict[str, Any]:
    shaped = _in_one_language(said, ("name", "description"), languages)
    for name in COMPONENTS:
        if name in shaped:
            shaped[name] = [
                _in_one_language(one, ("description",), languages)
                for one in shaped[name]
            ]
    return shaped


def _in_one_language(
    thing: dict[str, Any], names: tuple[str, ...], languages: list[str]
) -> dict[str, Any]:
    maps = {name: chosen(thing[name], languages) for name in names if name in thing}
    return {**thing, **maps}
