"""Statements to start from; each test changes one thing."""

import copy
from typing import Any

from elearning.xapi.validation import Invalid, check_statement, decode

AGENT = {"objectType": "Agent", "mbox": "mailto:anna@leer.example"}
OTHER = {
    "objectType": "Agent",
    "account": {"homePage": "https://leer.example", "name": "bram"},
}
GROUP = {"objectType": "Group", "name": "De groep", "member": [OTHER]}
ACTIVITY = {"objectType": "Activity", "id": "https://leer.example/a/1"}
UUID = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"
STATEMENT: dict[str, Any] = {
    "actor": AGENT,
    "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
    "object": ACTIVITY,
}
SUBSTATEMENT = {"objectType": "SubStatement", **STATEMENT}


def statement(
    path: str = "", value: object = None, **changes: object
) -> dict[str, Any]:
    """A valid statement with `changes`, and `value` at the dotted `path`, made on the way."""
    made = copy.deepcopy({**STATEMENT, **changes})
    if path:
        *steps, last = path.split("/")
        place = made
        for step in steps:
            place = place.setdefault(step, {})
        place[last] = value
    return made


def refusal(made: object, major: int = 1) -> str | None:
    """Where `made` is refused, as a JSON pointer; None when it is a valid statement."""
    try:
        check_statement(made, major)
    except Invalid as error:
        return error.pointer
    return None


def reason(raw: bytes) -> str | None:
    try:
        decode(raw)
    except Invalid as error:
        return error.reason
    return None
