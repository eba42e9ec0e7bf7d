import numpy as np
import pytest

from toetsen.analysis.answers import Answers
from toetsen.analysis.options import option_statistics

OPTIONS = [("a", True), ("b", False), ("c", False)]


def answers(first: list[float], rest: list[float]) -> Answers:
    """Version 1 with `first`, and version 2 with `rest`, an element an attempt."""
    number = len(first)
    return Answers(
        attempt=np.tile(np.arange(number), 2),
        version=np.repeat([1, 2], number),
        mark=np.array([*first, *rest], dtype=np.float64),
        max_mark=np.array([1.0] * number + [3.0] * number),
        attempts=number,
    )


def test_every_option_has_how_many_took_it_and_how_they_did_on_the_rest() -> None:
    """By hand: took a = 1, 1, 0, 0 beside 3, 2, 1, 2: C = 1/3, V = 1/3 and 2/3."""
    takers = {"a": np.array([0, 1]), "b": np.array([2])}

    found = option_statistics(answers([1, 1, 0, 0], [3, 2, 1, 2]), 1, OPTIONS, takers)

    assert [(o.key, o.right, o.attempts) for o in found] == [
        ("a", True, 2),
        ("b", False, 1),
        ("c", False, 0),
    ]
    assert [o.rest for o in found] == [
        pytest.approx(100 / 2**0.5),
        pytest.approx(-100 * (2 / 3) ** 0.5),
        None,
    ]


def test_an_attempt_may_choose_several() -> None:
    takers = {"a": np.array([0]), "b": np.array([0, 1])}

    found = option_statistics(answers([1, 0], [1, 1]), 1, OPTIONS, takers)

    assert [(o.attempts, o.rest) for o in found] == [(1, None), (2, None), (0, None)]


def test_a_version_that_nobody_was_shown_has_options_that_nobody_took() -> None:
    found = option_statistics(answers([1, 0], [1, 1]), 9, OPTIONS, {})

    assert [(o.attempts, o.rest) for o in found] == [(0, None)] * 3
