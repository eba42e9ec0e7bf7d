"""Statements that are nearly right: whole ones with one to three places damaged, as values and as bytes."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.conformance.xapi.test_every_place import HOLDING_ONE, WHOLE

# Characters that hurt somewhere: surrogates cannot be written, all others can.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]), max_size=12
) | st.sampled_from(
    [
        "",
        "\0",
        "\u202e",
        "a" * 600,
        "-1",
        "P",
        "mailto:",
        "http:",
        "2026-02-30T00:00:00Z",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
    ]
)
NUMBERS = (
    st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([0, -0.0, 1e308, 2**63, -(2**63) - 1])
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def nearly_statements(draw: st.DrawFn) -> dict[str, Any]:
    """A statement of a random id with up to three of its places changed, dropped or added to."""
    whole = draw(st.sampled_from([WHOLE, HOLDING_ONE]))
    made: dict[str, Any] = json.loads(json.dumps(whole))
    made["id"] = str(draw(st.uuids()))
    for _ in range(draw(st.integers(0, 3))):
        _damage(draw, *draw(st.sampled_from(list(_places(made)))))
    return made


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Everything inside `value`: what holds it, and under which key or number."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inside:
        yield value, key
        if isinstance(item, (dict, list)):
            yield from _places(item)


def _damage(draw: st.DrawFn, place: Any, key: Any) -> None:
    match draw(st.sampled_from(["change", "drop", "add"])):
        case "change":
            place[key] = draw(VALUES)
        case "drop":
            del place[key]
        case _ if isinstance(place, dict):
            place[draw(TEXTS)] = draw(VALUES)
        case _:
            place.append(draw(VALUES))


@st.composite
def nearly_json(draw: st.DrawFn) -> bytes:
    """The bytes of a batch, some of them changed, dropped or written twice."""
    many = draw(st.lists(nearly_statements(), min_size=1, max_size=3))
    raw = bytearray(json.dumps(many if len(many) > 1 else many[0]).encode())
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, max(0, len(raw) - 1)))
        match draw(st.sampled_from(["change", "drop", "twice"])):
            case "change":
                raw[at : at + 1] = draw(st.binary(min_size=1, max_size=3))
            case "drop":
                del raw[at : at + draw(st.integers(1, 40))]
            case _:
                raw[at:at] = raw[at : at + draw(st.integers(1, 40))]
    return bytes(raw)
