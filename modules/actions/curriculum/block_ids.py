"""Blocks keep their ids when a file changes: places of learners, comments and copies hang on them."""

import json
import uuid
from difflib import SequenceMatcher
from typing import Any

from modules.actions.curriculum.exporting.blocks import bare
from modules.actions.curriculum.files import Data

# Of two blocks of a kind: from how much of their text in common they are one that was changed.
ALIKE = 0.5


def keep_ids(before: list[Data], wanted: list[Data]) -> list[Data]:
    """The blocks of `wanted`, each with the id of the block of `before` that it is.

    What says the same is left whole, with the ids inside it. A scene or ending is known by its
    code; another block that says something else by how much of its text is still there, in order.
    So are the items in the lists of a block that was changed.
    What is new gets the id it has in `wanted`, or a fresh one where another block has that.
    """
    kept = _matches(before, wanted)
    used = {before[place]["id"] for place in kept.values() if before[place].get("id")}
    made = []
    for place, block in enumerate(wanted):
        if place in kept:
            made.append(_one(before[kept[place]], block))
            continue
        new_id = block["id"] if block["id"] not in used else str(uuid.uuid4())
        used.add(new_id)
        made.append({**block, "id": new_id})
    return made


def _one(before: Data, wanted: Data) -> Data:
    if _text(before) == _text(wanted):
        return before
    value = _inside(before["value"], wanted["value"])
    return {**wanted, "value": value, "id": before.get("id") or wanted["id"]}


def _inside(before: Any, wanted: Any) -> Any:
    """`wanted`, a value of a block that was changed, with in its lists the ids of `before`."""
    if isinstance(before, dict) and isinstance(wanted, dict):
        return {name: _inside(before.get(name), wanted[name]) for name in wanted}
    if isinstance(wanted, list) and _is_list_of_blocks(before):
        return keep_ids(before, [_as_block(one) for one in wanted])
    return wanted


def _is_list_of_blocks(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and {"type", "value", "id"} <= one.keys() for one in value
    )


def _as_block(item: Any) -> Data:
    """An item of a list as the editor keeps it; in a file it stands bare."""
    is_block = isinstance(item, dict) and {"type", "value"} <= item.keys()
    block: Data = item if is_block else {"type": "item", "value": item}
    return {"id": str(uuid.uuid4()), **block}


def _matches(before: list[Data], wanted: list[Data]) -> dict[int, int]:
    """From the place of a block in `wanted` to that in `before`."""
    was, now = [_name(one) for one in before], [_name(one) for one in wanted]
    found: dict[int, int] = {}
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, was, now, False).get_opcodes():
        if tag == "equal":
            found |= dict(zip(range(b1, b2), range(a1, a2), strict=True))
        elif tag == "replace":
            found |= _changed(before, wanted, range(a1, a2), range(b1, b2))
    return found


def _changed(
    before: list[Data], wanted: list[Data], old: range, new: range
) -> dict[int, int]:
    """Which of the `new` places hold a changed block of the `old` ones, in the same order."""
    found: dict[int, int] = {}
    start = old.start
    for place in new:
        likeness = {
            at: _alike(before[at], wanted[place]) for at in range(start, old.stop)
        }
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= ALIKE:
            found[place] = best
            start = best + 1
    return found


def _alike(one: Data, other: Data) -> float:
    if one["type"] != other["type"]:
        return 0.0
    return SequenceMatcher(None, _text(one), _text(other), False).ratio()


def _name(block: Data) -> str:
    value = block["value"]
    code = value.get("code") if isinstance(value, dict) else None
    return f"{block['type']} {code}" if code else _text(block)


def _text(block: Data) -> str:
    value: Any = bare(block["value"])
    return json.dumps([block["type"], value], sort_keys=True, default=str)
