"""Playing a draft to try it: where one is stands in the form itself, and nowhere else.

No run, no counter, no statement and no profile: what an author or a reviewer chooses is nobody's
business, and says nothing about learners.
"""

from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from elearning.core.exceptions import InvalidRequest
from modules.case_screens import bars, page_context, step_context, way
from modules.case_words import condition_in_words, target_in_words
from modules.cases.definition import END, Case, Choice, Ending
from modules.cases.engine import (
    CaseError,
    Phase,
    State,
    Taken,
    advance,
    choose,
    ending,
    last_choice,
    replay,
)
from modules.models import CasePage

# A loop in a draft can be walked for ever.
MOST_CHOICES = 200
LONGEST = 20_000


class Bookmark(msgspec.Struct, frozen=True):
    """What the hidden field holds."""

    trail: tuple[Taken, ...] = ()
    phase: Phase = Phase.SCENE


@dataclass(frozen=True)
class Trial:
    """What the author's part of a step shows. `bookmark` is for the hidden field."""

    bookmark: str
    message: str
    facts: list[str]
    can_undo: bool


def read_bookmark(text: str) -> Bookmark:
    """What `Trial.bookmark` wrote; "" is the start. Raises InvalidRequest for anything else."""
    if not text:
        return Bookmark()
    try:
        if len(text) > LONGEST:
            raise ValueError
        bookmark = msgspec.json.decode(text, type=Bookmark)
    except (msgspec.DecodeError, ValueError) as error:
        raise InvalidRequest(
            _("We do not understand this form. Go back to the case and try again.")
        ) from error
    if len(bookmark.trail) > MOST_CHOICES:
        raise InvalidRequest(
            _("You made very many choices. The case may go round; look at the map.")
        )
    return bookmark


def step(case: Case, bookmark: Bookmark, action: str, key: str) -> tuple[State, str]:
    """Where `action` (choose, on or undo) leads, and a message when it cannot be done.

    What was saved meanwhile may no longer have the way of `bookmark`; then it begins again.
    """
    try:
        state = replay(case, bookmark.trail, bookmark.phase)
    except CaseError:
        changed = _("The case was changed meanwhile, so you begin at the start.")
        return replay(case, ()), changed
    try:
        if action == "undo":
            return replay(case, bookmark.trail[:-1]), ""
        if action == "choose" and key:
            return choose(case, state, key), ""
        if action == "on":
            return advance(case, state), ""
    except CaseError:
        return state, _nowhere(case, state)
    return state, _("Choose first what you do.") if action == "choose" else ""


def trial_context(
    page: CasePage, case: Case, state: State, message: str
) -> dict[str, Any]:
    """The context of a learner's template, with the author's part in it."""
    trial = Trial(
        bookmark=msgspec.json.encode(Bookmark(state.trail, state.phase)).decode(),
        message=message,
        facts=_facts(case, state),
        can_undo=bool(state.trail),
    )
    if state.phase is Phase.ENDED:
        found = ending(case, state)
        return page_context(page) | {
            "trial": trial,
            "case": case,
            "ending": found,
            "why": _why(found),
            "bars": bars(case, state),
            "way": way(case, state),
        }
    return step_context(page, case, state) | {"trial": trial}


def _nowhere(case: Case, state: State) -> str:
    target = state.next_scene
    if state.phase is Phase.REASON and not target:
        return _("It does not say where this choice goes.")
    if state.phase is Phase.REASON and target != END and case.scene(target) is None:
        words = {"detail": target}
        return (
            _("This choice goes to %(detail)s, but that scene does not exist.") % words
        )
    return _("That is not one of the choices.")


def _facts(case: Case, state: State) -> list[str]:
    """What a learner does not see: points, marker, red flag and where the choice leads."""
    choice = last_choice(case, state)
    if choice is None or state.phase is Phase.SCENE:
        return []
    return [*_of_choice(choice), *_so_far(state)]


def _of_choice(choice: Choice) -> list[str]:
    scores = choice.scores
    facts = [
        _("Points of this choice: %(points)s")
        % {"points": f"S {scores.S}, A {scores.A}, H {scores.H}, W {scores.W}"},
        _("Where it leads: %(target)s") % {"target": target_in_words(choice)},
    ]
    if choice.red_flag:
        flag = f"{choice.red_flag.code} ({choice.red_flag.label})"
        facts.append(_("Red flag: %(flag)s") % {"flag": flag})
    if choice.marker:
        facts.append(_("Sets the marker %(marker)s") % {"marker": choice.marker})
    return facts


def _so_far(state: State) -> list[str]:
    markers = ", ".join(sorted(state.markers))
    return [_("Markers so far: %(markers)s") % {"markers": markers}] if markers else []


def _why(found: Ending | None) -> str:
    if found is None:
        return _("No ending holds for these choices. Make the last one without rules.")
    if not found.conditions:
        return _("No earlier ending holds, and this one has no rules.")
    rules = [condition_in_words(condition) for condition in found.conditions]
    return _("This is the first ending of which a rule holds: %(rules)s") % {
        "rules": "; ".join(rules)
    }
