"""Reading a profile as its specification says (adlnet/xapi-profiles 1.0, Communication 2.1)."""

import re
from typing import Any

UNMATCHABLE = object()
STEP = re.compile(r"\.(\w+)|\['([^']+)'\]|\[(\*)\]")


def values_at(value: Any, path: str) -> list[Any]:
    """What a JSONPath gives, of the kind that profiles may use: names and `[*]`."""
    assert path.startswith("$")
    assert "".join(one.group() for one in STEP.finditer(path)) == path[1:]
    found = [value]
    for step in STEP.finditer(path):
        name = step[1] or step[2]
        if step[3]:
            found = [one for held in found if isinstance(held, list) for one in held]
        else:
            found = [
                held[name] for held in found if isinstance(held, dict) and name in held
            ]
    return found


def matches(statement: dict[str, Any], template: dict[str, Any]) -> bool:
    """Whether verb and type of activity are those of the template (determining properties)."""
    kinds = values_at(statement, "$.object.definition.type")
    return statement["verb"]["id"] == template["verb"] and kinds == [
        template["objectActivityType"]
    ]


def broken_rules(
    statement: dict[str, Any], template: dict[str, Any]
) -> list[dict[str, Any]]:
    return [rule for rule in template["rules"] if not _follows(statement, rule)]


def _follows(statement: dict[str, Any], rule: dict[str, Any]) -> bool:
    values = values_at(statement, rule["location"])
    if "selector" in rule:
        values = [
            found
            for value in values
            for found in values_at(value, rule["selector"]) or [UNMATCHABLE]
        ]
    presence = rule.get("presence")
    if presence == "included" and (not values or UNMATCHABLE in values):
        return False
    if presence == "excluded" and any(one is not UNMATCHABLE for one in values):
        return False
    if presence == "recommended" and not values:
        return True
    return "all" not in rule or all(one in rule["all"] for one in values)


def leaves(value: Any, place: str = "$") -> set[str]:
    """Every place in a statement where something stands, as a JSONPath."""
    if isinstance(value, dict):
        return {
            found
            for name, one in value.items()
            for found in leaves(
                one, f"{place}.{name}" if name.isidentifier() else f"{place}['{name}']"
            )
        }
    if isinstance(value, list):
        return {found for one in value for found in leaves(one, f"{place}[*]")}
    return {place}
