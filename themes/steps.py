"""The items of a list of steps, with everything a template may ask of them."""

from typing import Any

EMPTY = {
    "href": "",
    "text": "",
    "meta": "",
    "status": "",
    "kind": "todo",
    "current": False,
}


def describe_steps(props: dict[str, Any]) -> dict[str, Any]:
    """Fill in what an item leaves out; `number` counts from 1 unless an item has its own."""
    return {
        "items": [
            {**EMPTY, "number": number, **item}
            for number, item in enumerate(props["items"], start=1)
        ]
    }
