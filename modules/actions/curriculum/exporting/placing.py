"""Where in a file the parts of a page stand."""

import json
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from modules.actions.curriculum.exporting.blocks import UNSAYABLE
from modules.actions.curriculum.exporting.documents import styled
from modules.actions.curriculum.exporting.merging import merge, merge_entries
from modules.actions.curriculum.files import Data

# Told what could not be written, and why.
Complain = Callable[[str], None]
# Blocks of the files that are no block of the page's body.
ELSEWHERE = {"notice", "quiz_ref", "case_ref"}


def write_fields(node: CommentedMap, old: Data, new: Data, _complain: Complain) -> None:
    merge(node, old, new)


def write_nothing(_node: Any, _old: Data, _new: Data, complain: Complain) -> None:
    complain("its words stand in no file")


def write_lesson(node: CommentedMap, old: Data, new: Data, complain: Complain) -> None:
    """A lesson of a module: its fields, and its blocks with the notice among them."""
    parts = {"notice", "body", "alternative"}
    merge(node, _without(old, parts), _without(new, parts))
    if old["body"] != new["body"]:
        _write_body(node.setdefault("blocks", CommentedSeq()), old, new, complain)
    _write_notice(node, old, new, complain)


def write_test(node: CommentedMap, old: Data, new: Data, complain: Complain) -> None:
    """A test of a module: its fields and settings, and its blocks."""
    merge(node, _without(old, {"body"}), _without(new, {"body"}))
    if old["body"] != new["body"]:
        _write_body(node.setdefault("blocks", CommentedSeq()), old, new, complain)


def _without(said: Data, names: set[str]) -> Data:
    return {name: value for name, value in said.items() if name not in names}


def _write_body(blocks: CommentedSeq, old: Data, new: Data, complain: Complain) -> None:
    places = [at for at, one in enumerate(blocks) if one["type"] not in ELSEWHERE]
    was, now = old["body"], sayable(old["body"], new["body"], complain)
    if len(was) == len(places) + 1:  # the statements that stand nowhere come last
        if not now or now[-1] != was[-1]:
            complain("the statements about one's own work were moved or taken out")
        was, now = was[:-1], [one for one in now if one != was[-1]]
    merge_entries(blocks, places, was, now)


def _write_notice(node: CommentedMap, old: Data, new: Data, complain: Complain) -> None:
    alternative = sayable(old["alternative"], new["alternative"], complain)
    if (old["notice"], old["alternative"]) == (new["notice"], alternative):
        return
    blocks = node.setdefault("blocks", CommentedSeq())
    notice = next((one for one in blocks if one["type"] == "notice"), None)
    if notice is None:
        notice = CommentedMap(
            {
                "type": "notice",
                **dict.fromkeys(("about", "not_shown", "alternative"), ""),
            }
        )
        blocks.insert(0, notice)
    merge(notice, old["notice"], new["notice"])
    if old["alternative"] != alternative:
        merge(
            notice,
            {"alternative_blocks": old["alternative"]},
            {"alternative_blocks": alternative},
        )


def write_info(node: CommentedMap, old: Data, new: Data, complain: Complain) -> None:
    merge(node, _without(old, {"body"}), _without(new, {"body"}))
    merge(node["blocks"], old["body"], sayable(old["body"], new["body"], complain))


def write_case(node: CommentedMap, old: Data, new: Data, complain: Complain) -> None:
    parts = {"persona", "notice", "scenes", "alternative"}
    merge(node, _without(old, parts), _without(new, parts))
    _write_persona(node, old["persona"], new["persona"], complain)
    names = [
        name
        for name in ("about", "not_shown", "alternative")
        if node["notice"].get(name)
    ]
    if old["notice"] != new["notice"]:
        _write_named(node["notice"], names, new["notice"], complain)
    _write_scenes(node, old["scenes"], new["scenes"])
    text = node["text_alternative"]["blocks"]
    merge(
        text,
        old["alternative"],
        sayable(old["alternative"], new["alternative"], complain),
    )


def _write_persona(
    node: CommentedMap, old: list[str], new: list[str], complain: Complain
) -> None:
    if old == new:
        return
    if len(old) != len(new):
        complain("who it is about: the number of paragraphs changed")
        return
    for person, was, now in zip(node["persona"], old, new, strict=True):
        merge(person, {"about": was}, {"about": now})


def _write_named(
    node: CommentedMap, names: list[str], new: list[str], complain: Complain
) -> None:
    if len(names) != len(new):
        complain("content notice: the number of lines changed")
        return
    for name, value in zip(names, new, strict=True):
        if styled(node[name]) != value:
            node[name] = styled(value, node[name])


def _write_scenes(node: CommentedMap, old: list[Data], new: list[Data]) -> None:
    if old == new:
        return
    order = [scene["id"] for scene in node["scenes"]]
    places = sorted(range(len(order)), key=order.__getitem__)
    by_name = {scene["id"]: scene for scene in old}
    if set(order) == by_name.keys():
        old = [by_name[name] for name in order]
        places = list(range(len(order)))
    merge_entries(node["scenes"], places, old, new)
    if new and node.get("start") != new[0]["id"]:
        node["start"] = new[0]["id"]
    known = node.setdefault("markers", CommentedMap())
    for choice in (c for scene in new for c in scene["choices"]):
        if choice.get("marker"):
            known.setdefault(choice["marker"], choice["marker"])


def sayable(old: list[Data], new: list[Data], complain: Complain) -> list[Data]:
    """`new`, with what the files had in the place of each block that they cannot say."""
    matcher = SequenceMatcher(
        a=[_text(one) for one in old], b=[_text(one) for one in new], autojunk=False
    )
    kept: list[Any] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        for step, block in enumerate(new[b1:b2]):
            if tag == "equal" or block["type"] != UNSAYABLE:
                kept.append(block)
                continue
            complain(f"block {b1 + step + 1}: {block['why']}")
            kept += old[a1 + step : a2][:1]
    return kept


def _text(block: Data) -> str:
    return json.dumps(block, sort_keys=True, default=str)
