"""When a question is fit to be asked, with what is wrong in words for its author."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from elearning.core.exceptions import DomainError
from elearning.knowledge import queries as knowledge
from elearning.knowledge.models import LearningGoal
from toetsen.blocks.names import words_for
from toetsen.question_types import question_type

MISSING = re.compile(r"Object missing required field `(.+?)`")
Content = dict[str, object]
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


@dataclass(frozen=True)
class Known:
    """The codes of all learning goals, and of those sources and facts that were asked for."""

    goals: Collection[str]
    sources: Collection[str]


def known_for(questions: Iterable[Content]) -> Known:
    """What there is of what `questions` (each what one says) refer to. At most three queries."""
    wanted = {code for data in questions for code in _sources(data)}
    goals = LearningGoal.objects.values_list("code", flat=True)
    return Known(set(goals), knowledge.references(wanted).keys())


def problems(
    kind: str, data: Content, *, goal: str, known: Known | None = None
) -> list[Problem]:
    """Why a question of type `kind` that says `data` may not be asked.

    `known` is for who looks at many: `known_for` all of them. Without it, as many queries as that.
    """
    known = known or known_for([data])
    found = []
    if goal not in known.goals:
        found.append(Problem(_("There is no such learning goal."), "goal_code"))
    if not kind:
        return [*found, Problem(_("Choose a question type and write the question."))]
    found += [Problem(in_words(said)) for said in question_type(kind).check(data)]
    if not str(data.get("text", "")).strip():
        found.append(Problem(_("The question itself is empty.")))
    return found + [
        Problem(_("There is no source or fact %(code)s.") % {"code": code})
        for code in _sources(data)
        if code not in known.sources
    ]


def _sources(data: Content) -> list[str]:
    codes = data.get("sources")
    return [str(code) for code in codes] if isinstance(codes, list) else []


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
