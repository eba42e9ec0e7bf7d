"""Drawing by blueprint: no question twice, what is needed first, and what is short is said."""

from random import Random

import pytest

from toetsen.drawing import Candidate, Row, draw, rows_for

BANK = [
    Candidate(1, "M05.1", "single", critical=True),
    Candidate(2, "M05.1", "order"),
    Candidate(3, "M05.2", "single"),
    Candidate(4, "M05.2", "single"),
    Candidate(5, "M04.1", "single"),
]


def drawn(*rows: Row, seen: tuple[int, ...] = (), dice: int = 1) -> list[list[int]]:
    found = draw(rows, BANK, Random(dice), seen=seen)
    return [sorted(row) for row in found.picked]


def test_draw_takes_goal_type_and_number() -> None:
    rows = (
        Row(goal="M05.2", number=2, kind="single"),
        Row(goal="M05.1", number=1, kind="order"),
    )

    assert drawn(*rows) == [[3, 4], [2]]


def test_draw_of_a_module_takes_any_of_its_goals() -> None:
    assert drawn(Row(goal="M05", number=4)) == [[1, 2, 3, 4]]


def test_a_question_that_earns_nothing_comes_only_when_its_type_is_asked_for() -> None:
    bank = [
        Candidate(6, "M04.1", "rewrite", scored=False),
        Candidate(7, "M04.1", "single"),
    ]

    any_type = draw([Row(goal="M04.1", number=2)], bank, Random(1))
    asked_for = draw([Row(goal="M04.1", number=1, kind="rewrite")], bank, Random(1))

    assert (any_type.picked, any_type.missing) == ([[7]], [1])
    assert asked_for.picked == [[6]]


def test_draw_of_questions_about_safety_takes_no_others() -> None:
    assert drawn(Row(goal="M05", number=1, critical=True)) == [[1]]


@pytest.mark.parametrize("dice", range(20))
def test_a_question_goes_to_the_row_that_has_no_other(dice: int) -> None:
    rows = (
        Row(goal="M05.1", number=1),
        Row(goal="M05", number=1, critical=True),
    )

    assert drawn(*rows, dice=dice) == [[2], [1]]


def test_draw_says_how_many_are_missing_in_which_row() -> None:
    found = draw(
        [Row(goal="M04.1", number=3), Row(goal="M05.2", number=1)], BANK, Random(1)
    )

    assert (found.missing, found.is_whole) == ([2, 0], False)


def test_draw_differs_by_chance_and_never_repeats() -> None:
    forms = {
        tuple(drawn(Row(goal="M05", number=2), dice=dice)[0]) for dice in range(50)
    }

    assert len(forms) == 6
    assert all(len(set(form)) == 2 for form in forms)


def test_what_was_seen_comes_only_where_the_rest_is_too_little() -> None:
    row = Row(goal="M05", number=2)

    assert drawn(row, seen=(1, 2)) == [[3, 4]]
    assert 4 in drawn(row, seen=(1, 2, 3))[0]


def test_rows_for_a_path_are_its_own_and_those_of_every_path() -> None:
    all_rows = [
        Row(goal="M01", number=1),
        Row(goal="M04", number=1, path="ll-a"),
        Row(goal="M12", number=1, path="ll-d"),
    ]

    assert [row.goal for row in rows_for(all_rows, "ll-d")] == ["M01", "M12"]
