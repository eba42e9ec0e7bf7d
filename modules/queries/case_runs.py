"""Where a learner is in a case. Reads the learner-only store, so only ever for the learner."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django.db.models import QuerySet

from elearning.accounts.models import User
from elearning.core import clock
from elearning.enrolment.enums import PrivateKind
from elearning.enrolment.queries import opened, sealed_of, unseal
from elearning.knowledge.queries import Reference, references
from modules.cases.definition import Case, Choice, Scene
from modules.cases.engine import Phase, State, Taken, replay
from modules.enums import RunState
from modules.models import CaseRun
from modules.queries.cases import frozen_case, frozen_version, version_ids
from modules.queries.remembered import remembered


class Kept(msgspec.Struct, frozen=True):
    """What the learner-only store holds of a run: the way, and how many forms were taken."""

    trail: tuple[Taken, ...] = ()
    phase: Phase = Phase.SCENE
    step: int = 0


@dataclass(frozen=True)
class Place:
    """Where a run is. `step` goes into the form, so that one sent twice is seen."""

    run: CaseRun
    case: Case
    state: State
    step: int

    @property
    def scene(self) -> Scene:
        return self.case.by_code[self.state.scene]


@dataclass(frozen=True)
class Note:
    """A source or fact under a reason; `reference` is None when its record was deleted since."""

    number: int
    title: str
    reference: Reference | None = None

    @property
    def label(self) -> str:
        """What the folded note says: who and when."""
        if self.reference is None:
            return self.title
        who_and_when = (self.reference.publisher, self.reference.period)
        return ", ".join(part for part in who_and_when if part) or self.title


def runs_of(user: User, case_key: uuid.UUID) -> QuerySet[CaseRun]:
    """The runs of `user` of any version of a case, newest first."""
    return (
        with_ways(CaseRun.objects.filter(user=user))
        .filter(version__in=version_ids(case_key))
        .order_by("-started_at", "-id")
    )


def with_ways(runs: QuerySet[CaseRun]) -> QuerySet[CaseRun]:
    """`runs` with their sealed ways, what opens those, and whether the learner may go on.

    Of the learner and the enrolment no more than that.
    """
    return (
        runs.select_related("user__learner_key", "enrolment")
        .only(
            *(field.attname for field in CaseRun._meta.concrete_fields),
            *("user__uuid", "user__learner_key__user", "user__learner_key__wrapped"),
            *("enrolment__path_key", "enrolment__ended_at"),
        )
        .annotate(sealed=sealed_of(PrivateKind.CASE_RUN, "uuid"))
    )


def busy_run(user: User, case_key: uuid.UUID) -> CaseRun | None:
    """The run that goes on where it stopped, or None."""
    return runs_of(user, case_key).filter(state=RunState.BUSY).first()


def last_finished_run(user: User, case_key: uuid.UUID) -> CaseRun | None:
    """The run that was finished last, or None. Its way may have been deleted since."""
    finished = runs_of(user, case_key).filter(state=RunState.FINISHED)
    return finished.order_by("-finished_at", "-id").first()


def kept_of(run: CaseRun) -> Kept | None:
    """What the store holds of a run; None when it was deleted. No query when read `with_ways`."""
    of_run = {"user": run.user, "kind": PrivateKind.CASE_RUN, "subject": run.uuid}
    is_read = "sealed" in vars(run)
    data = opened(run.sealed, **of_run) if is_read else unseal(**of_run)
    return None if data is None else msgspec.convert(data, Kept)


def place_of(run: CaseRun) -> Place | None:
    """Where a run is; None when its way was deleted. No query for one that is known and `with_ways`."""
    kept = kept_of(run)
    if kept is None:
        return None
    run.version, case = frozen_version(run.version_id), frozen_case(run.version_id)
    return Place(run, case, replay(case, kept.trail, kept.phase), kept.step)


def profile_kept(user: User, case_key: uuid.UUID) -> dict[str, Any]:
    """The best and the latest profile of a case, as the store keeps them; empty when deleted."""
    data = unseal(user=user, kind=PrivateKind.CASE_PROFILE, subject=case_key)
    return data or {}


def notes_of(choice: Choice) -> list[Note]:
    """The numbered notes of a choice, each as its record is today. Three queries.

    A record that was deleted since keeps the words that were frozen with the case.
    """
    codes = tuple(source.code for source in choice.sources)
    records = _references(codes, clock.today())
    return [
        Note(number, source.title or source.code, records.get(source.code))
        for number, source in enumerate(choice.sources, start=1)
    ]


@remembered(entries=2000)
def _references(codes: tuple[str, ...], _today: date) -> Mapping[str, Reference]:
    # Which of them are expired is another answer tomorrow.
    return references(codes)
