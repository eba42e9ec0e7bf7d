"""Moodle's figures on one small test, to four decimals.

The expected values were worked out apart from this code, in exact fractions, from the formulas of
"Quiz statistics calculations" (https://docs.moodle.org/dev/Quiz_statistics_calculations). Beside that
the code was run once on the data of Moodle's own `mod/quiz/report/statistics/tests/statistics_test.php`
(22 attempts, 13 questions that vary): every figure Moodle expects there came out to a millionth.
"""

from dataclasses import replace

import numpy as np
import pytest

from toetsen.analysis.answers import Answers, main_form
from toetsen.analysis.assessment import assessment_statistics
from toetsen.analysis.items import ItemStatistics, item_statistics

# Twelve attempts at six questions. The fourth is worth two marks, the fifth works against the
# others, and everybody has the sixth right.
MARKS = [
    [1, 1, 1, 2, 0, 1],
    [1, 1, 1, 2, 0, 1],
    [1, 1, 1, 1, 1, 1],
    [1, 1, 0, 2, 0, 1],
    [1, 0, 1, 2, 1, 1],
    [1, 1, 0.5, 1, 0, 1],
    [1, 0, 1, 1, 1, 1],
    [0, 1, 0, 1, 0, 1],
    [1, 0, 0.5, 0, 1, 1],
    [0, 0, 0, 1, 1, 1],
    [1, 0, 0, 0, 0, 1],
    [0, 0, 0, 0, 1, 1],
]
MOST = [1, 1, 1, 2, 1, 1]
# Facility, standard deviation, intended weight, effective weight, discrimination, efficiency.
ITEMS = {
    1: (0.7500, 0.4523, 14.2857, 21.6154, 41.6058, 52.3810),
    2: (0.5000, 0.5222, 14.2857, 20.5062, 18.8237, 21.4286),
    3: (0.5000, 0.4767, 14.2857, 25.5757, 71.9042, 75.0000),
    4: (0.5417, 0.7930, 28.5714, 32.3028, 47.1435, 54.8387),
    5: (0.5000, 0.5222, 14.2857, None, -36.1961, -41.1765),
    6: (1.0000, 0.0000, 14.2857, 0.0000, None, None),
}


def answers(marks: list[list[float | None]], most: list[float]) -> Answers:
    """The answers in a table, a row an attempt; version 1 is its first column. None: not shown."""
    shown = [
        (attempt, column + 1, mark, most[column])
        for attempt, row in enumerate(marks)
        for column, mark in enumerate(row)
        if mark is not None
    ]
    attempt, version, mark, max_mark = (np.array(c) for c in zip(*shown, strict=True))
    return Answers(
        attempt,
        version,
        mark.astype(np.float64),
        max_mark.astype(np.float64),
        len(marks),
    )


def figures(item: ItemStatistics) -> tuple[float | None, ...]:
    found = (
        item.facility,
        item.sd,
        item.intended_weight,
        item.effective_weight,
        item.discrimination,
        item.efficiency,
    )
    return tuple(None if one is None else round(one, 4) for one in found)


def test_items_have_moodles_figures_to_four_decimals() -> None:
    items = item_statistics(answers(MARKS, MOST), {})

    assert {item.version: figures(item) for item in items} == ITEMS


def test_the_test_has_moodles_figures_to_four_decimals() -> None:
    form = main_form(answers(MARKS, MOST))
    assert form is not None

    found = assessment_statistics(form)

    assert (found.attempts, found.questions, found.max_mark) == (12, 6, 7)
    assert [
        round(one, 4)
        for one in (
            found.mean,
            found.median,
            found.sd,
            found.skewness,
            found.kurtosis,
            found.consistency,
            found.error_ratio,
            found.standard_error,
        )
    ] == [4.3333, 4.75, 1.5715, -0.3264, -1.5184, 41.9632, 76.1819, 1.1972]


def test_the_order_of_rows_changes_nothing() -> None:
    whole = answers(MARKS, MOST)
    order = np.random.default_rng(4).permutation(len(whole.mark))
    mixed = Answers(
        whole.attempt[order],
        whole.version[order],
        whole.mark[order],
        whole.max_mark[order],
        whole.attempts,
    )

    items = item_statistics(mixed, {})

    assert {item.version: figures(item) for item in items} == ITEMS


def test_an_item_that_works_against_the_rest_has_no_weight_and_says_so() -> None:
    items = item_statistics(answers(MARKS, MOST), {})

    assert [item.version for item in items if item.negative_covariance] == [5]
    assert sum(item.effective_weight or 0 for item in items) == pytest.approx(100)


def test_the_guess_score_is_the_one_of_the_question() -> None:
    items = item_statistics(answers(MARKS, MOST), {1: 1 / 3, 4: 0.25})

    assert [item.guess for item in items] == [1 / 3, None, None, 0.25, None, None]


def test_two_versions_of_a_question_are_two_questions() -> None:
    """Version 2 was edited into version 3 after three attempts; each is over its own attempts."""
    marks = [[1, 1, None], [0, 0, None], [1, 0, None], [1, None, 1], [0, None, 1]]

    items = item_statistics(answers(marks, [1, 1, 1]), {})

    assert [(item.version, item.attempts, item.facility) for item in items] == [
        (1, 5, pytest.approx(3 / 5)),
        (2, 3, pytest.approx(1 / 3)),
        (3, 2, 1.0),
    ]
    assert [item.intended_weight for item in items] == [50.0, 50.0, None]


def test_a_drawn_question_is_measured_against_the_rest_of_its_own_attempt() -> None:
    """By hand: x = 1, 1, 0, 0 and the rest 2, 1, 1, 0 give C = 1/3, V(x) = 1/3, V(R) = 2/3."""
    marks = [
        [1, 1, 1, None],
        [1, 1, None, 0],
        [0, 0, 1, None],
        [0, None, 0, 0],
    ]

    first = item_statistics(answers(marks, [1, 1, 1, 1]), {})[0]

    assert first.discrimination == pytest.approx(100 / 2**0.5)
    assert first.efficiency == pytest.approx(100)


def test_figures_of_a_whole_test_are_about_the_form_most_people_had() -> None:
    marks = [[1, 1, None], [0, 1, None], [1, 0, None], [1, None, 1], [0, None, 1]]

    form = main_form(answers(marks, [1, 1, 1]))

    assert form is not None
    assert form.versions.tolist() == [1, 2]
    assert form.totals.tolist() == [2, 1, 1]


def test_of_forms_with_as_many_people_the_newest_counts() -> None:
    form = main_form(answers([[1, 1, None], [1, None, 0]], [1, 1, 1]))

    assert form is not None
    assert form.versions.tolist() == [1, 3]


def test_the_newest_of_forms_is_the_one_with_the_newest_version() -> None:
    marks = [[1, None, None, None, 1], [None, 1, 1, 1, None]]

    form = main_form(answers(marks, [1, 1, 1, 1, 1]))

    assert form is not None
    assert form.versions.tolist() == [1, 5]


@pytest.mark.parametrize("attempts", [1, 2, 3])
def test_too_few_attempts_leave_figures_empty(attempts: int) -> None:
    form = main_form(answers(MARKS[-attempts:], MOST))
    assert form is not None

    found = assessment_statistics(form)

    assert (found.sd is None) is (attempts < 2)
    assert (found.skewness is None, found.consistency is None) == (
        attempts < 3,
        attempts < 3,
    )
    assert found.kurtosis is None


def test_equal_attempts_have_no_consistency() -> None:
    form = main_form(answers([[0.1, 0.2]] * 5, [1, 1]))
    assert form is not None

    found = assessment_statistics(form)

    assert (found.skewness, found.consistency, found.standard_error) == (
        None,
        None,
        None,
    )


def test_nothing_answered_is_no_form_and_no_items() -> None:
    nothing = Answers(
        *(np.array([], dtype=kind) for kind in (int, int, float, float)), attempts=0
    )

    assert main_form(nothing) is None
    assert item_statistics(nothing, {}) == []


def test_thirty_attempts_are_enough() -> None:
    item = item_statistics(answers(MARKS, MOST), {})[0]

    assert [replace(item, attempts=n).is_enough for n in (29, 30)] == [False, True]
