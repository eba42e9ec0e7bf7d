"""Exercises as the files say them: the other way of `curriculum.exercises`."""

from collections.abc import Callable
from typing import Any

from modules.actions.curriculum.exporting.rich import UnsayableError, prose
from modules.actions.curriculum.files import Data

FOLDER = "modules/hotspots/"


def _filled(value: Any) -> Any:
    """The value without what is empty or as usual, all the way down."""
    if isinstance(value, dict):
        inside = {name: _filled(one) for name, one in value.items()}
        return {n: one for n, one in inside.items() if one not in ("", None, False, [])}
    if isinstance(value, list):
        return [_filled(one) for one in value]
    return value


def _cards(value: Data) -> Data:
    cards = [{**card, "back": prose(card["back"])} for card in value["cards"]]
    return {**value, "cards": cards}


def _order(value: Data) -> Data:
    steps = [one if one.get("why") else one["text"] for one in value["steps"]]
    return {**value, "steps": steps}


def _hotspot(value: Data) -> Data:
    if value.get("image"):
        raise UnsayableError("an image that was uploaded")
    at = ("x", "y", "width", "height")
    spots = [
        {
            **{name: one for name, one in spot.items() if name not in at},
            "at": [spot[name] for name in at],
        }
        for spot in value["spots"]
    ]
    drawing = str(value["drawing"]).removeprefix(FOLDER)
    return {**value, "spots": spots, "drawing": drawing}


def _decision_tree(value: Data) -> Data:
    outcomes = [
        {name: one for name, one in outcome.items() if (name, one) != ("tone", "plain")}
        for outcome in value["outcomes"]
    ]
    return {**value, "outcomes": outcomes}


def _assignment(value: Data) -> Data:
    return {**value, "task": prose(value["task"])}


def _same(value: Data) -> Data:
    return value


SAYERS: dict[str, Callable[[Data], Data]] = {
    "cards": _cards,
    "order": _order,
    "match": _same,
    "marking": _same,
    "scale": _same,
    "hotspot": _hotspot,
    "decision_tree": _decision_tree,
    "assignment": _assignment,
    "live_session": _same,
}


def said_exercise(kind: str, value: Data) -> Data:
    """The block of the files; raises UnsayableError for what they have no form for."""
    said: Data = _filled(SAYERS[kind](value))
    return {"type": kind, **said}
