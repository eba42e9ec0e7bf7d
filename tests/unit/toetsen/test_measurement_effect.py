"""Effect sizes: the example of the brief to its printed digits, and numbers worked out by hand."""

import numpy as np
import pytest
import scipy

from toetsen.measurement.effect import (
    Summary,
    between,
    cronbach_alpha,
    effect,
    summary,
)


def test_the_example_of_the_brief_comes_out_to_the_printed_digits() -> None:
    """Brief, 4.3: n = 24, before 2.9 (sd 0.7), after 3.6 (sd 0.6), r = 0.5."""
    found = effect(Summary(24, 2.9, 0.7, 3.6, 0.6, 0.5))

    assert f"{found.difference:.2f}" == "0.70"
    assert f"[{found.low:.2f}; {found.high:.2f}]" == "[0.42; 0.98]"
    assert f"{found.d_z:.2f}" == "1.07"
    assert f"{found.d_av:.2f}" == "1.08"
    assert f"{found.j:.3f}" == "0.967"
    assert f"{found.g_av:.2f}" == "1.04"


def test_summary_and_interval_are_those_of_a_paired_t_test() -> None:
    numbers = np.random.default_rng(7)
    before = numbers.normal(3, 0.7, 40)
    after = before * 0.6 + numbers.normal(1.6, 0.5, 40)
    theirs = scipy.stats.ttest_rel(after, before).confidence_interval(0.95)

    found = summary(before.tolist(), after.tolist())

    assert found is not None
    assert found.r == pytest.approx(scipy.stats.pearsonr(before, after).statistic)
    assert (effect(found).low, effect(found).high) == pytest.approx(
        (theirs.low, theirs.high)
    )
    assert effect(found).d_z == pytest.approx(
        (after - before).mean() / (after - before).std(ddof=1)
    )


def test_nobody_who_changed_has_no_d_z() -> None:
    found = effect(Summary(12, 3.0, 0.5, 3.0, 0.5, 1.0))

    assert (found.difference, found.d_z, found.g_av) == (0.0, None, 0.0)


def test_scores_that_do_not_vary_have_no_size() -> None:
    pairs = summary([3.0] * 10, [4.0] * 10)
    assert pairs is not None

    found = effect(pairs)

    assert (found.difference, found.low, found.high) == (1.0, 1.0, 1.0)
    assert (found.d_z, found.d_av, found.g_av) == (None, None, None)


def test_two_pairs_have_no_summary() -> None:
    assert summary([1.0, 2.0], [2.0, 3.0]) is None


def test_scores_without_a_partner_are_refused() -> None:
    with pytest.raises(ValueError, match="every score before"):
        summary([1.0, 2.0, 3.0], [2.0, 3.0])


def test_against_a_comparison_group_it_is_welchs_test_of_the_changes() -> None:
    numbers = np.random.default_rng(3)
    before, other = numbers.normal(3, 0.7, 25), numbers.normal(3, 0.6, 14)
    after, later = (
        before + numbers.normal(0.7, 0.6, 25),
        other + numbers.normal(0.1, 0.3, 14),
    )
    theirs = scipy.stats.ttest_ind(
        after - before, later - other, equal_var=False
    ).confidence_interval(0.95)
    pairs = [
        summary(a.tolist(), b.tolist()) for a, b in ((before, after), (other, later))
    ]

    found = between(*(effect(one) for one in pairs if one))

    assert found is not None
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high))
    assert found.difference == pytest.approx(
        (after - before).mean() - (later - other).mean()
    )


def test_groups_in_which_everybody_changed_alike_have_no_interval() -> None:
    same = effect(Summary(12, 3.0, 0.5, 4.0, 0.5, 1.0))

    assert between(same, same) is None


def test_alpha_of_a_small_table_is_the_one_worked_out_by_hand() -> None:
    """V = 1, 1, 1 and V(sum) = 7: alpha = 3/2 (1 - 3/7) = 6/7."""
    assert cronbach_alpha([[1, 1, 2], [2, 3, 3], [3, 2, 4]]) == pytest.approx(6 / 7)


@pytest.mark.parametrize(
    "answers", [[[1, 2], [2, 3]], [[1], [2], [3]], [[1, 3], [2, 2], [3, 1]]]
)
def test_alpha_needs_three_people_two_statements_and_sums_that_differ(
    answers: list[list[float]],
) -> None:
    assert cronbach_alpha(answers) is None
