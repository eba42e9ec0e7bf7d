"""What somebody filled in about herself, in sentences for herself: no chart, no other people."""

from dataclasses import dataclass
from math import floor

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from elearning.core.exceptions import NotFound
from toetsen.enums import MomentKind
from toetsen.measured import OwnScores
from toetsen.measurement.figures import Moment
from toetsen.measurement.instrument import Instrument

# The part of the address of each moment: Dutch, and it names no topic.
SLUGS = {
    Moment.EARLY: "wachttijd",
    Moment.BEFORE: "vooraf",
    Moment.AFTER: "achteraf",
    Moment.THEN: "terugblik",
    Moment.LATER: "later",
}


@dataclass(frozen=True)
class ScaleLines:
    """One scale, a sentence for each moment that was filled in."""

    title: str
    lines: list[str]


def moment_of(slug: str) -> Moment:
    """The moment with this part of an address; raises NotFound when there is none."""
    for moment, name in SLUGS.items():
        if name == slug:
            return moment
    raise NotFound(_("This does not exist, or it is not yours."))


def name_of(moment: Moment) -> str:
    return str(MomentKind(moment.value).label)


def own_lines(of: Instrument, found: list[OwnScores]) -> list[ScaleLines]:
    """Each scale in words, oldest moment first; empty when nothing was finished."""
    if not found:
        return []
    return [
        ScaleLines(
            scale.title,
            [_line(of, one.moment, one.scores.scales[scale.code]) for one in found],
        )
        for scale in of.scales
    ]


def _line(of: Instrument, moment: Moment, score: float | None) -> str:
    when = name_of(moment)
    if score is None:
        return _("%(when)s: you skipped too many to say.") % {"when": when}
    return _("%(when)s: %(score)s of %(highest)s, closest to “%(word)s”.") % {
        "when": when,
        "score": floatformat(score, 1),
        "highest": of.highest,
        "word": of.answers[floor(score + 0.5) - of.lowest],
    }


def point_lines(found: list[tuple[Moment, float | None]]) -> list[str]:
    """What the situations earned, a sentence for each moment, oldest first."""
    return [_point_line(name_of(moment), points) for moment, points in found]


def _point_line(when: str, points: float | None) -> str:
    if points is None:
        return _("%(when)s: you skipped too many to say.") % {"when": when}
    return _("%(when)s: %(points)s of 100 points.") % {
        "when": when,
        "points": round(points),
    }
