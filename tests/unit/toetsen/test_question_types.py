"""The single-choice type, and the registry that finds types by their folder."""

import pytest

from elearning.core.exceptions import InvalidRequest
from tests.factories.toetsen import question
from toetsen.question_types import Empty, question_type

single = question_type("single")
DATA = {
    name: question("v01")[name] for name in ("text", "options", "feedback", "sources")
}


def test_question_type_names_the_types_there_are_when_asked_for_another() -> None:
    with pytest.raises(LookupError, match="single"):
        question_type("essay")


def test_read_takes_an_option_of_the_question() -> None:
    assert single.read(DATA, {"choice": "b"}) == "b"


def test_read_takes_nothing_when_nothing_was_chosen() -> None:
    assert single.read(DATA, {}) is Empty.NOT_SENT


def test_read_refuses_an_option_the_question_does_not_have() -> None:
    with pytest.raises(InvalidRequest):
        single.read(DATA, {"choice": "z"})


@pytest.mark.parametrize(("response", "points"), [("a", 1.0), ("b", 0.0), (None, 0.0)])
def test_score(response: str | None, points: float) -> None:
    assert single.score(DATA, response) == points


def test_context_never_tells_which_option_is_right() -> None:
    context = single.context(DATA, None, ["c", "a", "b"])

    assert context == {
        "text": "Wat doe je bij v01?",
        "choices": [
            {"value": key, "label": f"v01: stap {key}"} for key in ("c", "a", "b")
        ],
        "chosen": None,
    }


def options(*rights: bool) -> list[dict[str, object]]:
    return [
        {"key": str(n), "text": "x", "right": right} for n, right in enumerate(rights)
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"options": options(True)}, "options: there must be at least two"),
        ({"options": options(True, True)}, "options: exactly one must be right"),
        ({"options": options(False, False)}, "options: exactly one must be right"),
        (
            {"options": options(True, False) + options(False)},
            "options: every key may stand once",
        ),
        ({"sources": []}, "sources: there must be at least one"),
        (
            {"options": [{"key": "a,b", "text": "x", "right": True}, *options(False)]},
            "options: a key is 1 to 40 letters, digits, - or _",
        ),
        (
            {
                "options": [
                    {"key": "a" * 41, "text": "x", "right": True},
                    *options(False),
                ]
            },
            "options: a key is 1 to 40 letters, digits, - or _",
        ),
    ],
)
def test_check_names_what_is_wrong(change: dict[str, object], problem: str) -> None:
    assert single.check({**DATA, **change}) == [problem]


def test_check_refuses_a_field_it_does_not_know() -> None:
    assert single.check({**DATA, "points": 3}) == [
        "Object contains unknown field `points`"
    ]
