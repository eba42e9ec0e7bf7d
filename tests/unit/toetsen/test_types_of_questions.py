"""What every type answers for, and what each of them does that the others do not (ADR 0030)."""

import json
from random import Random
from typing import Any

import pytest
from django.template.loader import get_template
from django.utils.datastructures import MultiValueDict

from elearning.core.exceptions import InvalidRequest
from elearning.xapi.validation.parts import activity
from tests.factories.questions import data_of, of_every_type
from toetsen.question_types import Empty, QuestionType, question_type, question_types
from toetsen.question_types.numeric.handler import number_of
from toetsen.question_types.ranking import guess

ALL = [
    pytest.param(question_type(one["type"]), one, id=one["code"])
    for one in of_every_type()
]
SCORED = [one for one in ALL if one.values[0].scored]
ENVELOPE = ("code", "type", "goal")


def data_in(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in ENVELOPE}


def form(**fields: list[str] | str) -> MultiValueDict[str, str]:
    lists = {n: [v] if isinstance(v, str) else v for n, v in fields.items()}
    return MultiValueDict(lists)


# --- Every type ----------------------------------------------------------------------------------
def test_there_are_nine_types() -> None:
    assert [one.kind for one in question_types()] == [
        *("hotspot", "judgement", "match", "multiple", "numeric", "order"),
        *("rewrite", "shorttext", "single"),
    ]


@pytest.mark.parametrize(("kind", "said"), ALL)
def test_the_example_question_is_fit_to_use(kind: QuestionType, said) -> None:
    assert kind.check(data_in(said)) == []


@pytest.mark.parametrize(("kind", "said"), ALL)
def test_a_question_without_sources_or_with_an_unknown_field_is_not_fit(
    kind: QuestionType, said
) -> None:
    data = data_in(said)

    assert kind.check({**data, "sources": []}) == [
        "sources: there must be at least one"
    ]
    assert kind.check({**data, "marks": 3}) == ["Object contains unknown field `marks`"]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("kind", "said"), SCORED)
def test_a_right_example_earns_everything_and_a_wrong_one_less(
    kind: QuestionType, said, seed: int
) -> None:
    data, dice = data_in(said), Random(seed)

    earned = []
    for right in (True, False):
        example = kind.example(data, right=right, dice=dice)
        response = kind.read(data, MultiValueDict(example))
        assert json.loads(json.dumps(response)) == response
        assert kind.complaint(data, response) == ""
        earned.append(kind.score(data, response))

    assert earned[0] == 1.0
    assert earned[1] < 1.0


@pytest.mark.parametrize(("kind", "said"), ALL)
def test_a_form_about_something_else_is_not_an_answer(kind: QuestionType, said) -> None:
    assert kind.read(data_in(said), form(skip="1")) is Empty.NOT_SENT


@pytest.mark.parametrize(("kind", "said"), ALL)
def test_no_answer_earns_nothing_and_counts_nothing(kind: QuestionType, said) -> None:
    data = data_in(said)

    assert kind.score(data, None) == 0.0
    assert kind.chosen(data, None) == []
    assert kind.xapi_response(data, None) == ""
    assert kind.review(data, None).given == []


@pytest.mark.parametrize(("kind", "said"), ALL)
def test_what_is_counted_is_one_of_the_choices_or_a_class(
    kind: QuestionType, said
) -> None:
    data = data_in(said)
    response = kind.read(
        data, MultiValueDict(kind.example(data, right=True, dice=Random(1)))
    )

    keys = {choice.key for choice in kind.choices(data)}

    assert set(kind.chosen(data, response)) <= (keys or {"vt"})
    assert 0.0 <= kind.guess_score(data) < 1.0


@pytest.mark.parametrize(("kind", "said"), ALL)
def test_the_description_for_the_store_is_valid_and_holds_no_text(
    kind: QuestionType, said
) -> None:
    data = data_in(said)

    definition = kind.interaction(data).definition()

    activity({"id": "http://example.org/x", "definition": definition})
    assert data["text"] not in json.dumps(definition)
    assert " " not in json.dumps(definition, separators=(",", ":"))


@pytest.mark.parametrize(("kind", "said"), SCORED)
def test_a_right_response_is_one_of_the_right_patterns(
    kind: QuestionType, said
) -> None:
    data = data_in(said)
    example = MultiValueDict(kind.example(data, right=True, dice=Random(1)))

    said_to_store = kind.xapi_response(data, kind.read(data, example))

    patterns = kind.interaction(data).right
    if kind.kind == "numeric":
        low, high = map(float, patterns[0].split("[:]"))
        assert low <= float(said_to_store) <= high
    else:
        assert said_to_store in patterns


@pytest.mark.parametrize(("kind", "said"), SCORED)
def test_the_screen_never_tells_what_is_right(kind: QuestionType, said) -> None:
    data = data_in(said)

    shown = kind.context(data, None, kind.arranged(data, Random(1)))

    assert "right" not in json.dumps(shown).replace("_right", "")
    assert "Daarom" not in json.dumps(shown)
    assert "1250" not in json.dumps(shown)


@pytest.mark.parametrize("kind", question_types(), ids=lambda one: one.kind)
def test_every_type_has_its_own_template(kind: QuestionType) -> None:
    path = get_template(kind.template).origin.name

    assert f"/question_types/{kind.kind}/templates/" in path


# --- multiple ------------------------------------------------------------------------------------
MULTIPLE = question_type("multiple")


@pytest.mark.parametrize(
    ("given", "points"),
    [
        (["a", "b"], 1.0),
        (["a"], 0.5),
        (["a", "c"], 0.0),
        (["a", "b", "c"], 0.5),
        (["a", "b", "c", "d"], 0.0),
        (["c", "d"], 0.0),
    ],
)
def test_multiple_takes_off_for_what_is_wrong(given: list[str], points: float) -> None:
    assert MULTIPLE.score(data_of("multiple"), given) == points


def test_multiple_says_how_many_and_keeps_what_was_chosen() -> None:
    data = data_of("multiple")

    response = MULTIPLE.read(data, form(choice=["", "a"]))

    assert response == ["a"]
    assert MULTIPLE.complaint(data, response).startswith("Kies er 2.")
    assert MULTIPLE.context(data, response, [])["hint"] == "Kies er 2."


def test_multiple_tells_what_was_cleared_from_what_was_not_sent() -> None:
    data = data_of("multiple")

    assert MULTIPLE.read(data, form(choice="")) is Empty.CLEARED
    assert MULTIPLE.read(data, form()) is Empty.NOT_SENT


def test_multiple_guess_is_the_mean_over_all_pairs() -> None:
    """By hand: of the six pairs of four one earns 1, four earn 0 and one earns 0."""
    assert MULTIPLE.guess_score(data_of("multiple")) == pytest.approx(1 / 6)


# --- order ---------------------------------------------------------------------------------------
ORDER = question_type("order")


@pytest.mark.parametrize(
    ("given", "points"),
    [
        ({"a": 1, "b": 2, "c": 3, "d": 4}, 1.0),
        ({"a": 1, "b": 2, "c": 4, "d": 3}, 4 / 6),  # one of six pairs the wrong way
        ({"d": 1, "a": 2, "b": 3, "c": 4}, 0.0),  # three of six
        ({"d": 1, "c": 2, "b": 3, "a": 4}, 0.0),
        ({"a": 1, "b": 2}, 1 / 6),  # the other pairs earn nothing
        ({"a": 1, "b": 1, "c": 2, "d": 3}, 5 / 6),
    ],
)
def test_order_earns_the_pairs_that_are_right(given, points: float) -> None:
    assert ORDER.score(data_of("order"), given) == pytest.approx(points)


def test_order_is_never_shown_in_the_right_order() -> None:
    shown = {tuple(ORDER.arranged(data_of("order"), Random(n))) for n in range(200)}

    assert ("a", "b", "c", "d") not in shown
    assert len(shown) == 23


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"place_a": "1", "place_b": "2"}, "2 hebben nog geen plaats"),
        (dict.fromkeys(("place_a", "place_b", "place_c", "place_d"), "1"), "dezelfde"),
    ],
)
def test_order_keeps_what_is_not_whole_and_says_what_is_lacking(fields, words) -> None:
    data = data_of("order")

    response = ORDER.read(data, form(**fields))

    assert len(response) == len(fields)
    assert words in ORDER.complaint(data, response)


def test_the_guess_of_three_things_in_order() -> None:
    """By hand: of six orders one earns 1, two earn 1/3, the other three nothing."""
    assert guess(3) == pytest.approx((1 + 2 / 3) / 6)


# --- match ---------------------------------------------------------------------------------------
MATCH = question_type("match")


def test_match_earns_a_share_for_each_and_says_what_is_missing() -> None:
    data = data_of("match")

    response = MATCH.read(data, form(match_a="x", match_b=""))

    assert (response, MATCH.score(data, response)) == ({"a": "x"}, 0.5)
    assert MATCH.complaint(data, response).startswith("Bij één staat nog geen antwoord")
    assert MATCH.xapi_response(data, response) == "a[.]x"
    assert MATCH.guess_score(data) == pytest.approx(1 / 3)


# --- judgement -----------------------------------------------------------------------------------
JUDGEMENT = question_type("judgement")


@pytest.mark.parametrize(
    ("mode", "response", "points"),
    [
        ("best", "a", 1.0),
        ("best", "b", 0.5),
        ("best", "c", 0.0),
        ("ranked", {"a": 1, "b": 2, "c": 3}, 1.0),
        ("ranked", {"b": 1, "a": 2, "c": 3}, 1 / 3),
        ("ranked", {"c": 1, "b": 2, "a": 3}, 0.0),
        ("best_worst", {"best": "a", "worst": "c"}, 1.0),
        ("best_worst", {"best": "a", "worst": "b"}, 0.5),
        ("best_worst", {"best": "b", "worst": "c"}, 0.5),
        ("best_worst", {"best": "c", "worst": "a"}, 0.0),
        ("best_worst", {"best": "a", "worst": "a"}, 0.0),
        ("best_worst", {"best": "a"}, 0.5),
    ],
)
def test_judgement_gives_partial_credit(mode: str, response, points: float) -> None:
    assert JUDGEMENT.score(data_of("judgement", mode=mode), response) == pytest.approx(
        points
    )


@pytest.mark.parametrize(
    ("mode", "share"),
    [("best", 0.5), ("ranked", (1 + 1 / 3 + 1 / 3) / 6), ("best_worst", 1 / 3)],
)
def test_judgement_knows_what_guessing_earns(mode: str, share: float) -> None:
    data = data_of("judgement", mode=mode)

    assert JUDGEMENT.guess_score(data) == pytest.approx(share)


def test_judgement_of_equal_steps_is_not_fit() -> None:
    same = [{"key": key, "text": "x", "score": 1.0} for key in "ab"]

    assert JUDGEMENT.check(data_of("judgement", steps=same)) == [
        "steps: not all may be equally good"
    ]


# --- numeric -------------------------------------------------------------------------------------
NUMERIC = question_type("numeric")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12.0),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1.250", 1250.0),
        ("1.250,50", 1250.5),
        ("€ 1.250,50", 1250.5),
        ("1250.50 euro", 1250.5),
        ("-3", -3.0),
        ("\N{MINUS SIGN}3", -3.0),
        ("12,5,3", None),
        ("twaalf", None),
        ("1e9", None),
        ("", None),
        ("nan", None),
    ],
)
def test_number_of(typed: str, number: float | None) -> None:
    assert number_of(typed, "euro") == number


@pytest.mark.parametrize(
    ("typed", "points"),
    [("1250,5", 1.0), ("1251", 1.0), ("1.250", 1.0), ("1251,01", 0.0), ("veel", 0.0)],
)
def test_numeric_is_right_within_its_tolerance(typed: str, points: float) -> None:
    assert NUMERIC.score(data_of("numeric"), typed) == points


def test_numeric_keeps_what_is_no_number_and_tells_the_store_nothing_of_it() -> None:
    data = data_of("numeric")

    response = NUMERIC.read(data, form(answer=" van mijn oom "))

    assert response == "van mijn oom"
    assert NUMERIC.complaint(data, response).startswith("Dit is geen getal.")
    assert NUMERIC.xapi_response(data, response) == ""


def test_numeric_says_the_right_number_in_dutch() -> None:
    assert NUMERIC.review(data_of("numeric"), "3").right == [
        "1250,5 euro (1250 tot en met 1251 is ook goed)"
    ]


# --- shorttext -----------------------------------------------------------------------------------
SHORT = question_type("shorttext")


@pytest.mark.parametrize(
    ("typed", "points", "matched"),
    [
        ("Veilig Thuis", 1.0, "vt"),
        ("  veilig-thuis. ", 1.0, "vt"),
        ("véilig thuis!", 1.0, "vt"),
        ("vt", 1.0, "vt"),
        ("Hulplijn", 0.5, "hulp"),
        ("politie", 0.0, "pol"),
        ("mijn nichtje Samira", 0.0, "other"),
    ],
)
def test_shorttext_matches_and_the_store_gets_the_class_only(
    typed: str, points: float, matched: str
) -> None:
    data = data_of("shorttext")

    response = SHORT.read(data, form(answer=typed))

    assert SHORT.score(data, response) == points
    assert SHORT.chosen(data, response) == [matched]
    assert SHORT.xapi_response(data, response) == matched


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        (
            [{"key": "a", "text": "x", "score": 0.5}],
            "at least one must earn all the points",
        ),
        ([{"key": "other", "text": "x"}], "the key 'other' is for all other answers"),
        (
            [{"key": "a", "text": "x"}, {"key": "b", "text": "y", "variants": ["X!"]}],
            "the same answer stands in two places",
        ),
        (
            [{"key": "a", "text": "x"}, {"key": "b", "text": "y", "score": 2}],
            "a share of the points is 0 to 1",
        ),
    ],
)
def test_shorttext_names_what_is_wrong(answers, problem: str) -> None:
    assert SHORT.check(data_of("shorttext", answers=answers)) == [f"answers: {problem}"]


@pytest.mark.parametrize(("kind", "most"), [("shorttext", 200), ("numeric", 40)])
def test_a_typed_answer_is_not_endless(kind: str, most: int) -> None:
    handler = question_type(kind)

    assert handler.read(data_of(kind), form(answer="1" * most)) == "1" * most
    with pytest.raises(InvalidRequest):
        handler.read(data_of(kind), form(answer="1" * (most + 1)))
    assert handler.read(data_of(kind), form(answer="  ")) is Empty.CLEARED


# --- rewrite -------------------------------------------------------------------------------------
def test_rewrite_keeps_nothing_of_what_was_written() -> None:
    rewrite = question_type("rewrite")

    response = rewrite.read(data_of("rewrite"), form(done="1", text="Zij zei niets."))

    assert (response, rewrite.scored) == ("done", False)
    assert rewrite.review(data_of("rewrite"), response).given == []


# --- hotspot -------------------------------------------------------------------------------------
HOTSPOT = question_type("hotspot")


@pytest.mark.parametrize(
    ("picture", "problem"),
    [
        ({"file": "../geheim.svg"}, "picture.file: there is no such picture"),
        ({"file": "weg.svg"}, "picture.file: there is no such picture"),
        ({"alt": " "}, "picture.alt: a picture needs a text for who cannot see it"),
        ({"width": 400}, "regions: every place must lie within the picture"),
    ],
)
def test_hotspot_names_what_is_wrong_with_its_picture(picture, problem: str) -> None:
    data = data_of("hotspot")

    assert HOTSPOT.check({**data, "picture": {**data["picture"], **picture}}) == [
        problem
    ]


def test_hotspot_has_a_number_of_one_figure_for_each_place() -> None:
    data = data_of("hotspot")
    many = [{**data["regions"][0], "key": str(n)} for n in range(9)]

    assert HOTSPOT.check({**data, "regions": [*many, data["regions"][1]]}) == [
        "regions: there may be nine at most"
    ]


# --- Forged -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("multiple", {"choice": ["a", "z"]}),
        ("hotspot", {"choice": "z"}),
        ("order", {"place_a": "5"}),
        ("order", {"place_a": "0"}),
        ("order", {"place_a": "eerst"}),
        ("match", {"match_a": "a"}),
        ("judgement", {"choice": "z"}),
    ],
)
def test_what_the_form_cannot_send_is_refused(kind: str, fields) -> None:
    with pytest.raises(InvalidRequest):
        question_type(kind).read(data_of(kind), form(**fields))
