"""From what the CMS stores of a body to the blocks of the files: the other way of `markup`."""

import re
from collections.abc import Callable
from typing import Any

from modules.actions.curriculum.exporting import exercises
from modules.actions.curriculum.exporting.rich import UnsayableError, prose, sections
from modules.actions.curriculum.files import Data

BLOCK_KEYS = re.compile(r' data-block-key="[^"]*"')

# The code of the record of a kind ("fact", "source", "term", "contact") with this id.
FindCode = Callable[[str, int], str]
UNSAYABLE = "unsayable"


def said_blocks(stream: list[Data], code: FindCode) -> list[Data]:
    """The blocks of a stream as the files say them.

    One that the files have no form for is {"type": "unsayable", "why", "raw"}.
    """
    said: list[Data] = []
    for block in stream:
        said += _said(block["type"], bare(block["value"]), code)
    return said


def bare(value: Any) -> Any:
    """A stored value without the ids that Wagtail gives to items of a list and paragraphs."""
    if isinstance(value, str):
        return BLOCK_KEYS.sub("", value)
    if isinstance(value, list):
        items = [_item(one) for one in value]
        return [bare(one) for one in items]
    if isinstance(value, dict):
        return {name: bare(one) for name, one in value.items() if name != "id"}
    return value


def _item(value: Any) -> Any:
    is_item = isinstance(value, dict) and value.get("type") == "item"
    return value["value"] if is_item else value


def _said(kind: str, value: Any, code: FindCode) -> list[Data]:
    try:
        if kind == "text":
            return [{"type": "text", **part} for part in sections(value)]
        if kind in exercises.SAYERS:
            return [exercises.said_exercise(kind, value)]
        if kind not in SAYERS:
            raise UnsayableError(f"a block of the kind {kind}")
        return [SAYERS[kind](value, code)]
    except UnsayableError as error:
        return [{"type": UNSAYABLE, "why": str(error), "raw": [kind, value]}]


def _with(kind: str, required: Data, **optional: Any) -> Data:
    return {
        "type": kind,
        **required,
        **{name: value for name, value in optional.items() if value},
    }


def _picture(value: Data, _code: FindCode) -> Data:
    if value.get("image"):
        raise UnsayableError("an image that was uploaded")
    said = {"file": None, "alt": value["alt"]}
    return _with("image", said, caption=value.get("caption"))


def _recording(kind: str) -> Callable[[Data, FindCode], Data]:
    def said(value: Data, _code: FindCode) -> Data:
        if value.get("file") or value.get("captions"):
            raise UnsayableError("a recording that was uploaded")
        fields = {
            "title": value["title"],
            "transcript": prose(value["transcript"]),
            "file": None,
        }
        return _with(kind, fields, minutes=value.get("minutes"))

    return said


def _record(kind: str) -> Callable[[Data, FindCode], Data]:
    """A block that refers to one record; its field has the name of the kind."""

    def said(value: Data, code: FindCode) -> Data:
        return {
            "type": "figure" if kind == "fact" else kind,
            kind: code(kind, value[kind]),
        }

    return said


def _for_paths(value: Data, code: FindCode) -> Data:
    said = said_blocks(value["content"], code)
    for one in said:
        if one["type"] == UNSAYABLE:
            raise UnsayableError(one["why"])
    named = {name: value[name] for name in ("paths", "title")}
    return {"type": "for_paths", **named, "blocks": said}


SAYERS: dict[str, Callable[[Data, FindCode], Data]] = {
    "figure": _record("fact"),
    "source": _record("source"),
    "term": _record("term"),
    "help": lambda value, code: {
        "type": "help",
        "contacts": [code("contact", pk) for pk in value["contacts"]],
    },
    "for_paths": _for_paths,
    "table": lambda value, _code: {"type": "table", **value},
    "checklist": lambda value, _code: {"type": "checklist", **value},
    "diary": lambda value, _code: {"type": "diary", **value},
    "quote": lambda value, _code: {"type": "quote", **value},
    "practice": lambda value, _code: {
        "type": "practice",
        "prompt": prose(value["prompt"]),
        "answer": prose(value["answer"]),
    },
    "other": lambda value, code: {
        "type": "other",
        **{name: code("question", value[name]) for name in ("question", "instead")},
    },
    "measurement": lambda value, _code: {"type": "measurement", **value},
    "picture": _picture,
    "audio": _recording("audio"),
    "video": _recording("video"),
}
