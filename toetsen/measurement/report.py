"""The report of one instrument for one group: pairs, effects per scale, and who dropped out.

Nothing is said about fewer than ten people, nor by subtraction: two groups that a figure is about
are the same, or differ by ten people or more on each side where they differ (`apart`). That holds
for the questionnaire and for the situations beside it together.
"""

import uuid
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from toetsen.measurement.apart import SMALLEST_GROUP, People, apart
from toetsen.measurement.effect import (
    Effect,
    between,
    cronbach_alpha,
    effect,
    summary,
)
from toetsen.measurement.figures import (
    COMPARISONS,
    SITUATIONS,
    TEST_COMPARISONS,
    TOTAL,
    TRAINED,
    WAITED,
    AgainstWaiting,
    Comparison,
    DropOut,
    Judged,
    Measurement,
    Moment,
    Pair,
    Report,
    ScaleEffect,
    SituationFigures,
)
from toetsen.measurement.instrument import Instrument, Scores, scores

Found = dict[Moment, dict[uuid.UUID, Scores]]
Groups = dict[Hashable, People]
One = TypeVar("One", Measurement, Judged)
DROP_OUTS: tuple[Pair, ...] = tuple(
    pairwise((Moment.BEFORE, Moment.AFTER, Moment.LATER))
)


def report(
    of: Instrument,
    measurements: Iterable[Measurement],
    tested: Iterable[Judged] | None = None,
) -> Report:
    """Everything the report says. All measurements are with this version of the instrument.

    `tested` are the situations of the same study, None when it has none. Of two by one person at one
    moment the first counts: a second try is not a second person.
    """
    first = _first(measurements)
    found = _found((one, scores(of, one.answers)) for one in first)
    tests = _first(tested or ())
    earned = _found((one, Scores({}, one.points)) for one in tests)
    groups = apart({**_groups(found), **_test_groups(earned)})
    return Report(
        instrument=of,
        comparisons=[
            Comparison(a, b, _effects(of, found, (a, b), groups[a, b]))
            for a, b in COMPARISONS
        ],
        drop_outs=[_drop_out(found, pair, groups) for pair in DROP_OUTS],
        alphas=_alphas(of, [m for m in first if m.moment == Moment.BEFORE]),
        against_waiting=_against_waiting(found, groups["trained"], groups[WAITED]),
        situations=None if tested is None else _situations(tests, earned, groups),
    )


def _first(all_of_them: Iterable[One]) -> list[One]:
    first: dict[tuple[Moment, uuid.UUID], One] = {}
    for one in all_of_them:
        first.setdefault((one.moment, one.actor), one)
    return list(first.values())


def _found(scored: Iterable[tuple[Measurement | Judged, Scores]]) -> Found:
    found: Found = {moment: {} for moment in Moment}
    for one, score in scored:
        found[one.moment][one.actor] = score
    return found


def _whole(found: Found) -> dict[Moment, People]:
    return {
        moment: frozenset(p for p, s in people.items() if s.total is not None)
        for moment, people in found.items()
    }


def _groups(found: Found) -> Groups:
    """Every group of people that a figure is about, by its name."""
    whole = _whole(found)
    groups: Groups = {(a, b): whole[a] & whole[b] for a, b in COMPARISONS}
    for a, b in DROP_OUTS:
        groups["stayed", a, b] = whole[a] & found[b].keys()
        groups["left", a, b] = whole[a] - found[b].keys()
    groups["trained"] = groups[TRAINED] - found[Moment.EARLY].keys()
    return groups


def _test_groups(earned: Found) -> Groups:
    whole = _whole(earned)
    groups: Groups = {
        (SITUATIONS, a, b): whole[a] & whole[b] for a, b in TEST_COMPARISONS
    }
    groups[SITUATIONS, "trained"] = (
        groups[SITUATIONS, *TRAINED] - earned[Moment.EARLY].keys()
    )
    return groups


def _situations(tests: list[Judged], earned: Found, groups: Groups) -> SituationFigures:
    return SituationFigures(
        comparisons=[
            Comparison(
                a,
                b,
                [
                    ScaleEffect(
                        SITUATIONS,
                        _effect(earned, (a, b), groups[SITUATIONS, a, b], TOTAL),
                    )
                ],
            )
            for a, b in TEST_COMPARISONS
        ],
        alphas={
            form: _alpha([t.shares for t in tests if _begins_with(form, t)])
            for form in sorted({t.form for t in tests})
        },
        against_waiting=_against_waiting(
            earned, groups[SITUATIONS, "trained"], groups[SITUATIONS, *WAITED]
        ),
    )


def _begins_with(form: str, one: Judged) -> bool:
    return one.moment == Moment.BEFORE and one.form == form


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


def _drop_out(found: Found, pair: Pair, groups: Groups) -> DropOut:
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
    found: Found, group: People, comparison: People
) -> AgainstWaiting | None:
    trained = _effect(found, TRAINED, group, TOTAL)
    waited = _effect(found, WAITED, comparison, TOTAL)
    if trained is None or waited is None:
        return None
    more = between(trained, waited)
    if more is None:
        return None
    return AgainstWaiting(trained.summary.n, waited.summary.n, more)


def _alphas(of: Instrument, measured: Sequence[Measurement]) -> dict[str, float | None]:
    return {
        scale.code: _alpha(
            [[m.answers.get(item.code) for item in scale.items] for m in measured]
        )
        for scale in of.scales
    }


def _alpha(rows: Iterable[Sequence[float | None]]) -> float | None:
    """Over who left nothing out; None when they are fewer than ten."""
    whole = [[a for a in row if a is not None] for row in rows if None not in row]
    return cronbach_alpha(whole) if len(whole) >= SMALLEST_GROUP else None
