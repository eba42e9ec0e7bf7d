"""Where a person is in the content."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from wagtail.models import Page

from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.database import Given, Prepared, any_of
from elearning.enrolment.enums import ProgressState
from elearning.enrolment.models import Enrolment, Progress
from modules.models import ModulePage, PathModule, PathPage
from modules.queries.remembered import remembered
from modules.queries.structure import (
    Step,
    module_pages_of,
    parent_path,
    steps_by_module,
)

NOTED_FOR = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ModuleState:
    """How far one person is with one module. `state` is "" when not begun."""

    module: ModulePage
    required: bool
    steps: list[Step]
    done_keys: frozenset[uuid.UUID]
    state: str
    exempt: bool = False

    @property
    def done(self) -> int:
        return sum(step.key in self.done_keys for step in self.steps)

    @property
    def total(self) -> int:
        return len(self.steps)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now; `place` is the block where the person stopped."""

    step: Step
    module: ModulePage
    begun: bool
    place: str

    @property
    def url(self) -> str:
        return f"{self.step.url}#{self.place}" if self.place else self.step.url


def enrolments_for(user: User, page: Page) -> "QuerySet[Enrolment]":
    """The current enrolments of `user` in paths that hold the module of `page`, newest first."""
    return _newest_first(
        Enrolment.objects.filter(user=user, path_key__in=path_keys_with(_module(page)))
    )


def _module(page: Page) -> str:
    path: str = page.path
    return path if isinstance(page, ModulePage) else parent_path(path)


def _newest_first(enrolments: "QuerySet[Enrolment]") -> "QuerySet[Enrolment]":
    return (
        enrolments.filter(ended_at__isnull=True)
        .select_related("cohort__programme", "organisation__region")
        .order_by("-started_at", "-id")
    )


_FIRST = Prepared(
    lambda: _newest_first(
        Enrolment.objects.filter(any_of("path_key", "paths"), user=Given("user"))
    )[:1]
)


@remembered(entries=500)
def path_keys_with(module_path: str) -> tuple[uuid.UUID, ...]:
    """The published paths that hold the module at `module_path` of the page tree. One query."""
    holding = PathModule.objects.filter(module__path=module_path, path__live=True)
    return tuple(holding.values_list("path__key", flat=True))


def enrolment_for(user: User, page: Page) -> Enrolment | None:
    """The newest of `enrolments_for`, or None: also for who is not logged in."""
    if not user.is_authenticated:
        return None
    return _FIRST.first(user=user.pk, paths=list(path_keys_with(_module(page))))


def path_page(enrolment: Enrolment) -> PathPage | None:
    """The published page of an enrolment's path; None when it was taken offline."""
    return _live_path(enrolment.path_key)


@remembered(entries=100)
def _live_path(key: uuid.UUID) -> PathPage | None:
    return PathPage.objects.live().filter(key=key).first()


def paths_by_key(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, PathPage]:
    """Published paths by key. One query."""
    return {page.key: page for page in PathPage.objects.live().filter(key__in=keys)}


def item_states(user: User, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Progress]:
    """Progress of `user` by key, for the keys that have any. One query."""
    rows = Progress.objects.filter(user=user, key__in=list(keys))
    return {row.key: row for row in rows}


def module_states(user: User, path: PathPage) -> list[ModuleState]:
    """Each published module of a path in order, with the person's state. Three queries."""
    return _path_states(user, path)[0]


def _path_states(
    user: User, path: PathPage
) -> tuple[list[ModuleState], dict[uuid.UUID, Progress]]:
    modules = module_pages_of(path)
    steps = steps_by_module([module.path for module in modules])
    keys = [step.key for found in steps.values() for step in found]
    keys += [module.key for module in modules]
    progress = item_states(user, keys) if user.is_authenticated else {}
    states = [_state(module, steps[module.path], progress) for module in modules]
    return states, progress


def _state(
    module: ModulePage, steps: list[Step], progress: dict[uuid.UUID, Progress]
) -> ModuleState:
    begun = [step.key for step in steps if step.key in progress]
    done = frozenset(key for key in begun if progress[key].state == ProgressState.DONE)
    whole = progress.get(module.key)
    if (whole and whole.state == ProgressState.DONE) or (
        steps and len(done) == len(steps)
    ):
        state = ProgressState.DONE.value
    else:
        state = ProgressState.BUSY.value if begun else ""
    exempt = whole is not None and whole.exempt
    return ModuleState(module, module.required, steps, done, state, exempt)


def next_step(user: User, enrolment: Enrolment) -> NextStep | None:
    """What `user` does now in the path of `enrolment`.

    The step that was touched last and is not done; else the first step not done of the required
    modules, then of the others. None when all that is published is done. Four queries.
    """
    path = path_page(enrolment)
    if path is None:
        return None
    return next_step_in(*_path_states(user, path))


def next_step_in(
    states: list[ModuleState], progress: dict[uuid.UUID, Progress]
) -> NextStep | None:
    """As `next_step`, from states that were read already. No queries."""
    in_order = sorted(states, key=lambda state: not state.required)
    open_steps = [
        (step, state.module)
        for state in in_order
        if state.state != ProgressState.DONE
        for step in state.steps
        if step.key not in state.done_keys
    ]
    if not open_steps:
        return None
    busy = [pair for pair in open_steps if pair[0].key in progress]
    if not busy:
        return NextStep(*open_steps[0], begun=False, place="")
    step, module = max(busy, key=lambda pair: progress[pair[0].key].touched_at)
    return NextStep(step, module, begun=True, place=progress[step.key].place)


def path_overview(
    user: User, path: PathPage
) -> tuple[list[ModuleState], NextStep | None]:
    """The states of a path's modules and the next step, read together. Three queries."""
    states, progress = _path_states(user, path)
    return states, next_step_in(states, progress)


def is_due(row: Progress | None) -> bool:
    """Whether opening an item should be noted: not while the last note is a minute old or less."""
    return row is None or clock.now() - row.touched_at > NOTED_FOR
