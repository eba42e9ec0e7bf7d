"""Later changes of a page brought into a copy that was edited as well: pure, over stored values.

Three readings: `then` is the source when it was copied, `theirs` the source now, `own` the copy.
Whatever only one of the two changed is taken; where both did, the copy keeps its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Block = Mapping[str, Any]
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """What the copy says afterwards. `taken` and `kept` name the fields, a block as body[id]."""

    fields: dict[str, Any]
    taken: list[str]
    kept: list[str]


def merge_fields(then: Fields, theirs: Fields, own: Fields) -> Merged:
    """Of each field of `own`; a list of blocks is merged block by block, by their ids."""
    merged = Merged({}, [], [])
    for name, mine in own.items():
        if _is_stream(mine):
            merged.fields[name] = _merge_blocks(
                name, then[name], theirs[name], mine, merged
            )
        else:
            merged.fields[name] = _merge_one(
                name, then[name], theirs[name], mine, merged
            )
    return merged


def _is_stream(value: Any) -> bool:
    return isinstance(value, list)


def _merge_one(name: str, then: Any, theirs: Any, own: Any, merged: Merged) -> Any:
    if theirs in (then, own):
        return own
    if own == then:
        merged.taken.append(name)
        return theirs
    merged.kept.append(name)
    return own


def _merge_blocks(
    name: str,
    then: Sequence[Block],
    theirs: Sequence[Block],
    own: Sequence[Block],
    merged: Merged,
) -> list[Block]:
    """In the order of `theirs`; a block that only the copy has stays after the one before it."""
    was, now, mine = ({b["id"]: b for b in blocks} for blocks in (then, theirs, own))
    result = [
        block
        for key in now
        if (
            block := _merge_one(
                f"{name}[{key}]", was.get(key), now[key], mine.get(key), merged
            )
        )
        is not None
    ]
    for place, block in enumerate(own):
        key = block["id"]
        if key in now or (key in was and _dropped(name, was[key], block, merged)):
            continue
        before = own[place - 1]["id"] if place else None
        ids = [one["id"] for one in result]
        result.insert(ids.index(before) + 1 if before in ids else 0, block)
    return result


def _dropped(name: str, was: Block, block: Block, merged: Merged) -> bool:
    """Whether a block that the source took out goes: not when it was edited here."""
    is_same = was == block
    (merged.taken if is_same else merged.kept).append(f"{name}[{block['id']}]")
    return is_same
