"""What is known of an agent (Communication 2.4)."""

from typing import Any

import msgspec

from elearning.xapi.models import Agent, Statement, StatementAgent
from elearning.xapi.queries.hashes import digest
from elearning.xapi.queries.readers import Reader
from elearning.xapi.validation import ifi_of
from elearning.xapi.validation.parties import IFIS

# How many of the newest statements are looked at for names.
LOOKED_AT = 20


def agent_id(party: dict[str, Any]) -> int | None:
    """The number of an Agent or identified Group, or None when nobody mentioned it yet."""
    found = Agent.objects.filter(digest=digest(ifi_of(party) or ""))
    return found.values_list("pk", flat=True).first()


def person(reader: Reader, party: dict[str, Any]) -> dict[str, Any]:
    """The Person of an Agent: its identifier and the names it goes by, each as a list.

    An agent nobody mentioned gives a Person of just that agent. Agents are not joined: who is the
    same human being is not ours to say.
    """
    names = {party["name"]} if "name" in party else set()
    ifi = ifi_of(party)
    for body in _bodies(reader, party):
        names |= set(_names(msgspec.json.decode(body), ifi))
    found: dict[str, Any] = {"objectType": "Person"}
    if names:
        found["name"] = sorted(names)
    return found | {name: [party[name]] for name in IFIS if name in party}


def _bodies(reader: Reader, party: dict[str, Any]) -> list[str]:
    key = agent_id(party)
    links = StatementAgent.objects.filter(agent=key, direct=True).order_by("-statement")
    ids = list(links.values_list("statement", flat=True)[:LOOKED_AT])
    rows = Statement.objects.filter(pk__in=ids, **reader.filter)
    return list(rows.values_list("body", flat=True))


def _names(value: Any, ifi: str | None) -> list[str]:
    """Names beside `ifi` anywhere in a statement."""
    if isinstance(value, list):
        return [name for item in value for name in _names(item, ifi)]
    if not isinstance(value, dict):
        return []
    here = (
        [value["name"]]
        if isinstance(value.get("name"), str) and _is(value, ifi)
        else []
    )
    return here + [name for item in value.values() for name in _names(item, ifi)]


def _is(value: dict[str, Any], ifi: str | None) -> bool:
    if not set(IFIS) & value.keys():
        return False
    try:
        return ifi_of(value) == ifi
    except (AttributeError, KeyError, TypeError):
        return False  # an extension that merely looks like an agent
