"""The same statement with other agents in it: for forgetting somebody, and for pseudonyms."""

from collections.abc import Callable
from typing import Any

Party = dict[str, Any]
Change = Callable[[Party], Party]
PLACES = (("contextAgents", "agent"), ("contextGroups", "group"))


def with_parties(statement: dict[str, Any], change: Change) -> dict[str, Any]:
    """`statement` with `change` done to every Agent and Group in it, members first.

    Looked at are actor, object, instructor, team, `contextAgents`, `contextGroups` and authority,
    also inside a SubStatement: the places of Data 2.4 and 2.0 4.2.2.5. What does not change is the
    same object as before.
    """
    found: dict[str, Any] = {}
    for name in ("actor", "authority"):
        if name in statement:
            found[name] = _party(statement[name], change)
    found["object"] = _object(statement["object"], change)
    if "context" in statement:
        found["context"] = _context(statement["context"], change)
    return _over(statement, found)


def _object(thing: dict[str, Any], change: Change) -> dict[str, Any]:
    kind = thing.get("objectType")
    if kind in {"Agent", "Group"}:
        return _party(thing, change)
    return with_parties(thing, change) if kind == "SubStatement" else thing


def _context(context: dict[str, Any], change: Change) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: _party(context[name], change)
        for name in ("instructor", "team")
        if name in context
    }
    for name, inner in PLACES:
        if name in context:
            listed = [
                _over(one, {inner: _party(one[inner], change)}) for one in context[name]
            ]
            found[name] = _same_list(context[name], listed)
    return _over(context, found)


def _party(party: Party, change: Change) -> Party:
    if "member" in party:
        members = [change(one) for one in party["member"]]
        party = _over(party, {"member": _same_list(party["member"], members)})
    return change(party)


def _over(before: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """`before` itself when nothing of `found` is new, so that untouched text stays as it is."""
    if all(before[name] is value for name, value in found.items()):
        return before
    return {**before, **found}


def _same_list(before: list[Any], after: list[Any]) -> list[Any]:
    return before if all(a is b for a, b in zip(before, after, strict=True)) else after
