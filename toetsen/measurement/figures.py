"""What a report is made of, and when a new one may come in the place of an old one."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from toetsen.measurement.apart import SMALLEST_GROUP
from toetsen.measurement.effect import Between, Effect
from toetsen.measurement.instrument import Instrument

TOTAL = "total"
# The one scale of the test with situations.
SITUATIONS = "situations"


class Moment(StrEnum):
    """When something was measured. THEN is asked at AFTER, about the time of BEFORE (brief, 4.3).

    EARLY is weeks before the training of a group that begins later: what changes between EARLY and
    BEFORE changes without training, so such people are the comparison group.
    """

    EARLY = "early"
    BEFORE = "before"
    AFTER = "after"
    THEN = "then"
    LATER = "later"


Pair = tuple[Moment, Moment]
# Both are reported: people often thought too well of themselves at the start, which only the
# look back (THEN) shows (Howard 1980, "Response-shift bias").
COMPARISONS: tuple[Pair, ...] = (
    (Moment.BEFORE, Moment.AFTER),
    (Moment.THEN, Moment.AFTER),
    (Moment.BEFORE, Moment.LATER),
    (Moment.AFTER, Moment.LATER),
    # The comparison group: nobody was trained between these two.
    (Moment.EARLY, Moment.BEFORE),
)
# Nobody can be tested about a time that is over, so there is no look back.
TEST_COMPARISONS = tuple(pair for pair in COMPARISONS if Moment.THEN not in pair)
TRAINED = (Moment.BEFORE, Moment.AFTER)
WAITED = (Moment.EARLY, Moment.BEFORE)


@dataclass(frozen=True)
class Measurement:
    """The answers of one person, known by her pseudonym only, at one moment."""

    actor: uuid.UUID
    moment: Moment
    answers: Mapping[str, int | None]


@dataclass(frozen=True)
class Judged:
    """What one person, known by her pseudonym only, earned on one form at one moment.

    `points`: 0 to 100, None when too much was skipped; `shares`: of each situation in the order of
    its form, 0.0 to 1.0, None for a skipped one.
    """

    actor: uuid.UUID
    moment: Moment
    form: str
    points: float | None
    shares: Sequence[float | None]


@dataclass(frozen=True)
class ScaleEffect:
    """What changed on one scale (`TOTAL` for all together); None when it may not be shown."""

    scale: str
    effect: Effect | None


@dataclass(frozen=True)
class Comparison:
    """Two moments of the same people: those with a whole score at both, so n is one for all scales."""

    first: Moment
    second: Moment
    scales: list[ScaleEffect]


@dataclass(frozen=True)
class DropOut:
    """How many of those who were there at `first` were not at `second`; None when it is hidden.

    `mean_stayed` and `mean_left` are their mean totals at `first`: whether those who left differed.
    """

    first: Moment
    second: Moment
    stayed: int | None
    left: int | None
    mean_stayed: float | None
    mean_left: float | None


@dataclass(frozen=True)
class AgainstWaiting:
    """How much more the trained changed, in total, than other people who still waited."""

    trained: int
    waited: int
    between: Between


@dataclass(frozen=True)
class SituationFigures:
    """What the situations say: one score of 0 to 100, whose forms X and Y are taken in turn.

    Each comparison is over people with a score at both of its moments. `alphas` has Cronbach's alpha
    by form before the start.
    """

    comparisons: list[Comparison]
    alphas: dict[str, float | None]
    against_waiting: AgainstWaiting | None = None


@dataclass(frozen=True)
class Report:
    """`alphas` has Cronbach's alpha by scale before the start; None under ten complete answers.

    `situations` is None for a study without them.
    """

    instrument: Instrument
    comparisons: list[Comparison]
    drop_outs: list[DropOut]
    alphas: dict[str, float | None]
    against_waiting: AgainstWaiting | None = None
    situations: SituationFigures | None = None


def may_follow(new: Report, old: Report) -> bool:
    """Whether `new` may come in the place of `old`, which people have seen.

    Every number of people that stood in the old one is the same or at least ten more: what changes
    between two reports is never about fewer than ten.
    """
    return all(
        then is None
        or (now is not None and (now == then or now - then >= SMALLEST_GROUP))
        for now, then in zip(_sizes(new), _sizes(old), strict=True)
    )


def is_empty(of: Report) -> bool:
    return all(size is None for size in _sizes(of))


def _sizes(of: Report) -> list[int | None]:
    """How many people stand in each figure; of one study always as many numbers."""
    sizes = _people(of.comparisons, of.against_waiting)
    for row in of.drop_outs:
        sizes += [row.stayed, row.left]
    if of.situations is not None:
        sizes += _people(of.situations.comparisons, of.situations.against_waiting)
    return sizes


def _people(
    comparisons: Sequence[Comparison], waiting: AgainstWaiting | None
) -> list[int | None]:
    sizes: list[int | None] = []
    for comparison in comparisons:
        ns = [s.effect.summary.n for s in comparison.scales if s.effect]
        sizes.append(ns[0] if ns else None)
    return [*sizes, *((waiting.trained, waiting.waited) if waiting else (None, None))]
