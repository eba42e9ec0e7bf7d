"""How much changed between two measurements of the same people.

Which effect size is which, after Lakens (2013), "Calculating and reporting effect sizes to
facilitate cumulative science", Frontiers in Psychology 4:863, and Cumming (2012), "Understanding
the new statistics": g_av is the main measure, d_z is only given with its name, since it grows with
the correlation between both moments and may not be compared with the others (brief, 4.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import scipy

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Summary:
    """n pairs: the mean and standard deviation (over n - 1) of both moments, and their correlation."""

    n: int
    mean_before: float
    sd_before: float
    mean_after: float
    sd_after: float
    r: float


@dataclass(frozen=True)
class Effect:
    """What changed, after minus before. A size is None where nothing varies.

    | field | formula |
    |---|---|
    | sd_difference | sqrt(sd_before^2 + sd_after^2 - 2 r sd_before sd_after) |
    | low, high | difference -+ t(0.975; n - 1) sd_difference / sqrt(n) |
    | d_z | difference / sd_difference |
    | d_av | difference / ((sd_before + sd_after) / 2) |
    | j | 1 - 3 / (4 (n - 1) - 1), Hedges' correction |
    | g_av | d_av x j |
    """

    summary: Summary
    difference: float
    sd_difference: float
    low: float
    high: float
    d_z: float | None
    d_av: float | None
    j: float
    g_av: float | None


def summary(before: Sequence[float], after: Sequence[float]) -> Summary | None:
    """The summary of pairs of scores, the same person at the same place in both.

    None with fewer than three pairs. Where one moment does not vary, r is 0.0: it then drops out
    of every formula. Raises ValueError for unequal lengths.
    """
    if len(before) != len(after):
        raise ValueError("every score before needs one after")
    if len(before) < 3:
        return None
    first, second = np.asarray(before, np.float64), np.asarray(after, np.float64)
    varies = np.ptp(first) > 0 and np.ptp(second) > 0
    return Summary(
        n=len(first),
        mean_before=float(first.mean()),
        sd_before=float(first.std(ddof=1)),
        mean_after=float(second.mean()),
        sd_after=float(second.std(ddof=1)),
        r=float(np.corrcoef(first, second)[0, 1]) if varies else 0.0,
    )


def effect(of: Summary) -> Effect:
    """The sizes of the change in `of`, whose n is 3 or more."""
    difference = of.mean_after - of.mean_before
    sd = sqrt(
        max(
            0.0,
            of.sd_before**2 + of.sd_after**2 - 2 * of.r * of.sd_before * of.sd_after,
        )
    )
    quantile = float(scipy.special.stdtrit(of.n - 1, (1 + CONFIDENCE) / 2))
    margin = quantile * sd / sqrt(of.n)
    average = (of.sd_before + of.sd_after) / 2
    d_av = difference / average if average else None
    j = 1 - 3 / (4 * (of.n - 1) - 1)
    return Effect(
        summary=of,
        difference=difference,
        sd_difference=sd,
        low=difference - margin,
        high=difference + margin,
        d_z=difference / sd if sd else None,
        d_av=d_av,
        j=j,
        g_av=None if d_av is None else d_av * j,
    )


@dataclass(frozen=True)
class Between:
    """How much more one group changed than another: `difference` with its 95% interval."""

    difference: float
    low: float
    high: float


def between(group: Effect, comparison: Effect) -> Between | None:
    """The change in `group` minus that in a comparison group of other people.

    Welch's interval (1947) of two means with unequal variances, here of the changes: s^2 / n of each
    group added, with Welch and Satterthwaite's degrees of freedom. None where nobody's change
    differs from another's. Without a comparison group a change says nothing sure about its cause
    (brief, 4.3).
    """
    sizes = (group.summary.n, comparison.summary.n)
    parts = [
        one.sd_difference**2 / n
        for one, n in zip((group, comparison), sizes, strict=True)
    ]
    if not sum(parts):
        return None
    freedom = sum(parts) ** 2 / sum(
        part**2 / (n - 1) for part, n in zip(parts, sizes, strict=True)
    )
    quantile = float(scipy.special.stdtrit(freedom, (1 + CONFIDENCE) / 2))
    margin = quantile * sqrt(sum(parts))
    difference = group.difference - comparison.difference
    return Between(difference, difference - margin, difference + margin)


def cronbach_alpha(answers: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha (1951) of one scale: k / (k - 1) (1 - sum of V(item) / V(sum of items)).

    `answers` has a row a person and a column a statement, without gaps: who skipped one is left out
    by the caller. None with fewer than two statements, three people, or sums that do not vary.
    """
    table = np.asarray(answers, np.float64)
    if table.ndim != 2 or table.shape[0] < 3 or table.shape[1] < 2:
        return None
    whole = table.sum(axis=1)
    if np.ptp(whole) == 0:
        return None
    items = table.shape[1]
    apart = table.var(axis=0, ddof=1).sum()
    return float(items / (items - 1) * (1 - apart / whole.var(ddof=1)))
