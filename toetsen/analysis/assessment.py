"""Statistics of a whole test, by Moodle's definitions."""

from dataclasses import dataclass

import numpy as np
import scipy

from toetsen.analysis.answers import Form


@dataclass(frozen=True)
class AssessmentStatistics:
    """The attempts at one form of a test. A figure that cannot be worked out is None.

    | field | formula | unit |
    |---|---|---|
    | mean, median, sd | of the marks X of the attempts, V over n - 1 | marks, of `max_mark` |
    | skewness | k3 / k2^(3/2), k the unbiased cumulants of X (from n = 3) | none |
    | kurtosis | k4 / k2^2 (from n = 4); 0 for a normal distribution | none |
    | consistency | 100 p / (p - 1) (1 - sum of V(x) / V(X)), with p questions | percent |
    | error_ratio | 100 sqrt(1 - consistency / 100) | percent |
    | standard_error | error_ratio / 100 x sd | marks |

    `consistency` is the coefficient of internal consistency, which is Cronbach's alpha in percent;
    it needs two questions and three attempts, and is negative where questions work against each
    other. Source: Moodle, "Quiz statistics calculations", "Test statistics".
    """

    attempts: int
    questions: int
    max_mark: float
    mean: float
    median: float
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    consistency: float | None
    error_ratio: float | None
    standard_error: float | None


def assessment_statistics(form: Form) -> AssessmentStatistics:
    """The statistics of one form, see `main_form`."""
    totals = form.totals
    attempts, questions = form.marks.shape
    sd = float(totals.std(ddof=1)) if attempts > 1 else None
    differs = attempts > 2 and bool(np.ptp(totals) > 1e-9)
    consistency = _consistency(form) if differs and questions > 1 else None
    ratio = None if consistency is None else 100 * float(np.sqrt(1 - consistency / 100))
    return AssessmentStatistics(
        attempts=attempts,
        questions=questions,
        max_mark=float(form.max_marks.mean(axis=0).sum()),
        mean=float(totals.mean()),
        median=float(np.median(totals)),
        sd=sd,
        skewness=float(scipy.stats.skew(totals, bias=False)) if differs else None,
        kurtosis=float(scipy.stats.kurtosis(totals, bias=False))
        if differs and attempts > 3
        else None,
        consistency=consistency,
        error_ratio=ratio,
        standard_error=None if ratio is None or sd is None else ratio * sd / 100,
    )


def _consistency(form: Form) -> float:
    questions = form.marks.shape[1]
    apart = float(form.marks.var(axis=0, ddof=1).sum())
    whole = float(form.totals.var(ddof=1))
    return float(100 * questions / (questions - 1) * (1 - apart / whole))
