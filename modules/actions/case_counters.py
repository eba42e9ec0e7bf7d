"""The third channel: anonymous counters of choices and red flags (architecture, 7c)."""

from collections import Counter

from django.db import transaction
from django.db.models import Count, F

from elearning.core import clock
from modules.cases.definition import from_json
from modules.enums import CounterKind
from modules.models import CaseCounter, CaseRun, CaseVersion
from modules.queries.case_runs import kept_of

# Fewer new finishers than this stay pending: a night's change would be one person's way.
LEAST_FINISHERS = 10

Key = tuple[CounterKind, str, str]


def count_finished_runs() -> int:
    """Add first finished runs to the counters of their version; how many runs were added.

    Only versions with at least 10 new distinct finishers, each in a transaction of its own, so it
    may be stopped and run again. This is the one place that opens a learner's way without the
    learner: it keeps sums of ten or more and nothing else. A way that was deleted before ten were
    together is never counted.
    """
    waiting = (
        CaseRun.objects.filter(is_first_finished=True, counted_at__isnull=True)
        .values("version")
        .annotate(finishers=Count("user", distinct=True))
        .filter(finishers__gte=LEAST_FINISHERS)
        .order_by("version")
    )
    return sum(_count_version(row["version"]) for row in waiting)


@transaction.atomic
def _count_version(version_id: int) -> int:
    version = CaseVersion.objects.select_for_update().get(pk=version_id)
    runs = CaseRun.objects.select_for_update(of=("self",)).filter(
        version=version, is_first_finished=True, counted_at__isnull=True
    )
    added: Counter[Key] = Counter()
    counted = []
    for run in runs.select_related("user").order_by("pk"):
        found = _marks_of(run, version)
        if found is not None:
            added.update(found)
            counted.append(run)
    if len({run.user_id for run in counted}) < LEAST_FINISHERS:
        return 0
    _add(version, added)
    CaseRun.objects.filter(pk__in=[run.pk for run in counted]).update(
        counted_at=clock.now()
    )
    return len(counted)


def _marks_of(run: CaseRun, version: CaseVersion) -> set[Key] | None:
    """What a run adds, each thing once; None when its way was deleted."""
    kept = kept_of(run)
    if kept is None:
        return None
    case = from_json(version.definition)
    marks: set[Key] = {(CounterKind.FINISHERS, "", "")}
    for taken in kept.trail:
        marks.add((CounterKind.CHOICE, taken.scene, taken.choice))
        choice = case.by_code[taken.scene].choice(taken.choice)
        if choice and choice.red_flag:
            marks.add((CounterKind.RED_FLAG, taken.scene, choice.red_flag.code))
    return marks


def _add(version: CaseVersion, added: Counter[Key]) -> None:
    for (kind, scene, code), count in sorted(added.items()):
        counter, _ = CaseCounter.objects.get_or_create(
            version=version, kind=kind, scene=scene, code=code
        )
        CaseCounter.objects.filter(pk=counter.pk).update(count=F("count") + count)
