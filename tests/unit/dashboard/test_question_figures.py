"""What of the figures of a question may be shown: nothing under ten, nothing all or nothing."""

from dataclasses import replace

import pytest

from elearning.dashboard.question_figures import is_new_enough, shown_question
from toetsen.analysis.items import ItemStatistics
from toetsen.analysis.options import OptionStatistics
from toetsen.analysis.verdicts import Verdict
from toetsen.item_figures import QuestionFigures

ITEM = ItemStatistics(
    version=1,
    attempts=43,
    max_mark=1.0,
    facility=28 / 43,
    sd=0.4823,
    guess=1 / 3,
    intended_weight=25.0,
    effective_weight=24.6,
    discrimination=31.4,
    efficiency=38.6,
)


def shown(*taken: int, divides: bool = True, **changes: float):
    """What is shown of a question whose options a (right), b, c were taken so often."""
    options = [
        OptionStatistics(key, key == "a", number, None)
        for key, number in zip("abc", taken, strict=True)
    ]
    return shown_question(
        QuestionFigures(replace(ITEM, **changes), options, divides), critical=False
    )


def numbers(*taken: int, divides: bool = True) -> list[int | None]:
    return [option["number"] for option in shown(*taken, divides=divides)["options"]]


def test_figures_are_rounded_to_five_people_and_whole_percents() -> None:
    found = shown(28, 15, 0)

    assert found["people"] == 45
    assert (found["facility"], found["guess"], found["sd"]) == (65, 33, 0.5)
    assert (found["discrimination"], found["efficiency"]) == (31, 39)
    assert (found["intended_weight"], found["effective_weight"]) == (25, 25)


@pytest.mark.parametrize("right", [0, 9, 34, 43])
def test_what_tells_that_nearly_all_or_nobody_had_it_right_is_hidden(
    right: int,
) -> None:
    found = shown(right, 43 - right, 0, facility=right / 43)

    assert {
        found[name]
        for name in (
            "facility",
            "sd",
            "effective_weight",
            "discrimination",
            "efficiency",
        )
    } == {None}


def test_options_are_rounded_and_nobody_is_said() -> None:
    assert numbers(28, 15, 0) == [30, 15, 0]


def test_that_nobody_took_an_option_is_said_only_where_its_number_is_shown() -> None:
    """Of 43 people 34 took a: then nothing stands beside the options, and no sentence names one."""
    assert shown(28, 15, 0)["verdict"] == Verdict.UNUSED_OPTION

    assert shown(34, 9, 0)["verdict"] is None


def test_what_is_hidden_differs_from_what_cannot_be_worked_out() -> None:
    assert shown(28, 15, 0, efficiency=None)["is_open"] is True

    assert shown(34, 9, 0, facility=34 / 43)["is_open"] is False


def test_an_option_of_nine_is_hidden_and_cannot_be_subtracted() -> None:
    """23 took a, 11 b and 9 c: without b, c would be what is left over."""
    assert numbers(23, 11, 9) == [25, None, None]


def test_options_of_which_nearly_everybody_took_one_are_hidden_together() -> None:
    assert numbers(34, 9, 0) == [None, None, None]
    assert numbers(43, 0, 0) == [None, None, None]


def test_options_of_which_several_may_be_taken_stand_by_themselves() -> None:
    assert numbers(30, 30, 5, divides=False) == [30, 30, None]


@pytest.mark.parametrize(
    ("people", "earlier", "is_new"),
    [
        (9, None, False),
        (10, None, True),
        (19, 10, False),
        (20, 10, True),
        (8, 20, False),
    ],
)
def test_figures_are_replaced_when_ten_more_people_came(
    people: int, earlier: int | None, is_new: bool
) -> None:
    assert is_new_enough(people, earlier) is is_new
