"""What somebody filled in about herself, in sentences for herself: no chart, no other people."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetsen.enums import MomentKind
from toetsen.measured import OwnScores
from toetsen.measurement.instrument import Instrument
from toetsen.measurement.report import Moment

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


def moment_called(slug: str) -> Moment | None:
    """The moment with this part of an address, or None."""
    return next((moment for moment, name in SLUGS.items() if name == slug), None)


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
        "score": f"{score:.1f}".replace(".", ","),
        "highest": of.highest,
        "word": of.answers[round(score) - of.lowest],
    }
