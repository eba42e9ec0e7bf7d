"""JSON that is written while it is read."""

import json

import pytest

from elearning.core.json_stream import JsonTexts, json_parts


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"a": 1},
        {"a": [], "é": {"b": [1, "x\ny", None]}, "c": "tekst"},
    ],
)
def test_it_says_what_json_says(data: dict[str, object]) -> None:
    assert json.loads("".join(json_parts(data))) == data


@pytest.mark.parametrize("items", [[], [1], [{"a": 1}, 2, "drie"]])
def test_texts_become_a_list(items: list[object]) -> None:
    texts = JsonTexts(json.dumps(item) for item in items)

    assert json.loads("".join(json_parts({"a": 1, "b": texts, "c": 2}))) == {
        "a": 1,
        "b": items,
        "c": 2,
    }


def test_nothing_is_read_before_it_is_asked_for() -> None:
    read = []

    def texts():
        for number in range(1000):
            read.append(number)
            yield str(number)

    parts = json_parts({"a": JsonTexts(texts())})
    for _ in range(4):
        next(parts)

    assert len(read) <= 2
