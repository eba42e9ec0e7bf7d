"""The report of one instrument for one group: pairs, effects per scale, and who dropped out.

Nothing is said about fewer than ten people, nor by subtraction: two groups that a figure is about
are the same, or differ by ten people or more on each side where they differ (`apart`).
"""

import uuid
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, permutations

from toetsen.measurement.effect import (
    Between,
    Effect,
    between,
    cronbach_alpha,
    effect,
    summary,
)
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
    # The comparison group: nobody was trained between these two.
    (Moment.EARLY, Moment.BEFORE),
)
TRAINED = (Moment.BEFORE, Moment.AFTER)
WAITED = (Moment.EARLY, Moment.BEFORE)


@dataclass(frozen=True)
class Measurement:
    """The answers of one person, known by her pseudonym only, at one moment."""

    actor: uuid.UUID
    moment: Moment
    answers: Mapping[str, int | None]


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
class Report:
    """`alphas` has Cronbach's alpha by scale before the start; None under ten complete answers."""

    instrument: Instrument
    comparisons: list[Comparison]
    drop_outs: list[DropOut]
    alphas: dict[str, float | None]
    against_waiting: AgainstWaiting | None = None


Pair = tuple[Moment, Moment]
People = frozenset[uuid.UUID]
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
    groups = apart(_groups(found))
    return Report(
        instrument=of,
        comparisons=[
            Comparison(a, b, _effects(of, found, (a, b), groups[a, b]))
            for a, b in COMPARISONS
        ],
        drop_outs=[_drop_out(found, pair, groups) for pair in DROP_OUTS],
        alphas=_alphas(of, [m for m in first.values() if m.moment == Moment.BEFORE]),
        against_waiting=_against_waiting(found, groups),
    )


DROP_OUTS: tuple[Pair, ...] = tuple(
    pairwise((Moment.BEFORE, Moment.AFTER, Moment.LATER))
)


def apart(groups: Mapping[Hashable, People]) -> dict[Hashable, People]:
    """The groups, less whoever would stand in a difference of fewer than ten people.

    Where two overlap and one has one to nine people that the other has not, their figures together
    would give those few away; they are left out of it. What falls under ten is no group any more.
    """
    found = {name: _shown(people) for name, people in groups.items()}
    again = True
    while again:
        again = False
        for a, b in permutations(found, 2):
            alone = found[a] - found[b]
            if found[a] & found[b] and 0 < len(alone) < SMALLEST_GROUP:
                found[a] = _shown(found[a] & found[b])
                again = True
    return found


def _shown(people: People) -> People:
    return people if len(people) >= SMALLEST_GROUP else frozenset()


def _groups(found: Found) -> dict[Hashable, People]:
    """Every group of people that a figure is about, by its name."""
    whole = {
        moment: frozenset(p for p, s in people.items() if s.total is not None)
        for moment, people in found.items()
    }
    groups: dict[Hashable, People] = {
        (a, b): whole[a] & whole[b] for a, b in COMPARISONS
    }
    for a, b in DROP_OUTS:
        groups["stayed", a, b] = whole[a] & found[b].keys()
        groups["left", a, b] = whole[a] - found[b].keys()
    groups["trained"] = whole[Moment.BEFORE] & whole[Moment.AFTER]
    groups["trained"] -= found[Moment.EARLY].keys()
    return groups


def _effects(
    of: Instrument, found: Found, pair: Pair, people: People
) -> list[ScaleEffect]:
    names = [*(scale.code for scale in of.scales), TOTAL]
    return [ScaleEffect(name, _effect(found, pair, people, name)) for name in names]


def _effect(found: Found, pair: Pair, people: People, scale: str) -> Effect | None:
    """None where all have one score at a moment, too: that would be everybody's (product rule 4)."""
    if not people:
        return None
    first, second = (
        [_score(found[moment][person], scale) for person in sorted(people)]
        for moment in pair
    )
    numbers = summary(first, second)
    if numbers is None or not numbers.sd_before or not numbers.sd_after:
        return None
    return effect(numbers)


def _score(of: Scores, scale: str) -> float:
    score = of.total if scale == TOTAL else of.scales[scale]
    if score is None:
        raise ValueError("only who has a whole score is in a group")
    return score


def _drop_out(found: Found, pair: Pair, groups: Mapping[Hashable, People]) -> DropOut:
    stayed, left = (groups[name, *pair] for name in ("stayed", "left"))
    if not stayed or not left:
        return DropOut(*pair, None, None, None, None)
    return DropOut(
        *pair,
        len(stayed),
        len(left),
        *(_mean(found[pair[0]], people) for people in (stayed, left)),
    )


def _mean(at: Mapping[uuid.UUID, Scores], people: People) -> float:
    return sum(_score(at[person], TOTAL) for person in people) / len(people)


def _against_waiting(
    found: Found, groups: Mapping[Hashable, People]
) -> AgainstWaiting | None:
    trained = _effect(found, TRAINED, groups["trained"], TOTAL)
    waited = _effect(found, WAITED, groups[WAITED], TOTAL)
    if trained is None or waited is None:
        return None
    more = between(trained, waited)
    if more is None:
        return None
    return AgainstWaiting(trained.summary.n, waited.summary.n, more)


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
    sizes: list[int | None] = []
    for comparison in of.comparisons:
        ns = [s.effect.summary.n for s in comparison.scales if s.effect]
        sizes.append(ns[0] if ns else None)
    for row in of.drop_outs:
        sizes += [row.stayed, row.left]
    waiting = of.against_waiting
    return [*sizes, *((waiting.trained, waiting.waited) if waiting else (None, None))]


def _alphas(of: Instrument, measured: Sequence[Measurement]) -> dict[str, float | None]:
    found = {}
    for scale in of.scales:
        rows = [[m.answers.get(item.code) for item in scale.items] for m in measured]
        whole = [[a for a in row if a is not None] for row in rows if None not in row]
        found[scale.code] = (
            cronbach_alpha(whole) if len(whole) >= SMALLEST_GROUP else None
        )
    return found
