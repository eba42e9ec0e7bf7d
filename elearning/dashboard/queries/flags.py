"""The anonymous counters of red flags, as they stand (architecture, 7c)."""

from dataclasses import dataclass

from modules.enums import CounterKind
from modules.models import CaseCounter


@dataclass(frozen=True)
class FlagTally:
    """How many of the finishers of a case version met a red flag in a scene."""

    case: str
    version: int
    scene: str
    code: str
    finishers: int
    count: int


def flag_tallies() -> list[FlagTally]:
    """Every red flag that was met, of every version. One query."""
    counters = CaseCounter.objects.filter(
        kind__in=[CounterKind.RED_FLAG, CounterKind.FINISHERS]
    ).select_related("version")
    rows = list(counters.order_by("version", "scene", "code"))
    finishers = {
        row.version_id: row.count for row in rows if row.kind == CounterKind.FINISHERS
    }
    return [
        FlagTally(
            case=str(row.version.definition.get("code", "")),
            version=row.version.number,
            scene=row.scene,
            code=row.code,
            finishers=finishers.get(row.version_id, 0),
            count=row.count,
        )
        for row in rows
        if row.kind == CounterKind.RED_FLAG
    ]
