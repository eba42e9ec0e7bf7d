"""Exercises from the files, as the blocks in `modules.blocks.practice` store them."""

from collections.abc import Callable
from typing import Any

from modules.actions.curriculum.files import Data
from modules.actions.curriculum.texts import paragraphs, plain


def _said(item: Data, *names: str) -> Data:
    """The texts of `item` with these names; "" for one that it does not have."""
    return {name: plain(item.get(name) or "") for name in names}


def _with_reason(step: Any) -> Data:
    """A step is its text, or a text with a `why`."""
    return _said(step if isinstance(step, dict) else {"text": step}, "text", "why")


def _cards(item: Data) -> tuple[str, Data]:
    cards = [
        {"front": plain(card["front"]), "back": paragraphs(card["back"])}
        for card in item["cards"]
    ]
    return "cards", {**_said(item, "title", "intro"), "cards": cards}


def _order(item: Data) -> tuple[str, Data]:
    steps = [_with_reason(step) for step in item["steps"]]
    return "order", {**_said(item, "prompt", "feedback"), "steps": steps}


def _match(item: Data) -> tuple[str, Data]:
    pairs = [_said(pair, "text", "target", "why") for pair in item["pairs"]]
    others = [plain(text) for text in item.get("others", [])]
    return "match", {
        **_said(item, "prompt", "feedback"),
        "pairs": pairs,
        "others": others,
    }


def _marking(item: Data) -> tuple[str, Data]:
    parts = [
        {**_said(part, "text", "why"), "mark": part.get("mark", False)}
        for part in item["parts"]
    ]
    return "marking", {**_said(item, "prompt", "feedback"), "parts": parts}


def _scale(item: Data) -> tuple[str, Data]:
    situations = [
        {**_said(one, "text"), "said": [plain(said) for said in one["said"]]}
        for one in item["situations"]
    ]
    return "scale", {
        **_said(item, "title", "intro"),
        "points": [plain(point) for point in item["points"]],
        "situations": situations,
    }


def _hotspot(item: Data) -> tuple[str, Data]:
    spots = [
        {
            **_said(spot, "text", "why"),
            "mark": spot.get("mark", False),
            **dict(zip(("x", "y", "width", "height"), spot["at"], strict=True)),
        }
        for spot in item["spots"]
    ]
    return "hotspot", {
        **_said(item, "prompt", "alt", "feedback"),
        "drawing": f"modules/hotspots/{item['drawing']}",
        "image": None,
        "spots": spots,
    }


def _decision_tree(item: Data) -> tuple[str, Data]:
    questions = [
        {
            **_said(one, "key", "question"),
            "answers": [_said(answer, "text", "target") for answer in one["answers"]],
        }
        for one in item["questions"]
    ]
    outcomes = [
        {**_said(one, "key", "title", "text"), "tone": one.get("tone", "plain")}
        for one in item["outcomes"]
    ]
    return "decision_tree", {
        **_said(item, "title", "intro"),
        "questions": questions,
        "outcomes": outcomes,
    }


def _assignment(item: Data) -> tuple[str, Data]:
    criteria = [
        {**_said(one, "name"), "texts": [plain(text) for text in one["texts"]]}
        for one in item["criteria"]
    ]
    return "assignment", {
        **_said(item, "title", "hand_in"),
        "task": paragraphs(item["task"]),
        "levels": [plain(level) for level in item["levels"]],
        "criteria": criteria,
    }


def _live_session(item: Data) -> tuple[str, Data]:
    parts = [
        {"minutes": part["minutes"], **_said(part, "what", "mind")}
        for part in item["parts"]
    ]
    return "live_session", {**_said(item, "title", "need", "alone"), "parts": parts}


CONVERTERS: dict[str, Callable[[Data], tuple[str, Data]]] = {
    "cards": _cards,
    "order": _order,
    "match": _match,
    "marking": _marking,
    "scale": _scale,
    "hotspot": _hotspot,
    "decision_tree": _decision_tree,
    "assignment": _assignment,
    "live_session": _live_session,
}
