"""From the files' plain markup to what the CMS stores: rich text, and blocks with steady ids."""

import uuid
from collections.abc import Callable
from typing import Any

from modules.actions.curriculum import exercises
from modules.actions.curriculum.files import CurriculumError, Data, place
from modules.actions.curriculum.texts import paragraphs, plain, rich

# Block ids stay the same when a file changes, or nobody could go on where they were.
NAMESPACE = uuid.UUID("3f2c4b1e-6c0a-5c3e-9d57-0b4f1e6a7d11")

FindId = Callable[[str, str], int]


def blocks(source: str, items: list[Data], find: FindId) -> list[Data]:
    """The blocks of the files as a stream's stored data.

    `source` names the page and field; `find(kind, code)` gives the id of a record and raises
    CurriculumError for one that is not there. References to the page's own test or case are left
    out: the page is that already.
    """
    made = []
    for number, item in enumerate(items, 1):
        with place("block", number, f"({item.get('type', '?')})"):
            kind, value = _block(item, find)
            if kind:
                made.append({"type": kind, "value": value, "id": _id(source, number)})
    return made


def rows_stream(source: str, rows: list[Data]) -> list[Data]:
    """The rows of a test's blueprint as a stream's stored data."""
    return [
        {
            "type": "row",
            "value": {"kind": "", "critical": False, "path": "", **row},
            "id": _id(source, number),
        }
        for number, row in enumerate(rows, 1)
    ]


def _id(source: str, number: int) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{source}/{number}"))


def _block(item: Data, find: FindId) -> tuple[str, Any]:
    if item["type"] in {"quiz_ref", "case_ref"}:
        return "", None
    convert = CONVERTERS.get(item["type"])
    if convert is None:
        raise CurriculumError("is a kind of block that does not exist")
    return convert(item, find)


def _text(item: Data, find: FindId) -> tuple[str, str]:
    parts = []
    if item.get("heading"):
        parts.append(f"<h2>{rich(item['heading'])}</h2>")
    parts += [f"<p>{rich(text)}</p>" for text in item.get("paragraphs", [])]
    if item.get("list"):
        tag = "ol" if item.get("ordered") else "ul"
        lines = "".join(f"<li>{rich(line)}</li>" for line in item["list"])
        parts.append(f"<{tag}>{lines}</{tag}>")
    if item.get("sources"):
        parts.append(f"<p>{' '.join(f'[{code}]' for code in item['sources'])}</p>")
    return "text", "".join(parts)


def _for_paths(item: Data, find: FindId) -> tuple[str, Data]:
    return "for_paths", {
        "paths": item["paths"],
        "title": plain(item["title"]),
        "content": blocks("for_paths", item["blocks"], find),
    }


def _help(item: Data, find: FindId) -> tuple[str, Data]:
    return "help", {"contacts": [find("contact", slug) for slug in item["contacts"]]}


def _table(item: Data, find: FindId) -> tuple[str, Data]:
    return "table", {
        "caption": plain(item["caption"]),
        "head": [plain(cell) for cell in item["head"]],
        "rows": [[plain(cell) for cell in row] for row in item["rows"]],
    }


def _recording(item: Data, find: FindId) -> tuple[str, Data]:
    if item.get("file"):
        raise CurriculumError("has a file; upload recordings in the CMS")
    return item["type"], {
        "title": plain(item["title"]),
        "file": None,
        "minutes": item.get("minutes"),
        "transcript": paragraphs(item["transcript"]),
    }


def _exercise(
    convert: Callable[[Data], tuple[str, Data]],
) -> Callable[[Data, FindId], tuple[str, Any]]:
    """An exercise refers to no record."""
    return lambda item, _find: convert(item)


CONVERTERS: dict[str, Callable[[Data, FindId], tuple[str, Any]]] = {
    "text": _text,
    "help": _help,
    "for_paths": _for_paths,
    "table": _table,
    "audio": _recording,
    "video": _recording,
    "figure": lambda item, find: ("figure", {"fact": find("fact", item["fact"])}),
    "source": lambda item, find: ("source", {"source": find("source", item["source"])}),
    "term": lambda item, find: ("term", {"term": find("term", item["term"])}),
    "checklist": lambda item, find: (
        "checklist",
        {"title": plain(item["title"]), "items": [plain(i) for i in item["items"]]},
    ),
    "diary": lambda item, find: ("diary", {"prompt": plain(item["prompt"])}),
    "quote": lambda item, find: (
        "quote",
        {"text": plain(item["text"]), "speaker": plain(item.get("speaker", ""))},
    ),
    "practice": lambda item, find: (
        "practice",
        {"prompt": paragraphs(item["prompt"]), "answer": paragraphs(item["answer"])},
    ),
    "measurement": lambda item, find: ("measurement", {"moment": item["moment"]}),
    **{kind: _exercise(convert) for kind, convert in exercises.CONVERTERS.items()},
    "other": lambda item, find: (
        "other",
        {
            name: find("question", item[name].lower())
            for name in ("question", "instead")
        },
    ),
    "image": lambda item, find: (
        "picture",
        {
            "image": None,
            "alt": plain(item["alt"]),
            "caption": plain(item.get("caption") or ""),
        },
    ),
}
