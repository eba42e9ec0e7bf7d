"""Once a month: what authors may see of the choices in a case (product rule 4, ADR 0041)."""

from collections import Counter
from datetime import date

from django.db import transaction

from elearning.core import clock
from modules.cases.definition import Case, from_json
from modules.cases.disclosure import LEAST, may_follow, shown_scenes
from modules.cases.flow import Name
from modules.enums import CounterKind
from modules.models import CaseCounter, CaseVersion, ChoicesSeen

Nested = dict[str, dict[str, int]]


def freeze_choices() -> int:
    """Decide for the month that closed what may be shown of each version; how many got new figures.

    Each version is decided once a month, on the first night after it closed, whatever comes of it:
    on another day it would tell what changed since. Where new figures may not follow those that
    were shown, the earlier ones stay with their own date.
    """
    month = clock.today().replace(day=1)
    waiting = (
        CaseVersion.objects.filter(published_at__date__lt=month)
        .exclude(choices_seen__decided_for__gte=month)
        .order_by("pk")
    )
    return sum(_decide(pk, month) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _decide(version_id: int, month: date) -> bool:
    version = CaseVersion.objects.select_for_update().get(pk=version_id)
    seen, _ = ChoicesSeen.objects.get_or_create(
        version=version, defaults={"decided_for": month}
    )
    seen.decided_for = month
    is_new = _renew(seen, from_json(version.definition))
    seen.save()
    return is_new


def _renew(seen: ChoicesSeen, case: Case) -> bool:
    """Put the figures as they stand in `seen`, when they may be shown there; whether they were."""
    rows = list(CaseCounter.objects.filter(version=seen.version_id))
    counts = {(r.scene, r.code): r.count for r in rows if r.kind == CounterKind.CHOICE}
    before = from_nested(seen.counts)
    if counts == before:
        return False
    known = _known_elsewhere(case, rows)
    shown = shown_scenes(case, counts, known)
    if not shown or (
        seen.shown
        and not may_follow(case, before, set(seen.shown), counts, shown, known)
    ):
        return False
    seen.counts, seen.shown = to_nested(counts), sorted(shown)
    seen.stood_on = clock.today()
    return True


def _known_elsewhere(case: Case, rows: list[CaseCounter]) -> set[Name]:
    """The choices with a red flag that the dashboard may show: rule 4 holds there for each alone."""
    finishers = sum(r.count for r in rows if r.kind == CounterKind.FINISHERS)
    flags = Counter(
        {(r.scene, r.code): r.count for r in rows if r.kind == CounterKind.RED_FLAG}
    )
    return {
        (scene.code, choice.key)
        for scene in case.scenes
        for choice in scene.choices
        if choice.red_flag
        and LEAST <= flags[scene.code, choice.red_flag.code] <= finishers - LEAST
    }


def to_nested(counts: dict[Name, int]) -> Nested:
    nested: Nested = {}
    for (scene, key), count in sorted(counts.items()):
        nested.setdefault(scene, {})[key] = count
    return nested


def from_nested(nested: Nested) -> dict[Name, int]:
    return {
        (scene, key): count
        for scene, choices in nested.items()
        for key, count in choices.items()
    }
