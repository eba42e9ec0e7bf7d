"""When a question is fit to be asked, with what is wrong in words for its author."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from elearning.core.exceptions import DomainError
from elearning.knowledge import queries as knowledge
from elearning.knowledge.models import LearningGoal
from toetsen.blocks.names import words_for
from toetsen.question_types import question_type

MISSING = re.compile(r"Object missing required field `(.+?)`")
PLACE = re.compile(r"at `\$\.?(.*?)`$")


@dataclass(frozen=True)
class Problem:
    """One reason not to ask the question; `field` is the form field that it is about."""

    message: str
    field: str = "body"

    def __str__(self) -> str:
        return self.message


class NotFitError(DomainError):
    """The question stays as it was; the message names everything that is not right."""

    def __init__(self, found: Sequence[Problem]) -> None:
        self.problems = list(found)
        first = _("The question stays as it was, because something is not right yet:")
        super().__init__(f"{first} {' '.join(map(str, found))}")


def check(found: Sequence[Problem]) -> None:
    """Raise NotFitError when there are problems."""
    if found:
        raise NotFitError(found)


def problems(kind: str, data: dict[str, object], *, goal: str) -> list[Problem]:
    """Why a question of type `kind` that says `data` may not be asked. At most four queries."""
    found = []
    if not LearningGoal.objects.filter(code=goal).exists():
        found.append(Problem(_("There is no such learning goal."), "goal_code"))
    if not kind:
        return [*found, Problem(_("Choose a question type and write the question."))]
    found += [Problem(in_words(said)) for said in question_type(kind).check(data)]
    if not str(data.get("text", "")).strip():
        found.append(Problem(_("The question itself is empty.")))
    return found + _unknown_sources(data)


def _unknown_sources(data: dict[str, object]) -> list[Problem]:
    codes = data.get("sources")
    wanted = [str(code) for code in codes] if isinstance(codes, list) else []
    known = knowledge.references(wanted)
    return [
        Problem(_("There is no source or fact %(code)s.") % {"code": code})
        for code in wanted
        if code not in known
    ]


def in_words(said: str) -> str:
    """What a question type's check said, "options: exactly one must be right", for an author."""
    missing = MISSING.search(said)
    if missing:
        return _("%(field)s: this is missing.") % {"field": words_for(missing[1]).label}
    where = PLACE.search(said)
    if where:
        return _("%(field)s: this cannot be read.") % {
            "field": words_for(re.sub(r"\[[^]]*\]", "", where[1])).label
        }
    place, _colon, message = said.partition(": ")
    if not message:
        return _(said)
    return f"{words_for(place).label}: {_(message)}."
