"""A lecturer's own cohort, by name and live: started, busy, done, test result (product rule 4)."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from elearning.accounts.models import User
from elearning.core import clock
from elearning.dashboard.suppression import Cell, Node, rounded, shown_cells
from elearning.enrolment.enums import ProgressState
from elearning.enrolment.models import Cohort, Progress
from elearning.enrolment.queries import members_of
from modules.models import AssessmentPage, ModulePage
from modules.queries import Step, module_pages_of, paths_by_key, steps_by_module
from modules.queries.handing_in import Given, given_in
from toetsen.models import Assessment
from toetsen.queries import results_for

NOT_BEGUN = ""


@dataclass(frozen=True)
class Learner:
    """One row: `states` per named module in order; each test with whether it was passed (None: not taken)."""

    name: str
    states: list[str]
    results: list[tuple[Assessment, bool | None]]
    finished: bool

    @property
    def done(self) -> int:
        return self.states.count(ProgressState.DONE)

    @property
    def state(self) -> str:
        if self.finished:
            return ProgressState.DONE
        return ProgressState.BUSY if any(self.states) else NOT_BEGUN


@dataclass(frozen=True)
class ElectiveCount:
    """A sensitive module to choose: how many finished it before this month, None when hidden."""

    title: str
    done: int | None


@dataclass(frozen=True)
class CohortScreen:
    cohort: Cohort
    path_title: str
    modules: list[ModulePage]
    tests: list[Assessment]
    learners: list[Learner]
    electives: list[ElectiveCount]
    handed_in: list[Given]

    @property
    def waiting(self) -> list[Given]:
        return [given for given in self.handed_in if given.answered_at is None]

    @property
    def answered(self) -> list[Given]:
        return [given for given in self.handed_in if given.answered_at is not None]

    @property
    def open_tests(self) -> list[Assessment]:
        """Those whose questions the lecturer may look into, see `open_tests_of`."""
        return [test for test in self.tests if not test.sensitive]

    def number(self, state: str) -> int:
        return sum(learner.state == state for learner in self.learners)


def cohort_screen(cohort: Cohort) -> CohortScreen:
    """Everything on the lecturer's page; the caller has checked that she teaches the cohort.

    Of a sensitive module that is not required nothing is read per person. Nine queries and one for
    each test, whatever the number of learners.
    """
    members = list(members_of(cohort))
    path = paths_by_key([cohort.path_key]).get(cohort.path_key)
    modules = [
        m for m in (module_pages_of(path) if path else []) if not m.being_written
    ]
    named = [m for m in modules if m.required or not m.sensitive]
    steps = steps_by_module([m.path for m in modules])
    users = [member.user for member in members]
    states = _states(users, named, steps)
    tests = _tests_in(named)
    results = [results_for(users, test) for test in tests]
    learners = [
        Learner(
            name=member.user.get_full_name(),
            states=[states.get((member.user_id, m.key), NOT_BEGUN) for m in named],
            results=[
                (test, _passed(found, member.user))
                for test, found in zip(tests, results, strict=True)
            ],
            finished=member.finished_at is not None,
        )
        for member in members
    ]
    return CohortScreen(
        cohort=cohort,
        path_title=path.neutral_title if path else "",
        modules=named,
        tests=tests,
        learners=learners,
        electives=_electives([m for m in modules if m not in named], users),
        handed_in=given_in(cohort),
    )


def open_tests_of(cohort: Cohort) -> list[Assessment]:
    """The tests whose questions a lecturer of the cohort may look into.

    Those of modules that are named on her page, so none of a sensitive module to choose, and none
    that is sensitive itself.
    """
    path = paths_by_key([cohort.path_key]).get(cohort.path_key)
    modules = [
        m for m in (module_pages_of(path) if path else []) if not m.being_written
    ]
    named = [m for m in modules if m.required or not m.sensitive]
    return [test for test in _tests_in(named) if not test.sensitive]


def _passed(results: dict[int, object], user: User) -> bool | None:
    attempt = results.get(user.pk)
    return None if attempt is None else bool(attempt.passed)  # type: ignore[attr-defined]


def _states(
    users: list[User], modules: list[ModulePage], steps: dict[str, list[Step]]
) -> dict[tuple[int, uuid.UUID], str]:
    """Busy or done per person and module; nothing for not begun. One query."""
    module_of = {step.key: m.key for m in modules for step in steps[m.path]}
    wholes = {m.key for m in modules}
    found: dict[tuple[int, uuid.UUID], str] = {}
    rows = Progress.objects.filter(user__in=users, key__in=[*module_of, *wholes])
    for user, key, state in rows.values_list("user_id", "key", "state"):
        if key in wholes and state == ProgressState.DONE:
            found[user, key] = ProgressState.DONE
        else:
            found.setdefault((user, module_of.get(key, key)), ProgressState.BUSY)
    return found


def _tests_in(modules: Iterable[ModulePage]) -> list[Assessment]:
    paths = [m.path for m in modules]
    pages = AssessmentPage.objects.live().order_by("path")
    codes = [
        code
        for path, code in pages.values_list("path", "assessment_code")
        if path[: -AssessmentPage.steplen] in paths
    ]
    found = {test.code: test for test in Assessment.objects.filter(code__in=codes)}
    return [found[code] for code in dict.fromkeys(codes) if code in found]


def _electives(modules: list[ModulePage], users: list[User]) -> list[ElectiveCount]:
    """Per module the rounded number at the end of last month, under the rules of every group."""
    start = timezone.localtime(clock.now()).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )
    keys = list(
        Progress.objects.filter(
            user__in=users, key__in=[m.key for m in modules], done_at__lt=start
        ).values_list("key", flat=True)
    )
    return [
        ElectiveCount(m.neutral_title, _protected(len(users), keys.count(m.key)))
        for m in modules
    ]


def _protected(people: int, done: int) -> int | None:
    shown = shown_cells(Node("cohort"), {"cohort": Cell(people, done)})
    return rounded(done) if shown else None
