"""What was earned, as arrays: the input of every statistic."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Answers:
    """The answered questions of `attempts` attempts, one element each in arrays of one length.

    `attempt` counts from 0 to `attempts` - 1 and says whose answer it is; nothing says who that
    was. `version` is the id of the exact question version that was shown. `mark` are the marks
    earned of `max_mark`; a question left open earned 0.
    """

    attempt: Integers
    version: Integers
    mark: Floats
    max_mark: Floats
    attempts: int

    @cached_property
    def totals(self) -> Floats:
        """The marks of every attempt, in its order."""
        return np.bincount(
            self.attempt, weights=self.mark, minlength=self.attempts
        ).astype(np.float64)


@dataclass(frozen=True)
class Form:
    """Attempts that were shown exactly the same question versions.

    `versions` has the p ids, ascending; `marks` and `max_marks` are n x p in their order.
    """

    versions: Integers
    marks: Floats
    max_marks: Floats

    @property
    def totals(self) -> Floats:
        """The marks of each of the n attempts."""
        return np.asarray(self.marks.sum(axis=1))


def main_form(answers: Answers) -> Form | None:
    """The form that most attempts had; of equals the one with the newest version. None without any.

    An edit of one question begins a new form, so that no figure of a whole test mixes versions.
    """
    order = np.lexsort((answers.version, answers.attempt))
    sizes = np.bincount(answers.attempt, minlength=answers.attempts)
    size_of_row = sizes[answers.attempt][order]
    found: list[tuple[int, list[int], Form]] = []
    for size in np.unique(size_of_row):
        rows = order[size_of_row == size].reshape(-1, size)
        forms, belongs, counts = _distinct(answers.version[rows])
        # Of the rows of one size, the last of those with most attempts.
        best = max(
            range(len(forms)), key=lambda one: (counts[one], sorted(forms[one])[::-1])
        )
        chosen = rows[belongs == best]
        form = Form(forms[best], answers.mark[chosen], answers.max_mark[chosen])
        found.append((int(counts[best]), sorted(forms[best])[::-1], form))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _distinct(shown: Integers) -> tuple[Integers, Integers, Integers]:
    """The different rows of `shown`, which of them each row is, and how often it is there."""
    if (shown == shown[0]).all():  # a test that is the same for everybody, in no time
        same = np.zeros(len(shown), dtype=np.int32)
        return shown[:1], same, np.array([len(shown)])
    forms, belongs, counts = np.unique(
        shown, axis=0, return_inverse=True, return_counts=True
    )
    return forms, belongs.reshape(-1), counts
