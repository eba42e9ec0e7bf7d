"""Reading the answers of a test as arrays: no object per answer, and the server sends them in parts.

The database packs the numbers of an attempt into one string of bytes, and numpy reads that as it
is; a row per answer would take longer than everything that is worked out from it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from toetsen.analysis.answers import Answers, Integers
from toetsen.enums import AttemptState

PART = 2_000  # attempts held as bytes at once
_ANSWER = np.dtype([("version", ">i4"), ("mark", ">f8"), ("max_mark", ">f8")])
# Between the answers of an attempt, and between the options of an answer: in no option's key.
_NEXT_ANSWER, _NEXT_OPTION = "\x1e", "\x1f"
_FIRST_ANSWERS = """
WITH first AS MATERIALIZED (
    SELECT DISTINCT ON (user_id) id FROM toetsen_attempt
    WHERE assessment_id = %(assessment)s AND state = %(submitted)s AND submitted_at < %(before)s
    ORDER BY user_id, submitted_at, id
)
SELECT packed.answers, packed.picks FROM first, LATERAL (
    SELECT string_agg(int4send(version_id::int) || float8send(score * max_mark)
                      || float8send(max_mark), '') AS answers,
           string_agg(array_to_string(chosen, %(next_option)s), %(next_answer)s) AS picks
    FROM toetsen_attemptitem WHERE attempt_id = first.id AND score IS NOT NULL
) AS packed WHERE packed.answers IS NOT NULL
"""


@dataclass(frozen=True)
class FirstAnswers:
    """Everybody's first finished attempt at one test: what it earned, and what was picked.

    `picks` says of each answer which of `combinations` of options it picked.
    """

    answers: Answers
    picks: Integers
    combinations: list[frozenset[str]]

    def takers(self, version: int, keys: Iterable[str]) -> dict[str, Integers]:
        """Which attempts (as numbered in `answers`) picked each of `keys` of a version."""
        here = self.answers.version == version
        picks, attempts = self.picks[here], self.answers.attempt[here]
        return {key: attempts[np.isin(picks, self._with(key))] for key in keys}

    def _with(self, key: str) -> list[int]:
        return [n for n, keys in enumerate(self.combinations) if key in keys]


def first_answers(assessment: int, *, before: datetime) -> FirstAnswers:
    """The answers to the test with id `assessment` in attempts handed in before a moment.

    Of every person only the first finished attempt, as Moodle does: later ones are by somebody who
    has seen the questions. A question without an answer earned 0; one that is never scored is not here.
    One query.
    """
    numbers: dict[str, int] = {}
    parts = list(_parts(assessment, before, numbers))
    attempts = int(parts[-1]["attempt"][-1]) + 1 if parts else 0
    answers = Answers(
        attempt=_joined(parts, "attempt"),
        version=_joined(parts, "version"),
        mark=_joined(parts, "mark"),
        max_mark=_joined(parts, "max_mark"),
        attempts=attempts,
    )
    combinations = [frozenset(one.split(_NEXT_OPTION)) for one in numbers]
    return FirstAnswers(answers, _joined(parts, "picks"), combinations)


Columns = dict[str, npt.NDArray[Any]]


def _joined(parts: list[Columns], name: str) -> npt.NDArray[Any]:
    """A column of all parts, which then do not hold it any more: it is there once."""
    columns = [part.pop(name) for part in parts]
    return np.concatenate(columns) if columns else np.array([], dtype=np.int32)


def _parts(
    assessment: int, before: datetime, numbers: dict[str, int]
) -> Iterator[Columns]:
    """The columns of `PART` attempts at a time; new combinations of options go into `numbers`."""
    parameters: dict[str, Any] = {
        "assessment": assessment,
        "submitted": AttemptState.SUBMITTED.value,
        "before": before,
        "next_answer": _NEXT_ANSWER,
        "next_option": _NEXT_OPTION,
    }
    with connection.chunked_cursor() as cursor:
        cursor.execute(_FIRST_ANSWERS, parameters)
        for begun in count(step=PART):
            rows = cursor.fetchmany(PART)
            if not rows:
                return
            yield _columns(begun, rows, numbers)


def _columns(
    begun: int, rows: list[tuple[bytes, str]], numbers: dict[str, int]
) -> Columns:
    """The attempts in `rows`, counted from `begun`, in the machine's own order of bytes."""
    found = np.frombuffer(b"".join(row[0] for row in rows), dtype=_ANSWER)
    sizes = [len(row[0]) // _ANSWER.itemsize for row in rows]
    picks = _NEXT_ANSWER.join(row[1] for row in rows).split(_NEXT_ANSWER)
    return {
        "attempt": np.repeat(
            np.arange(begun, begun + len(rows), dtype=np.int32), sizes
        ),
        "version": found["version"].astype(np.int32),
        "mark": found["mark"].astype(np.float64),
        "max_mark": found["max_mark"].astype(np.float64),
        "picks": np.fromiter(
            (numbers.setdefault(one, len(numbers)) for one in picks),
            np.int32,
            len(found),
        ),
    }
