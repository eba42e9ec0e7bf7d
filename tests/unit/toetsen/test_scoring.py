"""When a test is passed: enough points, and every critical question right (brief, 4.1)."""

import pytest

from toetsen.enums import Grade
from toetsen.scoring import ScoredItem, grade, result


def items(
    points: list[float], critical: frozenset[int] = frozenset()
) -> list[ScoredItem]:
    return [
        ScoredItem("M01.1", share, number in critical)
        for number, share in enumerate(points)
    ]


@pytest.mark.parametrize(
    ("right", "asked", "passed"),
    [
        (7, 10, True),
        (6, 10, False),
        (3, 5, False),
        (4, 5, True),
        (17, 24, True),
        (16, 24, False),
        (0, 1, False),
    ],
)
def test_result_passes_at_seventy_percent(right: int, asked: int, passed: bool) -> None:
    answered = items([1.0] * right + [0.0] * (asked - right))

    assert result(answered, pass_percentage=70, all_critical=True).passed is passed


def test_result_fails_on_one_missed_critical_question_whatever_the_total() -> None:
    answered = items([1.0] * 9 + [0.0], critical=frozenset({9}))

    outcome = result(answered, pass_percentage=70, all_critical=True)

    assert (outcome.passed, outcome.missed_critical, outcome.score) == (False, 1, 0.9)


def test_result_counts_a_partly_right_critical_question_as_missed() -> None:
    answered = items([1.0, 1.0, 0.9], critical=frozenset({2}))

    assert result(answered, pass_percentage=70, all_critical=True).missed_critical == 1


def test_result_without_the_critical_rule_looks_at_the_total_only() -> None:
    answered = items([1.0] * 9 + [0.0], critical=frozenset({9}))

    assert result(answered, pass_percentage=70, all_critical=False).passed is True


def test_result_of_a_test_without_questions_is_not_passed() -> None:
    assert result([], pass_percentage=1, all_critical=True).passed is False


def test_result_does_not_lose_a_pass_to_float_rounding() -> None:
    answered = items([0.1] * 7 + [0.0] * 3)

    assert result(answered, pass_percentage=7, all_critical=True).passed is True


def test_result_gives_the_share_per_goal() -> None:
    answered = [
        ScoredItem("M05.1", 0.0, False),
        ScoredItem("M01.1", 1.0, False),
        ScoredItem("M05.1", 1.0, False),
    ]

    assert result(answered, pass_percentage=70, all_critical=True).goals == {
        "M01.1": 1.0,
        "M05.1": 0.5,
    }


def test_result_weighs_a_question_by_its_marks() -> None:
    outcome = result(
        [ScoredItem("M01.1", 1.0, False, 3.0), ScoredItem("M01.1", 0.0, False, 1.0)],
        pass_percentage=70,
        all_critical=True,
    )

    assert (outcome.points, outcome.max_points, outcome.score, outcome.passed) == (
        3.0,
        4.0,
        0.75,
        True,
    )


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (1.0, Grade.RIGHT),
        (0.99, Grade.PARTLY),
        (0.01, Grade.PARTLY),
        (0.0, Grade.WRONG),
        (None, Grade.UNSCORED),
    ],
)
def test_grade(score: float | None, name: Grade) -> None:
    assert grade(score) == name
