"""Whose result changes when a question is scored with its newest key. Reads only (ADR 0036)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any, NamedTuple

import msgspec
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from toetsen.blocks import normal
from toetsen.enums import AttemptState
from toetsen.models import AttemptItem, Question, QuestionVersion
from toetsen.question_types import question_type
from toetsen.scoring import is_enough

PART = 2000
# What of a question earns nothing.
SAID = frozenset({"feedback", "sources", "review_lesson", "keep_order"})
FIELDS = (
    *("pk", "attempt", "attempt__user", "version__critical", "response"),
    *("score", "corrected_score", "max_mark"),
    *("attempt__points", "attempt__max_points", "attempt__passed"),
    Coalesce("attempt__pass_percentage", "attempt__assessment__pass_percentage"),
    "attempt__assessment__all_critical",
)


class Given(NamedTuple):
    """One scored answer and what of its attempt and test decides about passing: FIELDS of a row."""

    pk: int
    attempt: int
    user: int
    critical: bool
    response: Any
    score: float
    corrected_score: float | None
    max_mark: float
    points: float
    max_points: float
    passed: bool
    pass_percentage: int
    all_critical: bool

    @property
    def final_score(self) -> float:
        return self.score if self.corrected_score is None else self.corrected_score


@dataclass(frozen=True)
class Change:
    """What the new key does to one attempt. `passes` is by the rule; a pass is never taken away.

    `gain` is how many points more, below 0 for fewer.
    """

    given: Given
    score: float
    gain: float
    passes: bool

    @property
    def newly_passed(self) -> bool:
        return self.passes and not self.given.passed

    @property
    def keeps_pass(self) -> bool:
        """Whether it would not pass with this key, and stays passed."""
        return self.given.passed and not self.passes


class Key:
    """Scores answers by one version, each answer that many people gave only once."""

    def __init__(self, version: QuestionVersion) -> None:
        self._kind, self._data = question_type(version.kind), version.data
        self._known: dict[bytes, float] = {}

    def score(self, response: Any) -> float:
        text = msgspec.json.encode(response)
        if text not in self._known:
            self._known[text] = self._kind.score(self._data, response)
        return self._known[text]


def asks_the_same(old: QuestionVersion, new: QuestionVersion) -> bool:
    """Whether a learner saw the very same on both, so that only the key is another.

    What a learner sees is what the type's template is given: it never tells what is right. A
    question of another type asks something else, however alike it looks.
    """
    if old.kind != new.kind:
        return False
    kind = question_type(new.kind)
    try:
        keys = sorted(kind.arranged(old.data, Random(0)))  # noqa: S311 -- any order
        seen = [kind.context(one.data, None, keys) for one in (old, new)]
    except (KeyError, ValueError, TypeError):
        return False
    return seen[0] == seen[1]


def has_another_key(old: QuestionVersion, new: QuestionVersion) -> bool:
    """Whether two versions that ask the same differ in more than what is said afterwards."""
    old_data, new_data = (normal(new.kind, one.data) for one in (old, new))
    return bool(_bare(old_data) != _bare(new_data))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(one) for name, one in value.items() if name not in SAID}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def corrected_versions(question: Question) -> list[QuestionVersion]:
    """The older versions whose attempts can be scored with the newest key, newest first.

    Also one with that very key, when its answers were scored with another in between: a key that
    is put back counts again.
    """
    versions = list(question.versions.select_related("question").order_by("-number"))
    if not versions:
        return []
    newest, *older = versions
    same = [one for one in older if asks_the_same(one, newest)]
    other = {one.pk for one in same if has_another_key(one, newest)}
    in_between = _scored_with(one for one in same if one.pk not in other)
    return [
        one
        for one in same
        if one.pk in other or not other.isdisjoint(in_between[one.pk])
    ]


def _scored_with(versions: Iterable[QuestionVersion]) -> dict[int, set[int]]:
    """By version those whose key its answers were scored with afterwards. At most one query."""
    found: dict[int, set[int]] = defaultdict(set)
    asked = [one.pk for one in versions]
    if asked:
        items = AttemptItem.objects.filter(
            version__in=asked, corrected_by__isnull=False
        )
        for pk, by in items.values_list("version", "corrected_by").distinct():
            found[pk].add(by)
    return found


def changes(question: Question) -> Iterator[Change]:
    """Each submitted attempt that earns something else with the newest key, in order.

    In about 35 µs an answer: rows are read as they are, and nothing is made of them.
    """
    older = corrected_versions(question)
    if not older:
        return
    key = Key(question.newest)
    rows = answered(older).order_by("pk").values_list(*FIELDS)
    found = map(Given._make, rows.iterator(chunk_size=PART))
    while part := list(islice(found, PART)):
        yield from _changes_in(part, key)


def answered(versions: Iterable[QuestionVersion]) -> "QuerySet[AttemptItem]":
    """The scored answers to these versions in attempts that were handed in."""
    return AttemptItem.objects.filter(
        version__in=list(versions),
        attempt__state=AttemptState.SUBMITTED,
        score__isnull=False,
    )


def _changes_in(part: Iterable[Given], key: Key) -> Iterator[Change]:
    scored = [(given, key.score(given.response)) for given in part]
    other = [(given, score) for given, score in scored if score != given.final_score]
    missed = missed_critical(given.attempt for given, _score in other)
    for given, score in other:
        yield change(given, score, missed[given.attempt])


def change(given: Given, score: float, missed: set[int]) -> Change:
    """What `score` does to the attempt of `given`; `missed` as `missed_critical` has them."""
    gain = (score - given.final_score) * given.max_mark
    enough = is_enough(given.points + gain, given.max_points, given.pass_percentage)
    misses = (missed - {given.pk}) or (given.critical and score < 1)
    return Change(given, score, gain, enough and not (given.all_critical and misses))


def missed_critical(attempts: Iterable[int]) -> dict[int, set[int]]:
    """By attempt the critical questions without all their points that were not mended. One query."""
    rows = AttemptItem.objects.filter(
        attempt__in=list(attempts), version__critical=True, score__isnull=False
    ).exclude(repair__score=1)
    found: dict[int, set[int]] = defaultdict(set)
    for pk, attempt, score, corrected in rows.values_list(
        *("pk", "attempt", "score", "corrected_score")
    ):
        if (score if corrected is None else corrected) < 1:
            found[attempt].add(pk)
    return found
