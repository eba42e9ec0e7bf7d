"""In which order modules are best done, and what is still open of a path."""

from collections.abc import Sequence

from elearning.accounts.models import User
from elearning.enrolment.enums import ProgressState
from elearning.enrolment.models import Enrolment
from modules.models import ModulePage
from modules.queries.learning import ModuleState, module_states, path_page
from modules.queries.remembered import remembered


@remembered(entries=1)
def modules_before() -> dict[int, frozenset[int]]:
    """By the id of a module those of the modules that come first; one query."""
    found: dict[int, set[int]] = {}
    rows = ModulePage.after.through.objects.values_list(
        "from_modulepage_id", "to_modulepage_id"
    )
    for module, first in rows:
        found.setdefault(module, set()).add(first)
    return {module: frozenset(first) for module, first in found.items()}


def open_before(states: Sequence[ModuleState], module: ModulePage) -> list[ModuleState]:
    """What of a path is best done before `module` and is not done: required modules, in order.

    `states` are the path's. An author's advice: it keeps nobody out.
    """
    before = modules_before().get(module.pk, frozenset())
    return [state for state in _open(states) if state.module.pk in before]


def first_for(user: User, enrolment: Enrolment, module: ModulePage) -> list[ModulePage]:
    """The modules to do before `module` in the path of `enrolment`. No query where there are none."""
    if module.pk not in modules_before():
        return []
    path = path_page(enrolment)
    if path is None:
        return []
    states = module_states(user, path)
    return [state.module for state in open_before(states, module)]


def minutes_open(states: Sequence[ModuleState]) -> int:
    """The designed minutes of the required modules that are not done, less the steps that are."""
    return sum(
        max(state.module.minutes - _minutes_done(state), 0) for state in _open(states)
    )


def _open(states: Sequence[ModuleState]) -> list[ModuleState]:
    return [
        state
        for state in states
        if state.required and state.state != ProgressState.DONE
    ]


def _minutes_done(state: ModuleState) -> int:
    return sum(step.minutes for step in state.steps if step.key in state.done_keys)
