"""ZM-16 as data, its scores, and a report that says nothing about fewer than ten people."""

import uuid

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetsen.measurement.apart import apart
from toetsen.measurement.effect import cronbach_alpha
from toetsen.measurement.figures import (
    Judged,
    Measurement,
    Moment,
    Report,
    is_empty,
    may_follow,
)
from toetsen.measurement.instrument import instrument, scores
from toetsen.measurement.report import report

ZM_16 = instrument("zm-16", 1)
CODES = [item.code for item in ZM_16.items]


def person(number: int) -> uuid.UUID:
    return uuid.UUID(int=number)


def measured(number: int, moment: Moment, level: int) -> Measurement:
    """Somebody who answers `level` everywhere, but one more at two statements of each scale."""
    answers = {code: level + (index % 4 < 2) for index, code in enumerate(CODES)}
    return Measurement(person(number), moment, answers)


def total(of: Report, first: Moment, second: Moment):
    comparison = next(
        c for c in of.comparisons if (c.first, c.second) == (first, second)
    )
    return next(s.effect for s in comparison.scales if s.scale == "total")


def test_zm_16_has_four_scales_of_four_statements_and_says_it_is_not_validated() -> (
    None
):
    assert [(s.code, len(s.items)) for s in ZM_16.scales] == [
        ("signaleren", 4),
        ("afstemmen", 4),
        ("handelen", 4),
        ("samenwerken", 4),
    ]
    assert (ZM_16.lowest, ZM_16.highest, ZM_16.validated) == (1, 5, False)


def test_an_unknown_version_is_named() -> None:
    with pytest.raises(LookupError, match="zm-16 version 9"):
        instrument("zm-16", 9)


def test_a_scale_is_the_mean_of_three_or_more_answers() -> None:
    found = scores(ZM_16, {"zm01": 2, "zm02": 3, "zm03": 4, "zm04": None, "zm05": 5})

    assert found.scales == {
        "signaleren": 3.0,
        "afstemmen": None,
        "handelen": None,
        "samenwerken": None,
    }
    assert found.total is None


def test_the_total_is_the_mean_of_the_scales_when_all_are_there() -> None:
    found = scores(ZM_16, dict.fromkeys(CODES[:4], 1) | dict.fromkeys(CODES[4:], 5))

    assert found.total == 4.0


@pytest.mark.parametrize("answers", [{"zm99": 3}, {"zm01": 0}, {"zm01": 6}])
def test_answers_that_do_not_belong_are_refused(answers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="zm"):
        scores(ZM_16, answers)


def test_people_are_paired_by_pseudonym_whatever_the_order() -> None:
    before = [measured(n, Moment.BEFORE, 1 + n % 3) for n in range(12)]
    after = [measured(n, Moment.AFTER, 2 + n % 3) for n in reversed(range(2, 14))]

    found = total(report(ZM_16, [*after, *before]), Moment.BEFORE, Moment.AFTER)

    assert (found.summary.n, found.summary.r) == (10, pytest.approx(1.0))
    assert found.difference == pytest.approx(1.0)


def test_fewer_than_ten_pairs_say_nothing() -> None:
    rows = [
        measured(n, moment, 1 + n % 3)
        for n in range(9)
        for moment in (Moment.BEFORE, Moment.AFTER)
    ]
    alone = [measured(n, Moment.AFTER, 3) for n in range(20, 40)]

    found = report(ZM_16, [*rows, *alone])

    assert all(s.effect is None for c in found.comparisons for s in c.scales)


def test_the_look_back_is_compared_with_after_beside_the_measurement_before() -> None:
    """Everybody thought 3 at the start and sees afterwards that it was 2."""
    levels = {Moment.BEFORE: 3, Moment.AFTER: 4, Moment.THEN: 2}
    rows = [
        measured(n, moment, level - n % 2)
        for n in range(10)
        for moment, level in levels.items()
    ]

    found = report(ZM_16, rows)

    assert total(found, Moment.BEFORE, Moment.AFTER).difference == 1.0
    assert total(found, Moment.THEN, Moment.AFTER).difference == 2.0
    assert total(found, Moment.BEFORE, Moment.LATER) is None


def test_who_dropped_out_is_shown_with_how_they_began() -> None:
    before = [measured(n, Moment.BEFORE, 1 if n < 10 else 3) for n in range(22)]
    after = [measured(n, Moment.AFTER, 3) for n in range(10, 22)]

    first, later = report(ZM_16, [*before, *after]).drop_outs

    assert (first.stayed, first.left) == (12, 10)
    assert (first.mean_stayed, first.mean_left) == (3.5, 1.5)
    assert (later.stayed, later.left, later.mean_left) == (None, None, None)


def test_nine_people_who_left_are_not_shown_nor_to_be_subtracted() -> None:
    before = [measured(n, Moment.BEFORE, 2) for n in range(29)]
    after = [measured(n, Moment.AFTER, 2) for n in range(9, 29)]

    first, _ = report(ZM_16, [*before, *after]).drop_outs

    assert (first.stayed, first.left, first.mean_stayed, first.mean_left) == (
        None,
        None,
        None,
        None,
    )


def test_alpha_is_over_complete_answers_before_the_start() -> None:
    rows = [measured(n, Moment.BEFORE, 1 + n % 4) for n in range(10)]
    gap = Measurement(person(99), Moment.BEFORE, {"zm01": 5, "zm02": 1, "zm03": 1})
    table = [[1 + n % 4 + (i < 2) for i in range(4)] for n in range(10)]

    found = report(ZM_16, [*rows, gap]).alphas

    assert found["signaleren"] == pytest.approx(cronbach_alpha(table))
    assert report(ZM_16, rows[:9]).alphas["signaleren"] is None


def test_the_first_of_two_measurements_at_one_moment_counts() -> None:
    rows = [
        measured(n, moment, 2 + n % 2)
        for n in range(10)
        for moment in (Moment.BEFORE, Moment.AFTER)
    ]
    again = [measured(0, Moment.AFTER, 4)]

    found = total(report(ZM_16, [*rows, *again]), Moment.BEFORE, Moment.AFTER)

    assert (found.summary.n, found.difference) == (10, 0.0)


def test_a_few_people_cannot_be_had_by_subtracting_one_comparison_from_another() -> (
    None
):
    """Two of fourteen did not look back: nothing is said of them in 'before and after' either."""
    moments = (Moment.BEFORE, Moment.AFTER, Moment.THEN)
    rows = [
        measured(n, moment, 1 + n % 3)
        for n in range(14)
        for moment in (moments if n < 12 else moments[:2])
    ]

    found = report(ZM_16, rows)

    for first in (Moment.BEFORE, Moment.THEN):
        assert total(found, first, Moment.AFTER).summary.n == 12


def test_who_skipped_a_scale_is_in_none_of_the_scales() -> None:
    rows = [
        measured(n, moment, 1 + n % 3)
        for n in range(12)
        for moment in (Moment.BEFORE, Moment.AFTER)
    ]
    gap = dict.fromkeys(CODES[4:], 3)
    rows += [Measurement(person(50), m, gap) for m in (Moment.BEFORE, Moment.AFTER)]

    scales = report(ZM_16, rows).comparisons[0].scales

    assert {s.effect.summary.n for s in scales} == {12}


def test_when_all_have_one_score_it_is_hidden() -> None:
    rows = [measured(n, Moment.BEFORE, 2) for n in range(12)]
    rows += [measured(n, Moment.AFTER, 1 + n % 3) for n in range(12)]

    assert total(report(ZM_16, rows), Moment.BEFORE, Moment.AFTER) is None


@given(st.lists(st.frozensets(st.integers(0, 60), max_size=60), min_size=2, max_size=5))
def test_no_two_groups_differ_by_a_few(groups: list[frozenset[int]]) -> None:
    named = {
        name: frozenset(person(n) for n in numbers)
        for name, numbers in enumerate(groups)
    }

    found = apart(named)

    for name, people in found.items():
        assert people <= named[name]
        assert not 0 < len(people) < 10
        for other in found.values():
            assert not (people & other and 0 < len(people - other) < 10)


def test_groups_that_differ_enough_stay_whole() -> None:
    large = frozenset(person(n) for n in range(40))
    small = frozenset(person(n) for n in range(30, 60))

    assert apart({"a": large, "b": small}) == {"a": large, "b": small}


def test_the_comparison_group_is_of_other_people_who_still_waited() -> None:
    """By hand: the trained gain 1, the waiting 0.5 on average; who waited and was trained counts once."""
    trained = [
        measured(n, moment, 1 + n % 2 + up)
        for n in range(12)
        for moment, up in ((Moment.BEFORE, 0), (Moment.AFTER, 1))
    ]
    waited = [
        measured(n, moment, 1 + n % 2 + up * (n % 4 // 2))
        for n in range(20, 40)
        for moment, up in ((Moment.EARLY, 0), (Moment.BEFORE, 1), (Moment.AFTER, 2))
    ]

    found = report(ZM_16, [*trained, *waited]).against_waiting

    assert (found.trained, found.waited) == (12, 20)
    assert found.between.difference == pytest.approx(1 - 0.5)
    assert found.between.low < 0.5 < found.between.high
    assert report(ZM_16, trained).against_waiting is None


@pytest.mark.parametrize(
    ("more", "may"), [(0, True), (1, False), (9, False), (10, True)]
)
def test_a_report_is_followed_when_ten_people_came_in(more: int, may: bool) -> None:
    def of(people: int) -> Report:
        return report(
            ZM_16,
            [
                measured(n, moment, 1 + n % 3)
                for n in range(people)
                for moment in (Moment.BEFORE, Moment.AFTER)
            ],
        )

    assert may_follow(of(20 + more), of(20)) is may
    assert may_follow(of(20), of(30)) is False


def test_a_report_can_be_kept_as_json() -> None:
    rows = [measured(n, Moment.BEFORE, 1 + n % 3) for n in range(12)]
    made = report(
        ZM_16, rows + [measured(n, Moment.AFTER, 3 - n % 3) for n in range(12)]
    )

    assert msgspec.json.decode(msgspec.json.encode(made), type=Report) == made


# --- The situations beside the statements ---------------------------------------------------------
def judged(number: int, moment: Moment, points: float | None) -> Judged:
    """Somebody's points, with eight shares that go with them."""
    shares = [None if points is None else points / 100 + (i % 2) / 10 for i in range(8)]
    form = "X" if (number + (moment == Moment.AFTER)) % 2 == 0 else "Y"
    return Judged(person(number), moment, form, points, shares)


def both(people: range, *, tested: range | None = None) -> Report:
    """People who filled in the statements before and after, and of whom `tested` judged too."""
    moments = (Moment.BEFORE, Moment.AFTER)
    rows = [measured(n, m, 1 + n % 3) for n in people for m in moments]
    chosen = people if tested is None else tested
    done = [
        judged(n, m, 40 + n % 5 * 4 + 20 * (m == Moment.AFTER))
        for n in chosen
        for m in moments
    ]
    return report(ZM_16, rows, done)


def test_situations_have_the_same_measures_as_the_statements() -> None:
    """By hand: points of 40, 44 … 56 before, each 20 more after."""
    (first, *others) = both(range(20)).situations.comparisons

    found = first.scales[0].effect
    assert (first.first, first.second) == (Moment.BEFORE, Moment.AFTER)
    assert [s.scale for s in first.scales] == ["situations"]
    assert (found.summary.n, found.summary.mean_before) == (20, 48.0)
    assert found.difference == pytest.approx(20.0)
    assert found.summary.r == pytest.approx(1.0)
    assert found.g_av == pytest.approx(20 / found.summary.sd_before * found.j)
    assert [s.effect for c in others for s in c.scales] == [None] * 3


def test_nobody_is_compared_with_a_look_back_in_the_situations() -> None:
    found = both(range(12)).situations

    assert Moment.THEN not in {
        m for c in found.comparisons for m in (c.first, c.second)
    }


def test_a_report_without_situations_says_nothing_of_them() -> None:
    assert report(ZM_16, []).situations is None
    assert is_empty(report(ZM_16, [], []))


def test_who_skipped_too_much_is_in_no_figure_of_the_situations() -> None:
    done = [
        judged(n, m, None if n == 20 else 40 + n % 5 * 4)
        for n in range(32)
        for m in (Moment.BEFORE, Moment.AFTER)
    ]

    (first, *_) = report(ZM_16, [], done).situations.comparisons

    assert first.scales[0].effect.summary.n == 31


def test_a_few_people_cannot_be_had_by_subtracting_the_situations() -> None:
    """Three of fifteen judged nothing: the statements are about the twelve others too."""
    found = both(range(15), tested=range(12))

    assert total(found, Moment.BEFORE, Moment.AFTER).summary.n == 12
    assert found.situations.comparisons[0].scales[0].effect.summary.n == 12


def test_ten_people_apart_may_differ() -> None:
    found = both(range(30), tested=range(20))

    assert total(found, Moment.BEFORE, Moment.AFTER).summary.n == 30
    assert found.situations.comparisons[0].scales[0].effect.summary.n == 20


def test_alpha_is_per_form_of_who_left_nothing_out_before_the_start() -> None:
    done = [judged(n, Moment.BEFORE, 40 + n % 5 * 4) for n in range(29)]
    rows = [list(d.shares) for d in done if d.form == "X"]
    gap = Judged(person(98), Moment.BEFORE, "X", 50.0, [None, *([0.5] * 7)])

    found = report(ZM_16, [], [*done, gap]).situations.alphas

    assert found["X"] == pytest.approx(cronbach_alpha(rows))
    assert set(found) == {"X", "Y"}
    few = [d for d in done if d.form == "X"] + [d for d in done if d.form == "Y"][:9]
    assert report(ZM_16, [], few).situations.alphas["Y"] is None


def test_situations_have_a_comparison_group_of_other_people() -> None:
    """By hand: the trained gain 20, the waiting 10 on average."""
    trained = [
        judged(n, m, 40 + n % 5 * 4 + up)
        for n in range(12)
        for m, up in ((Moment.BEFORE, 0), (Moment.AFTER, 20))
    ]
    waited = [
        judged(n, m, 40 + n % 5 * 4 + up * (n % 2))
        for n in range(20, 40)
        for m, up in ((Moment.EARLY, 0), (Moment.BEFORE, 20), (Moment.AFTER, 30))
    ]

    found = report(ZM_16, [], [*trained, *waited]).situations.against_waiting

    assert (found.trained, found.waited) == (12, 20)
    assert found.between.difference == pytest.approx(10.0)


@pytest.mark.parametrize(("more", "may"), [(0, True), (9, False), (10, True)])
def test_a_report_is_followed_when_ten_people_judged_more(more: int, may: bool) -> None:
    old, new = (
        both(range(40), tested=range(20)),
        both(range(40), tested=range(20 + more)),
    )

    assert may_follow(new, old) is may
