"""What groups may see of a case: anonymous counters, and never less than ten people (rule 4)."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from modules.cases.definition import Case, from_json
from modules.enums import CounterKind
from modules.models import CaseCounter, CaseVersion

LEAST = 10
ROUNDED_TO = 5


@dataclass(frozen=True)
class RedFlagCount:
    """How many finishers of a case version met a red flag in a scene.

    `count` is rounded to 5, and None when it is hidden; `finishers` is rounded too, None below 10.
    """

    case_code: str
    neutral_title: str
    version: int
    scene: str
    code: str
    label: str
    count: int | None
    finishers: int | None


def red_flag_counts(case_key: uuid.UUID | None = None) -> list[RedFlagCount]:
    """Red flags per case version and scene, newest version first, of all cases or of one.

    For the platform as a whole only: the counters know no organisation, region or programme, so
    there is nothing to filter by and nothing to subtract. They grow each night by ten finishers or
    more; a screen of a closed period keeps its own copy. A count is hidden unless it, and what is
    left of the finishers, are both 10 or more: all or nobody would say it of each (rule 4). Two
    queries.
    """
    versions = CaseVersion.objects.filter(counters__isnull=False).distinct()
    if case_key is not None:
        versions = versions.filter(case_key=case_key)
    found = list(versions.order_by("case_key", "-number"))
    counts = _counts(found)
    return [row for version in found for row in _rows(version, counts)]


def _rows(
    version: CaseVersion, counts: dict[tuple[int, str, str, str], int]
) -> list[RedFlagCount]:
    case = from_json(version.definition)
    finishers = counts.get((version.pk, CounterKind.FINISHERS, "", ""), 0)
    return [
        RedFlagCount(
            case_code=case.code,
            neutral_title=case.neutral_title,
            version=version.number,
            scene=scene,
            code=code,
            label=label,
            count=_shown(
                counts.get((version.pk, CounterKind.RED_FLAG, scene, code), 0),
                finishers,
            ),
            finishers=rounded(finishers) if finishers >= LEAST else None,
        )
        for scene, code, label in _red_flags(case)
    ]


def _red_flags(case: Case) -> list[tuple[str, str, str]]:
    return list(
        dict.fromkeys(
            (scene.code, choice.red_flag.code, choice.red_flag.label)
            for scene in case.scenes
            for choice in scene.choices
            if choice.red_flag
        )
    )


def _counts(versions: Iterable[CaseVersion]) -> dict[tuple[int, str, str, str], int]:
    rows = CaseCounter.objects.filter(version__in=list(versions))
    return {
        (row.version_id, row.kind, row.scene, row.code): row.count
        for row in rows.exclude(kind=CounterKind.CHOICE)
    }


def _shown(count: int, finishers: int) -> int | None:
    if count < LEAST or finishers - count < LEAST:
        return None
    return rounded(count)


def rounded(count: int) -> int:
    """To the nearest multiple of five, as every figure that is shown."""
    return ROUNDED_TO * round(count / ROUNDED_TO)
