"""Whose result changes when a question is scored with its newest key. Reads only (ADR 0036)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from django.db.models import QuerySet

from toetsen.blocks import normal
from toetsen.enums import AttemptState
from toetsen.models import Attempt, AttemptItem, Question, QuestionVersion
from toetsen.question_types import question_type
from toetsen.scoring import is_enough

PART = 500
# What of a question earns nothing.
SAID = frozenset({"feedback", "sources", "review_lesson", "keep_order"})


@dataclass(frozen=True)
class Change:
    """What the new key does to one attempt. `passes` is by the rule; a pass is never taken away.

    `gain` is how many points more, below 0 for fewer.
    """

    item: AttemptItem
    score: float
    gain: float
    passes: bool

    @property
    def attempt(self) -> Attempt:
        return self.item.attempt

    @property
    def newly_passed(self) -> bool:
        return self.passes and not self.attempt.passed

    @property
    def keeps_pass(self) -> bool:
        """Whether it would not pass with this key, and stays passed."""
        return bool(self.attempt.passed) and not self.passes


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
    """Each submitted attempt that earns something else with the newest key, in parts."""
    older = corrected_versions(question)
    if not older:
        return
    newest = question.newest
    ids = answered(older).values_list("pk", flat=True).order_by("pk")
    found = iter(list(ids))
    while part := list(islice(found, PART)):
        yield from _changes_in(part, newest)


def answered(versions: Iterable[QuestionVersion]) -> "QuerySet[AttemptItem]":
    """The scored answers to these versions in attempts that were handed in."""
    return AttemptItem.objects.filter(
        version__in=list(versions),
        attempt__state=AttemptState.SUBMITTED,
        score__isnull=False,
    )


def _changes_in(ids: Iterable[int], newest: QuestionVersion) -> Iterator[Change]:
    kind = question_type(newest.kind)
    items = AttemptItem.objects.filter(pk__in=ids).select_related(
        "version__question",
        "attempt__assessment",
        "attempt__user",
        "attempt__enrolment",
    )
    scored = [(item, kind.score(newest.data, item.response)) for item in items]
    other = [(item, score) for item, score in scored if score != item.final_score]
    missed = _missed_critical(item.attempt_id for item, _score in other)
    for item, score in other:
        yield change(item, score, missed[item.attempt_id] - {item.pk})


def change(item: AttemptItem, score: float, missed: set[int]) -> Change:
    """What `score` does to the attempt of `item`; `missed` are its other unmended misses."""
    attempt, rule = item.attempt, item.attempt.assessment
    gain = (score - (item.final_score or 0.0)) * item.max_mark
    enough = is_enough(
        (attempt.points or 0.0) + gain,
        attempt.max_points or 0.0,
        rule.pass_percentage,
    )
    misses_this = item.version.critical and score < 1
    passes = enough and not (rule.all_critical and (missed or misses_this))
    return Change(item, score, gain, passes)


def _missed_critical(attempts: Iterable[int]) -> dict[int, set[int]]:
    """By attempt the critical questions without all their points that were not mended. One query."""
    rows = AttemptItem.objects.filter(
        attempt__in=list(attempts), version__critical=True, score__isnull=False
    ).exclude(repair__score=1)
    found: dict[int, set[int]] = defaultdict(set)
    for item in rows.only("pk", "attempt_id", "score", "corrected_score"):
        if (item.final_score or 0.0) < 1:
            found[item.attempt_id].add(item.pk)
    return found
