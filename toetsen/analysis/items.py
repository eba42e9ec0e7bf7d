"""Statistics per question version, by Moodle's definitions.

In the formulas x is the mark earned for the question, X the mark of the whole attempt, R = X - x
that of the rest, n the number of attempts, and V and C are variance and covariance over n - 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from toetsen.analysis.answers import Answers, Floats, Form, Integers, main_form

# Fewer say too little about a question (brief, 4.1).
MINIMUM = 30


@dataclass(frozen=True)
class ItemStatistics:
    """One question version. A figure that cannot be worked out is None.

    | field | formula | unit |
    |---|---|---|
    | facility | mean(x) / max mark | share, 0.0 to 1.0 |
    | sd | sqrt(V(x)) | marks |
    | guess | the type's own, see `QuestionType.guess_score` | share |
    | intended_weight | 100 max mark / max mark of the test | percent |
    | effective_weight | 100 sqrt(C(x, X)) / sum of the same over all questions | percent |
    | discrimination | 100 C(x, R) / sqrt(V(x) V(R)) | percent, -100 to 100 |
    | efficiency | 100 C(x, R) / C_max(x, R) | percent, to 100 |

    C_max is the covariance of the same marks when both are put in ascending order: the most that
    these marks allow. `discrimination` and `efficiency` are None where x or R does not vary.
    The weights are those within the test's main form, and None for a version outside it; with a
    negative C(x, X) the question has no effective weight and is left out of the sum
    (`negative_covariance`). Source: Moodle, "Quiz statistics calculations", "Item statistics".
    Two figures go further than Moodle's: `guess` where several answers are right, since a question
    here says how many (Moodle leaves it empty), and a drawn question is measured against the rest
    of its attempt, as any other (ADR 0031).
    """

    version: int
    attempts: int
    max_mark: float
    facility: float
    sd: float | None
    guess: float | None
    intended_weight: float | None
    effective_weight: float | None
    discrimination: float | None
    efficiency: float | None
    negative_covariance: bool = False

    @property
    def is_enough(self) -> bool:
        return self.attempts >= MINIMUM


@dataclass(frozen=True)
class _Weights:
    intended: float
    effective: float | None
    negative: bool


def item_statistics(
    answers: Answers, guesses: Mapping[int, float], form: Form | None = None
) -> list[ItemStatistics]:
    """The statistics of every version in `answers`, by ascending id.

    `guesses` is the random guess score by version id, `form` the main form where the caller has it
    already. A version is measured over all attempts that showed it, whatever else these showed, as
    Moodle does for a question drawn at random; two versions of a question are two questions.
    """
    form = form or main_form(answers)
    if form is None:
        return []
    weights = _weights(form)
    order = np.argsort(answers.version, kind="stable")
    versions, starts = np.unique(answers.version[order], return_index=True)
    return [
        _statistics(answers, int(version), rows, guesses, weights.get(int(version)))
        for version, rows in zip(versions, np.split(order, starts[1:]), strict=True)
    ]


def _statistics(
    answers: Answers,
    version: int,
    rows: Integers,
    guesses: Mapping[int, float],
    weights: _Weights | None,
) -> ItemStatistics:
    marks = answers.mark[rows]
    rest = answers.totals[answers.attempt[rows]] - marks
    most = float(answers.max_mark[rows].mean())
    discrimination, efficiency = _discrimination(marks, rest)
    return ItemStatistics(
        version=version,
        attempts=len(rows),
        max_mark=most,
        facility=float(marks.mean()) / most,
        sd=float(marks.std(ddof=1)) if len(rows) > 1 else None,
        guess=guesses.get(version),
        intended_weight=weights.intended if weights else None,
        effective_weight=weights.effective if weights else None,
        discrimination=discrimination,
        efficiency=efficiency,
        negative_covariance=bool(weights and weights.negative),
    )


def _discrimination(marks: Floats, rest: Floats) -> tuple[float | None, float | None]:
    if not (_varies(marks) and _varies(rest)):
        return None, None
    x, r = marks - marks.mean(), rest - rest.mean()
    together = float(x @ r)
    return (
        100 * together / float(np.sqrt((x @ x) * (r @ r))),
        100 * together / float(np.sort(x) @ np.sort(r)),
    )


def _varies(marks: Floats) -> bool:
    """Whether the marks differ by more than sums of floats do by themselves."""
    return bool(np.ptp(marks) > 1e-9)


def _weights(form: Form) -> dict[int, _Weights]:
    """The share of each question in the differences between attempts of one form."""
    marks = form.marks - form.marks.mean(axis=0)
    total = form.totals - form.totals.mean()
    covariances = marks.T @ total / max(len(total) - 1, 1)
    covariances[np.abs(covariances) < 1e-12] = 0.0
    roots = np.sqrt(np.clip(covariances, 0, None))
    most = form.max_marks.mean(axis=0)
    return {
        int(version): _Weights(
            intended=float(100 * most[index] / most.sum()),
            effective=float(100 * roots[index] / roots.sum())
            if roots.sum() > 0 and covariances[index] >= 0
            else None,
            negative=bool(covariances[index] < 0),
        )
        for index, version in enumerate(form.versions)
    }
