"""The situations as data: two parallel forms, what a choice earns, and who gets which form."""

import itertools
import uuid
from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetsen.measurement.figures import Moment
from toetsen.measurement.forms import TURNS, ParallelForm, form_for
from toetsen.measurement.instrument import instrument
from toetsen.measurement.situations import (
    points,
    problems_of,
    read_choices,
    shares,
    situations,
)

TEST = situations("situaties", 1)
X, Y = (TEST.forms[form] for form in (ParallelForm.X, ParallelForm.Y))


def best(form) -> dict[str, str | None]:
    return {
        one.code: next(step.key for step in one.steps if step.score == 1)
        for one in form
    }


# --- The forms ----------------------------------------------------------------------------------
def test_there_are_eight_situations_in_each_of_two_forms() -> None:
    assert (len(X), len(Y), set(TEST.forms)) == (8, 8, set(ParallelForm))
    assert (TEST.validated, TEST.concept) == (False, True)


def test_the_forms_are_balanced_by_goal_and_by_scale_of_the_statements() -> None:
    assert [(one.goal, one.scale) for one in X] == [(one.goal, one.scale) for one in Y]
    scales = [scale.code for scale in instrument("zm-16", 1).scales]
    for form in (X, Y):
        assert Counter(one.scale for one in form) == dict.fromkeys(scales, 2)
        assert len({one.goal for one in form}) == 8


def test_blind_guessing_earns_the_same_on_both_and_the_best_step_has_no_fixed_place() -> (
    None
):
    for form in (X, Y):
        guess = [sum(s.score for s in one.steps) / len(one.steps) for one in form]
        assert guess == [0.375] * 8
        assert Counter(best(form).values()) == dict.fromkeys("abcd", 2)


def test_the_best_step_is_not_to_be_had_by_its_length() -> None:
    """No more often than by chance: in two of eight."""
    for form in (X, Y):
        longest = [
            max(one.steps, key=lambda step: len(step.text)).score == 1 for one in form
        ]
        assert sum(longest) <= 2


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"goal": "M01.1"}, "x1 and y1: not parallel"),
        ({"code": "y2"}, "every situation's code may stand once"),
        ({"steps": X[0].steps[:1]}, "x1 and y1: not parallel; x1: one step is best"),
    ],
)
def test_forms_that_are_not_parallel_are_refused(change, problem) -> None:
    changed = msgspec.structs.replace(X[0], **change)
    broken = msgspec.structs.replace(
        TEST, forms={ParallelForm.X: (changed, *X[1:]), ParallelForm.Y: Y}
    )

    assert "; ".join(problems_of(broken)) == problem


def test_a_missing_form_is_refused() -> None:
    alone = msgspec.structs.replace(TEST, forms={ParallelForm.X: X})

    assert problems_of(alone) == ["forms: X and Y, equally long"]


def test_an_unknown_version_is_named() -> None:
    with pytest.raises(LookupError, match="situaties version 9"):
        situations("situaties", 9)


# --- What a choice earns --------------------------------------------------------------------------
@pytest.mark.parametrize("form", [X, Y])
def test_the_best_steps_earn_all_points(form) -> None:
    assert points(TEST, shares(form, best(form))) == 100.0


def test_a_defensible_step_earns_half_and_a_skipped_one_is_left_out() -> None:
    """By hand: six answered, 1 + 1 + 1 + 0.5 + 0 + 0 of 6 is 58.33."""
    chosen = best(X) | {"x4": "c", "x5": "b", "x6": "a", "x7": None}
    del chosen["x8"]

    earned = shares(X, chosen)

    assert earned == [1, 1, 1, 0.5, 0, 0, None, None]
    assert points(TEST, earned) == pytest.approx(58.3333, abs=1e-4)


def test_fewer_than_six_answers_are_no_score() -> None:
    chosen = dict(list(best(X).items())[:5])

    assert points(TEST, shares(X, chosen)) is None


@pytest.mark.parametrize("choices", [{"y1": "a"}, {"x1": "e"}, {"zm01": "a"}])
def test_what_is_not_in_the_form_is_refused(choices: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="does not belong"):
        shares(X, choices)


def test_a_form_says_what_was_chosen_and_what_was_skipped() -> None:
    posted = {"x1": "b", "x2": "-", "x3": "", "y1": "a", "klaar": "1"}

    assert read_choices(X, posted) == {"x1": "b", "x2": None}


# --- Who gets which form ---------------------------------------------------------------------------
@given(st.uuids())
def test_every_next_moment_has_the_other_form(actor: uuid.UUID) -> None:
    forms = [form_for(actor, moment) for moment in TURNS]

    assert list(TURNS) == [Moment.EARLY, Moment.BEFORE, Moment.AFTER, Moment.LATER]
    assert all(one != other for one, other in itertools.pairwise(forms))


def test_half_begin_with_each_form() -> None:
    """Of 2,000 random pseudonyms: within four standard deviations of a thousand."""
    begun = Counter(form_for(uuid.uuid4(), Moment.BEFORE) for _ in range(2000))

    assert abs(begun["X"] - 1000) < 4 * (2000 * 0.25) ** 0.5


def test_nobody_is_tested_about_the_time_she_looks_back_at() -> None:
    with pytest.raises(ValueError, match="then"):
        form_for(uuid.UUID(int=1), Moment.THEN)
