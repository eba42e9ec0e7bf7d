"""What stands in the record store, in words for the person it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from elearning.enrolment.paths import all_paths
from elearning.xapi import vocabulary
from elearning.xapi.queries.own import OwnStatement

VERBS: dict[str, Promise] = {
    vocabulary.REGISTERED: gettext_lazy("started"),
    vocabulary.COMPLETED: gettext_lazy("completed"),
    vocabulary.ANSWERED: gettext_lazy("answered"),
    vocabulary.PASSED: gettext_lazy("passed"),
    vocabulary.FAILED: gettext_lazy("not passed"),
    vocabulary.ATTENDED: gettext_lazy("attended"),
    vocabulary.SATISFIED: gettext_lazy("finished completely"),
    vocabulary.WAIVED: gettext_lazy("exempt"),
}
KINDS: dict[str, Promise] = {
    vocabulary.COURSE: gettext_lazy("learning path"),
    vocabulary.MODULE: gettext_lazy("module"),
    vocabulary.LESSON: gettext_lazy("lesson"),
    vocabulary.SIMULATION: gettext_lazy("case"),
    vocabulary.ASSESSMENT: gettext_lazy("test"),
    vocabulary.INTERACTION: gettext_lazy("question"),
    vocabulary.MEETING: gettext_lazy("meeting"),
}


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """One row of the page."""

    day: date
    what: str
    about: str
    by: str


def recorded_lines(found: Iterable[OwnStatement]) -> list[RecordedLine]:
    """The words of each statement; what we have no word for is shown as it was sent."""
    titles = {path.code: path.title for path in all_paths()}
    return [_line(one, titles) for one in found]


def _line(one: OwnStatement, titles: dict[str, str]) -> RecordedLine:
    return RecordedLine(
        day=timezone.localdate(one.at),
        what=str(VERBS.get(one.verb, _tail(one.verb))),
        about=_about(one, titles),
        by=_("this site") if one.is_ours else _("another system"),
    )


def _about(one: OwnStatement, titles: dict[str, str]) -> str:
    if "/activities/measurements/" in one.activity:
        return _("questions about yourself")
    kind = KINDS.get(one.activity_type)
    name = _in_own_language(one.names) or _code(one, titles)
    if not name:
        return str(kind or _("a person or another line"))
    if not kind or name.casefold().startswith(str(kind).casefold()):
        return name  # "Leerroute A" needs no "learning path" before it
    return f"{kind} {name}"


def _code(one: OwnStatement, titles: dict[str, str]) -> str:
    """The title of a path, the code of another activity; nothing where that is only a number."""
    steps = one.activity.rstrip("/").split("/")
    if one.activity_type == vocabulary.LESSON:
        return "/".join(steps[-2:])
    if one.activity_type == vocabulary.COURSE and steps[-1] in titles:
        return titles[steps[-1]]
    return "" if one.activity_type == vocabulary.MEETING else steps[-1]


def _in_own_language(names: dict[str, Any]) -> str:
    language = get_language() or ""
    for tag, name in names.items():
        if tag.split("-")[0] == language.split("-")[0]:
            return str(name)
    return str(next(iter(names.values()), ""))


def _tail(iri: str) -> str:
    """What a reader can make most of: the last step of the address."""
    return iri.rstrip("/").rpartition("/")[2]
