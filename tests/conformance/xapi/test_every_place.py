"""No place in a statement is forgotten: null, the wrong kind and a strange key are refused there.

Of extensions everything inside is free (Data 4.1), so those are left out.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conformance.xapi.statements import (
    ACTIVITY,
    AGENT,
    GROUP,
    OTHER,
    STATEMENT,
    UUID,
    refusal,
)

SAYS = {"nl": "Woorden"}
TIME = "2026-11-20T12:00:00.000Z"
ATTACHMENT = {
    "usageType": "https://leer.example/use",
    "display": SAYS,
    "description": SAYS,
    "contentType": "text/plain",
    "length": 3,
    "sha2": "a" * 64,
    "fileUrl": "https://leer.example/file",
}
COMPONENTS = [{"id": "a", "description": SAYS}]
DEFINITION = {
    "name": SAYS,
    "description": SAYS,
    "type": "https://leer.example/type",
    "moreInfo": "https://leer.example/more",
    "extensions": {"https://leer.example/e": None},
    "interactionType": "matching",
    "correctResponsesPattern": ["a[.]b"],
    "source": COMPONENTS,
    "target": COMPONENTS,
}
RESULT = {
    "score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10},
    "success": True,
    "completion": False,
    "response": "a",
    "duration": "PT3M",
    "extensions": {"https://leer.example/e": [1]},
}
CONTEXT = {
    "registration": UUID,
    "instructor": OTHER,
    "team": GROUP,
    "contextActivities": {
        role: [ACTIVITY] for role in ("parent", "grouping", "category", "other")
    },
    "revision": "1",
    "platform": "web",
    "language": "nl",
    "statement": {"objectType": "StatementRef", "id": UUID},
    "extensions": {"https://leer.example/e": {}},
}
OF_TWO = {
    "contextAgents": [
        {
            "objectType": "contextAgent",
            "agent": AGENT,
            "relevantTypes": ["https://x.example/t"],
        }
    ],
    "contextGroups": [
        {
            "objectType": "contextGroup",
            "group": GROUP,
            "relevantTypes": ["https://x.example/t"],
        }
    ],
}
WHOLE: dict[str, Any] = {
    **STATEMENT,
    "id": UUID,
    "object": {**ACTIVITY, "definition": DEFINITION},
    "verb": {"id": "https://leer.example/did", "display": SAYS},
    "result": RESULT,
    "context": {**CONTEXT, **OF_TWO},
    "timestamp": TIME,
    "stored": TIME,
    "version": "1.0.3",
    "authority": OTHER,
    "attachments": [ATTACHMENT],
}
SUBSTATEMENT = {
    **{k: v for k, v in WHOLE.items() if k not in {"id", "stored"}},
    "objectType": "SubStatement",
}
del SUBSTATEMENT["version"], SUBSTATEMENT["authority"]
HOLDING_ONE = {**STATEMENT, "object": SUBSTATEMENT}


def places(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every place inside `value` with what stands there; extensions only as a whole."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inside:
        yield f"{pointer}/{key}", item
        if isinstance(item, (dict, list)) and key != "extensions":
            yield from places(item, f"{pointer}/{key}")


def with_changed(whole: dict[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(whole))
    *steps, last = pointer.split("/")[1:]
    place: Any = made
    for step in steps:
        place = place[int(step) if isinstance(place, list) else step]
    place[int(last) if isinstance(place, list) else last] = value
    return made


PLACES = [(WHOLE, *one) for one in places(WHOLE)] + [
    (HOLDING_ONE, *one) for one in places(HOLDING_ONE)
]
IDS = [pointer for _, pointer, _ in PLACES]


def test_these_statements_are_whole() -> None:
    assert (refusal(WHOLE, 2), refusal(HOLDING_ONE, 2)) == (None, None)


@pytest.mark.parametrize(("whole", "pointer", "_value"), PLACES, ids=IDS)
def test_null_is_refused_at_its_place(
    whole: dict[str, Any], pointer: str, _value: Any
) -> None:
    assert (refusal(with_changed(whole, pointer, None), 2) or "").startswith(pointer)


@pytest.mark.parametrize(("whole", "pointer", "value"), PLACES, ids=IDS)
def test_the_wrong_kind_is_refused_at_its_place(
    whole: dict[str, Any], pointer: str, value: Any
) -> None:
    wrong: Any = 7 if not isinstance(value, (int, float)) else "7"

    assert (refusal(with_changed(whole, pointer, wrong), 2) or "").startswith(pointer)


@pytest.mark.parametrize(
    ("whole", "pointer", "value"),
    [
        one
        for one in PLACES
        if isinstance(one[2], dict) and not one[1].endswith("extensions")
    ],
)
def test_a_key_of_its_own_is_refused_at_its_place(
    whole: dict[str, Any], pointer: str, value: dict[str, Any]
) -> None:
    made = with_changed(whole, pointer, {**value, "123456789": "x"})

    assert refusal(made, 2) == f"{pointer}/123456789"


@pytest.mark.parametrize(
    ("whole", "pointer", "value"),
    [one for one in PLACES if isinstance(one[2], str)],
)
def test_a_word_of_a_certain_form_is_refused_in_another(
    whole: dict[str, Any], pointer: str, value: str
) -> None:
    """All texts but those of people's own: names, displays, answers, ids of components."""
    free = ("/name", "/nl", "/response", "/revision", "/platform", "/0")
    if pointer.endswith(free) or pointer.rpartition("/")[0][-1:].isdigit():
        return

    assert (refusal(with_changed(whole, pointer, "\n" + value), 2) or "").startswith(
        pointer
    )
