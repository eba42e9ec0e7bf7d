"""One whole simulation: months of learning through the actions that real people use."""

import datetime
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from elearning.accounts.actions import audit
from elearning.accounts.models import AuditEvent, User
from elearning.core import clock
from elearning.core.exceptions import DomainError, NotAllowed
from elearning.dashboard.actions import close_due_periods
from elearning.dashboard.months import first_of_next
from elearning.dashboard.simulation import names
from elearning.dashboard.simulation.learners import Learner
from elearning.dashboard.simulation.measuring import SelfImage
from elearning.dashboard.simulation.meetings import Network
from elearning.dashboard.simulation.plan import (
    BACK,
    ZONE,
    Event,
    comes_back,
    events_of,
    last_months,
    spread,
)
from elearning.dashboard.simulation.scene import Scene, Setter, make_person
from elearning.enrolment.actions import join_with_code
from modules.actions.case_counters import count_finished_runs
from modules.models import PathPage
from modules.queries import module_pages_of
from toetsen.actions.studying import close_studies

MARK = "simulate_learners"
Progress = Callable[[Iterable[Event]], Iterable[Event]]


def simulate(
    *,
    learners: int,
    months: int,
    seed: int,
    steps: int | None = None,
    progress: Progress = iter,
) -> Counter[str]:
    """Simulate `learners` people over the last `months` months that are over; what was made.

    The same numbers and seed give the same people doing the same on the same days; names of codes
    and ids are random, as always. `steps`: nobody walks more of them; None is no end. `progress`
    wraps the list of events. Raises NotAllowed outside the demo, DomainError when this seed was
    simulated before or was interrupted.
    """
    check_seed(seed)
    with connection.cursor() as cursor:
        # Thousands of small commits, which can all be made again: no need to wait for the disk.
        cursor.execute("SET synchronous_commit TO off")
    run = _Run(learners, months, seed, steps)
    with transaction.atomic():
        run.prepare()
    for event in progress(run.events):
        run.reach(event.at)
        run.take(event)
    run.end()
    return run.made


def check_seed(seed: int) -> None:
    """Raise NotAllowed outside the demo, DomainError when the seed was used before, also halfway."""
    if not settings.DEMO_MODE:
        raise NotAllowed(_("Learners are only simulated in demo mode."))
    done = AuditEvent.objects.filter(action=MARK, detail__seed=seed)
    if done.exists():
        raise DomainError(_("This seed was simulated before; nothing was changed."))
    if User.objects.filter(email__startswith=f"sim{seed}-").exists():
        raise DomainError(
            _("A simulation with this seed was interrupted. Choose another seed.")
        )


class _Run:
    def __init__(self, learners: int, months: int, seed: int, most: int | None) -> None:
        self.size, self.seed, self.most = learners, seed, most
        self.months = last_months(clock.today(), months)
        self.dice = random.Random(seed)  # noqa: S311 - play, not secrets
        self.made: Counter[str] = Counter()
        self.learners: list[Learner] = []
        self.steps: dict[object, list[Page]] = {}
        self.open = list(self.months)

    def prepare(self) -> None:
        """The scene, the people, and who does what when."""
        with clock.at(_at(self.months[0], 1, 9)):
            last_day = first_of_next(self.months[-1])
            self.scene = Setter(
                seed=self.seed, first_day=self.months[0], last_day=last_day
            ).scene()
            self._people(self.scene)
        self.network = Network(self.scene, random.Random(self.seed + 1))  # noqa: S311
        self.steps = {
            key: _steps(PathPage.objects.get(key=key))[: self.most]
            for key in {group.cohort.path_key for group in self.scene.groups}
        }
        self.events = sorted(self._events())
        self.last = {event.learner: event for event in self.events if event.step >= 0}

    def _people(self, scene: Scene) -> None:
        students = [g for g in scene.groups if g.is_class]
        others = [g for g in scene.groups if not g.is_class]
        numbers = spread(self.size * 45 // 100, [g.share for g in students])
        numbers += spread(self.size - sum(numbers), [g.share for g in others])
        for group, number in zip([*students, *others], numbers, strict=True):
            for _index in range(number):
                self._person(group)

    def _person(self, group: object) -> None:
        number = len(self.learners)
        key = f"{self.seed}/{number}"
        name = f"{self.dice.choice(names.FIRST)} {self.dice.choice(names.FAMILY)}"
        user = make_person(f"sim{self.seed}-{number}", name)
        self.learners.append(
            Learner(
                number=number,
                user=user,
                group=group,  # type: ignore[arg-type]
                dice=random.Random(key),  # noqa: S311
                care=self.dice.uniform(0.6, 0.95),
                reads=0.4,
                fills_in=SelfImage(user, random.Random(f"{key}/self")),  # noqa: S311
            )
        )
        self.made["learners"] += 1

    def _events(self) -> Iterator[Event]:
        for learner in self.learners:
            steps = self.steps[learner.group.cohort.path_key]
            events = events_of(
                learner.number,
                len(steps),
                self.months,
                learner.dice,
                in_class=learner.group.is_class,
            )
            yield from events
            yield from comes_back(events[-1], self.months)

    def reach(self, moment: datetime.datetime) -> None:
        """Close what is over by `moment`, on its own night."""
        while self.open and moment >= _at(first_of_next(self.open[0]), 1, 0):
            self._close(self.open.pop(0))

    def take(self, event: Event) -> None:
        learner = self.learners[event.learner]
        with clock.at(event.at):
            if event.step == 0:
                learner.enrolment = join_with_code(
                    by=learner.user, code=learner.group.code
                )
                self.network.perhaps_joins(learner)
            elif event.step != BACK:
                page = self.steps[learner.group.cohort.path_key][event.step - 1]
                self.made[learner.does(page)] += 1
            if event.step in {0, BACK} or event == self.last[event.learner]:
                self.made["moments filled in"] += learner.fills_in.now()

    def end(self) -> None:
        self.reach(_at(first_of_next(self.months[-1]), 2, 4))
        self.made.update(self.network.made)
        self._study()
        audit(
            by=None,
            action=MARK,
            subject=self.learners[0].group.cohort,
            seed=self.seed,
            learners=self.size,
            months=len(self.months),
        )

    def _study(self) -> None:
        """Now, and not in the past: a study is only offered on the days that it runs."""
        self.made["consents"] += sum(one.fills_in.decides() for one in self.learners)
        self.made["study reports"] += len(close_studies())

    def _close(self, month: datetime.date) -> None:
        """Everybody has joined by now; the meetings of the month, then the night of the 2nd."""
        self.network.month(month)
        with clock.at(_at(first_of_next(month), 2, 3)):
            self.made["red-flag runs counted"] += count_finished_runs()
            self.made["months closed"] += len(close_due_periods())


def _steps(path: PathPage) -> list[Page]:
    """The published steps of the required modules of a path, in order."""
    pages: list[Page] = []
    for module in module_pages_of(path):
        if module.required:
            pages += module.get_children().live().order_by("path").specific()
    return pages


def _at(month: datetime.date, day: int, hour: int) -> datetime.datetime:
    return datetime.datetime(month.year, month.month, day, hour, tzinfo=ZONE)
