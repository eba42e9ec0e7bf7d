"""How often each option of a question was chosen, and how those who chose it did on the rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from toetsen.analysis.answers import Answers, Floats, Integers


@dataclass(frozen=True)
class OptionStatistics:
    """One option of a question version.

    `right` is whether choosing it earns anything. `attempts` of the question's attempts chose it.
    `rest` is 100 times the correlation between choosing it and the marks for the rest of the test
    (a point-biserial correlation; percent, -100 to 100), None where one of both does not vary.
    """

    key: str
    right: bool
    attempts: int
    rest: float | None


def option_statistics(
    answers: Answers,
    version: int,
    options: Iterable[tuple[str, bool]],
    takers: Mapping[str, Integers],
) -> list[OptionStatistics]:
    """Every option of `version` in `options` (its key, and whether it earns anything), in order.

    `takers` has by key the numbers of the attempts (as in `answers.attempt`) that chose it.
    """
    rows = answers.version == version
    shown_to = answers.attempt[rows]
    rest = answers.totals[shown_to] - answers.mark[rows]
    found = []
    for key, right in options:
        took = np.zeros(answers.attempts)
        took[takers.get(key, [])] = 1.0
        mine = took[shown_to]
        found.append(
            OptionStatistics(key, right, int(mine.sum()), _correlation(mine, rest))
        )
    return found


def _correlation(a: Floats, b: Floats) -> float | None:
    if not len(a) or np.ptp(a) == 0 or np.ptp(b) <= 1e-9:
        return None
    return 100 * float(np.corrcoef(a, b)[0, 1])
