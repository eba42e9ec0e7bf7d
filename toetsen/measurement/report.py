"""The report of one instrument for one group: pairs, effects per scale, and who dropped out.

Nothing is said about fewer than ten people: of a pair of moments not about fewer than ten pairs,
and in the drop-out table not about fewer than ten on either side.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from toetsen.measurement.effect import Effect, cronbach_alpha, effect, summary
from toetsen.measurement.instrument import Instrument, Scores, scores

# As in `elearning.dashboard.suppression`, which stands above this app.
SMALLEST_GROUP = 10
TOTAL = "total"


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


# Both are reported: people often thought too well of themselves at the start, which only the
# look back (THEN) shows (Howard 1980, "Response-shift bias").
COMPARISONS = (
    (Moment.BEFORE, Moment.AFTER),
    (Moment.THEN, Moment.AFTER),
    (Moment.BEFORE, Moment.LATER),
    (Moment.AFTER, Moment.LATER),
)


@dataclass(frozen=True)
class Measurement:
    """The answers of one person, known by her pseudonym only, at one moment."""

    actor: uuid.UUID
    moment: Moment
    answers: Mapping[str, int | None]


@dataclass(frozen=True)
class ScaleEffect:
    """What changed on one scale (`TOTAL` for all together); None when fewer than ten have both."""

    scale: str
    effect: Effect | None


@dataclass(frozen=True)
class Comparison:
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
class Report:
    """`alphas` has Cronbach's alpha by scale before the start; None under ten complete answers."""

    instrument: Instrument
    comparisons: list[Comparison]
    drop_outs: list[DropOut]
    alphas: dict[str, float | None]


Found = dict[Moment, dict[uuid.UUID, Scores]]


def report(of: Instrument, measurements: Iterable[Measurement]) -> Report:
    """Everything the report says. All measurements are with this version of the instrument.

    Of two by one person at one moment the first counts: a second try is not a second person.
    """
    first: dict[tuple[Moment, uuid.UUID], Measurement] = {}
    for one in measurements:
        first.setdefault((one.moment, one.actor), one)
    found: Found = {moment: {} for moment in Moment}
    for one in first.values():
        found[one.moment][one.actor] = scores(of, one.answers)
    return Report(
        instrument=of,
        comparisons=[_comparison(of, found, *pair) for pair in COMPARISONS],
        drop_outs=[
            _drop_out(found, *pair)
            for pair in pairwise((Moment.BEFORE, Moment.AFTER, Moment.LATER))
        ],
        alphas=_alphas(of, [m for m in first.values() if m.moment == Moment.BEFORE]),
    )


def _comparison(of: Instrument, found: Found, a: Moment, b: Moment) -> Comparison:
    both = sorted(found[a].keys() & found[b].keys())
    names = [*(scale.code for scale in of.scales), TOTAL]
    return Comparison(
        a,
        b,
        [
            ScaleEffect(
                name,
                _effect(
                    [
                        (_score(found[a][p], name), _score(found[b][p], name))
                        for p in both
                    ]
                ),
            )
            for name in names
        ],
    )


def _effect(pairs: Sequence[tuple[float | None, float | None]]) -> Effect | None:
    whole = [(a, b) for a, b in pairs if a is not None and b is not None]
    if len(whole) < SMALLEST_GROUP:
        return None
    numbers = summary([a for a, _ in whole], [b for _, b in whole])
    return effect(numbers) if numbers else None


def _score(of: Scores, scale: str) -> float | None:
    return of.total if scale == TOTAL else of.scales[scale]


def _drop_out(found: Found, a: Moment, b: Moment) -> DropOut:
    stayed = [s for p, s in found[a].items() if p in found[b]]
    left = [s for p, s in found[a].items() if p not in found[b]]
    if min(len(stayed), len(left)) < SMALLEST_GROUP:
        return DropOut(a, b, None, None, None, None)
    return DropOut(a, b, len(stayed), len(left), _mean(stayed), _mean(left))


def _mean(of: Sequence[Scores]) -> float | None:
    totals = [one.total for one in of if one.total is not None]
    return sum(totals) / len(totals) if len(totals) >= SMALLEST_GROUP else None


def _alphas(of: Instrument, measured: Sequence[Measurement]) -> dict[str, float | None]:
    found = {}
    for scale in of.scales:
        rows = [[m.answers.get(item.code) for item in scale.items] for m in measured]
        whole = [[a for a in row if a is not None] for row in rows if None not in row]
        found[scale.code] = (
            cronbach_alpha(whole) if len(whole) >= SMALLEST_GROUP else None
        )
    return found
