"""Which question deserves a look, and which reason comes first."""

from dataclasses import replace

import pytest

from toetsen.analysis.items import ItemStatistics
from toetsen.analysis.options import OptionStatistics
from toetsen.analysis.verdicts import Verdict, unused, verdict

GOOD = ItemStatistics(
    version=1,
    attempts=30,
    max_mark=1.0,
    facility=0.7,
    sd=0.46,
    guess=0.25,
    intended_weight=25.0,
    effective_weight=25.0,
    discrimination=35.0,
    efficiency=40.0,
)
OPTIONS = [
    OptionStatistics("a", True, 21, 35.0),
    OptionStatistics("b", False, 5, -20.0),
    OptionStatistics("c", False, 4, -20.0),
]
SWAPPED = [
    OptionStatistics("a", True, 9, -10.0),
    OptionStatistics("b", False, 21, 10.0),
    OptionStatistics("c", False, 0, None),
]
NOBODY_TOOK_C = [*OPTIONS[:2], OptionStatistics("c", False, 0, None)]


def test_a_good_question_needs_no_look() -> None:
    assert verdict(GOOD, OPTIONS, critical=False) is None


@pytest.mark.parametrize(
    ("changes", "options", "reason"),
    [
        ({"facility": 0.95}, OPTIONS, Verdict.TOO_EASY),
        ({"facility": 0.3}, OPTIONS, Verdict.TOO_HARD),
        ({"discrimination": -0.1}, OPTIONS, Verdict.MISLEADS),
        ({"efficiency": 14.9}, OPTIONS, Verdict.DUBIOUS),
        ({}, NOBODY_TOOK_C, Verdict.UNUSED_OPTION),
        ({}, SWAPPED, Verdict.KEY_DOUBTFUL),
        ({"discrimination": -9.0, "facility": 0.3}, SWAPPED, Verdict.KEY_DOUBTFUL),
        ({"facility": 1.0, "efficiency": None}, NOBODY_TOOK_C, Verdict.TOO_EASY),
    ],
)
def test_each_reason_is_given_and_the_weightiest_first(
    changes: dict[str, float], options: list[OptionStatistics], reason: Verdict
) -> None:
    assert verdict(replace(GOOD, **changes), options, critical=False) == reason


def test_fewer_than_thirty_attempts_say_nothing() -> None:
    few = replace(GOOD, attempts=29, facility=1.0)

    assert verdict(few, SWAPPED, critical=False) is None


def test_a_question_about_safety_is_never_too_easy() -> None:
    everybody = replace(GOOD, facility=1.0, discrimination=None, efficiency=None)

    assert verdict(everybody, NOBODY_TOOK_C, critical=True) is None
    assert verdict(everybody, NOBODY_TOOK_C, critical=False) == Verdict.TOO_EASY


def test_only_wrong_options_are_unused() -> None:
    options = [OptionStatistics("a", True, 0, None), *NOBODY_TOOK_C[1:]]

    assert unused(options) == ["c"]
