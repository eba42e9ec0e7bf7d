"""The best and the latest profile of a case, for the learner alone (brief, 3.3)."""

from datetime import date
from typing import Any

from elearning.enrolment.actions import seal
from elearning.enrolment.enums import PrivateKind
from modules.cases.engine import ending
from modules.cases.profile import profile
from modules.queries.case_runs import Place, profile_kept


def keep_profile(*, place: Place, delete_after: date) -> None:
    """Keep the profile of a run that ended as the latest, and as the best when it is.

    Called in the transaction that finishes the run. Fewer broken safety rules is better, then more
    points.
    """
    latest = _summary(place)
    learner = place.run.user
    best = profile_kept(learner, place.run.version.case_key).get("best")
    if best is None or _rank(latest) >= _rank(best):
        best = latest
    seal(
        user=learner,
        kind=PrivateKind.CASE_PROFILE,
        subject=place.run.version.case_key,
        data={"best": best, "latest": latest},
        delete_after=delete_after,
    )


def _summary(place: Place) -> dict[str, Any]:
    last = ending(place.case, place.state)
    return {
        "version": place.run.version.number,
        "ending": last.title if last else "",
        "red_flags": len(place.state.flags),
        "unrepaired": sum(not flag.repaired for flag in place.state.flags),
        "points": {
            result.competence.value: result.points
            for result in profile(place.case, place.state)
        },
    }


def _rank(summary: dict[str, Any]) -> tuple[int, int, int]:
    points = sum(summary["points"].values())
    return (-summary["unrepaired"], -summary["red_flags"], points)
