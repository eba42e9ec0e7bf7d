"""Bring the difference between two readings of one thing into the file, and touch nothing else.

`old` is what the file says and `new` what the CMS says, both in the same plain form. `node` is the
place in the file; it may hold more than both, such as a comment or a field no page has.
"""

import json
from difflib import SequenceMatcher
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from modules.actions.curriculum.exporting.documents import styled

# What an entry of a list is known by, whatever else of it changes.
NAMES = ("id", "key", "code", "slug")


def merge(node: Any, old: Any, new: Any) -> None:
    """Change `node` in place where `new` differs from `old`: two mappings or two lists."""
    if isinstance(new, dict):
        _merge_fields(node, old, new)
    else:
        merge_entries(node, list(range(len(node))), old, new)


def _merge_fields(node: CommentedMap, old: dict[str, Any], new: dict[str, Any]) -> None:
    for name in old.keys() - new.keys():
        node.pop(name, None)
    for name, value in new.items():
        if name in old and old[name] == value:
            continue
        if _same_shape(node.get(name), old.get(name), value):
            merge(node[name], old[name], value)
        else:
            node[name] = styled(value, node.get(name))


def _same_shape(node: Any, old: Any, new: Any) -> bool:
    if isinstance(node, CommentedMap):
        return isinstance(old, dict) and isinstance(new, dict)
    return (
        isinstance(node, CommentedSeq)
        and isinstance(old, list)
        and isinstance(new, list)
    )


def merge_entries(
    node: CommentedSeq, places: list[int], old: list[Any], new: list[Any]
) -> None:
    """As `merge`, for the entries of `node` at `places`; the others stay where they are.

    `old` has one reading for each of `places`; where it has not, the whole list is written anew.
    """
    here = [node[place] for place in places]
    if len(places) != len(old) or (here != old and _sorted(here) == _sorted(old)):
        _replace_all(node, old, new)
        return
    matcher = SequenceMatcher(
        a=[_name(one) for one in old], b=[_name(one) for one in new], autojunk=False
    )
    for _tag, a1, a2, b1, b2 in reversed(matcher.get_opcodes()):
        _merge_stretch(node, places, old, new, (a1, a2, b1, b2))


def _merge_stretch(
    node: CommentedSeq,
    places: list[int],
    old: list[Any],
    new: list[Any],
    stretch: tuple[int, int, int, int],
) -> None:
    a1, a2, b1, b2 = stretch
    both = min(a2 - a1, b2 - b1)
    after = places[a1 + both] if a1 + both < len(places) else len(node)
    for place in reversed(places[a1 + both : a2]):
        del node[place]
    for value in reversed(new[b1 + both : b2]):
        node.insert(after, styled(value))
    for step in reversed(range(both)):
        place, was, now = places[a1 + step], old[a1 + step], new[b1 + step]
        if was == now:
            continue
        if _same_shape(node[place], was, now) and _kind(was) == _kind(now):
            merge(node[place], was, now)
        else:
            node[place] = styled(now, node[place])


def _replace_all(node: CommentedSeq, old: list[Any], new: list[Any]) -> None:
    """For a list that the files order otherwise: what went is taken out, what came is added."""
    if all(isinstance(value, str) for value in [*old, *new]):
        for value in old:
            if value not in new and value in node:
                node.remove(value)
        node.extend(value for value in new if value not in old)
        return
    del node[:]
    node.extend(styled(value) for value in new)


def _sorted(values: list[Any]) -> list[str]:
    return sorted(map(str, values))


def _kind(value: Any) -> Any:
    return value.get("type") if isinstance(value, dict) else None


def _name(value: Any) -> str:
    if isinstance(value, dict):
        for name in NAMES:
            if name in value:
                return f"{name}:{value[name]}"
    return json.dumps(value, sort_keys=True, default=str)
