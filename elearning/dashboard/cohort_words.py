"""The lecturer's page in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from elearning.dashboard.queries.cohort import NOT_BEGUN, CohortScreen
from elearning.enrolment.enums import ProgressState

STATES = (NOT_BEGUN, ProgressState.BUSY, ProgressState.DONE)


@dataclass(frozen=True)
class ModulePeople:
    """A module with, in one line, how many are where, and behind it who."""

    summary: str
    people: list[tuple[str, str]]


def state_word(state: str) -> str:
    return {
        NOT_BEGUN: pgettext("how many", "not started"),
        ProgressState.BUSY: _("busy"),
        ProgressState.DONE: _("done"),
    }[state]


def sentence(screen: CohortScreen) -> str:
    """'24 participants: 3 not started, 15 busy, 6 done.'"""
    people = ngettext(
        "%(number)s participant", "%(number)s participants", len(screen.learners)
    )
    counts = ", ".join(f"{screen.number(s)} {state_word(s)}" for s in STATES)
    return f"{people % {'number': len(screen.learners)}}: {counts}."


def by_module(screen: CohortScreen) -> list[ModulePeople]:
    """Per module the names by state."""
    return [
        ModulePeople(
            f"{module.code.upper()} {module.neutral_title}: {_counts(names)}",
            [
                (state_word(s), ", ".join(found) or _("nobody"))
                for s, found in names.items()
            ],
        )
        for module, names in _names(screen)
    ]


def elective_items(screen: CohortScreen) -> list[tuple[str, str]]:
    return [
        (
            elective.title,
            _("hidden")
            if elective.done is None
            else _("about %(number)s done") % {"number": elective.done},
        )
        for elective in screen.electives
    ]


def _names(screen: CohortScreen) -> list[tuple]:  # type: ignore[type-arg]
    return [
        (
            module,
            {
                state: [x.name for x in screen.learners if x.states[index] == state]
                for state in STATES
            },
        )
        for index, module in enumerate(screen.modules)
    ]


def _counts(names: dict[str, list[str]]) -> str:
    return ", ".join(
        f"{len(found)} {state_word(state)}" for state, found in names.items()
    )
