"""JSON that is written while it is read: for exports too large to hold at once."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class JsonTexts:
    """A list, each of whose items comes as the text of a JSON value."""

    texts: Iterable[str]


def json_parts(data: Mapping[str, Any]) -> Iterator[str]:
    """The JSON object `data` in parts; a value that is `JsonTexts` is read while it is written."""
    yield "{"
    for number, (name, value) in enumerate(data.items()):
        yield f"{',' if number else ''}\n  {json.dumps(name, ensure_ascii=False)}: "
        if isinstance(value, JsonTexts):
            yield from _list(value)
        else:
            text = json.dumps(value, indent=2, ensure_ascii=False)
            yield text.replace("\n", "\n  ")
    yield "\n}\n"


def _list(value: JsonTexts) -> Iterator[str]:
    yield "["
    for number, text in enumerate(value.texts):
        yield f"{',' if number else ''}\n    {text}"
    yield "\n  ]"
