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
from elearning.core.database import bound_cursor
from elearning.enrolment.enums import PrivateKind
from elearning.enrolment.models import Enrolment, LearnerKey
from elearning.enrolment.queries import opened, unseal
from elearning.knowledge.queries import Reference, references
from modules.cases.definition import Case, Choice, Scene
from modules.cases.engine import Phase, State, Taken, replay
from modules.enums import RunState
from modules.models import CaseRun
from modules.queries.cases import frozen_case, frozen_version, version_ids
from modules.queries.remembered import remembered

COLUMNS = (
    *("id", "uuid", "user_id", "enrolment_id", "version_id", "state"),
    *("is_first_finished", "counted_at", "started_at", "finished_at"),
)
# Written out: the learner asks it twice a step, and to have it made from models each time cost
# more than all else that a step asks of the database.
RUN = f"""
SELECT {", ".join(f"run.{name}" for name in COLUMNS)},
    record.sealed, own_key.wrapped, person.uuid, enrolment.path_key, enrolment.ended_at
FROM modules_caserun run
JOIN accounts_user person ON person.id = run.user_id
JOIN enrolment_enrolment enrolment ON enrolment.id = run.enrolment_id
LEFT JOIN enrolment_learnerkey own_key ON own_key.user_id = run.user_id
LEFT JOIN enrolment_privaterecord record ON record.user_id = run.user_id
    AND record.kind = %(kind)s AND record.subject = run.uuid
WHERE run.user_id = %(user)s
"""  # noqa: S608  names of columns, written above
OF_CASE = " AND run.version_id = ANY(%(versions)s) AND run.state = %(state)s"
BUSY = OF_CASE + " ORDER BY run.started_at DESC, run.id DESC LIMIT 1"
FINISHED = OF_CASE + " ORDER BY run.finished_at DESC, run.id DESC LIMIT 1"
LOCKED = " AND run.uuid = %(run)s FOR UPDATE OF run"


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
    """The runs of `user` of any version of a case."""
    return CaseRun.objects.filter(user=user, version__in=version_ids(case_key))


def busy_run(user: User, case_key: uuid.UUID) -> CaseRun | None:
    """The run that goes on where it stopped, or None."""
    return _run(
        BUSY,
        user=user.pk,
        versions=list(version_ids(case_key)),
        state=RunState.BUSY.value,
    )


def last_finished_run(user: User, case_key: uuid.UUID) -> CaseRun | None:
    """The run that was finished last, or None. Its way may have been deleted since."""
    return _run(
        FINISHED,
        user=user.pk,
        versions=list(version_ids(case_key)),
        state=RunState.FINISHED.value,
    )


def locked_run(user: User, run: uuid.UUID) -> CaseRun | None:
    """The run of `user` with this UUID, locked until the transaction ends; None for another's."""
    return _run(LOCKED, user=user.pk, run=run)


def _run(which: str, **values: object) -> CaseRun | None:
    """The run with its sealed way, what opens that, and whether the learner may go on. One query.

    Of the learner and the enrolment there is no more than that.
    """
    values["kind"] = PrivateKind.CASE_RUN.value
    with bound_cursor() as cursor:
        cursor.execute(RUN + which, values)
        row = cursor.fetchone()
    if row is None:
        return None
    *columns, sealed, wrapped, learner, path_key, ended_at = row
    run = CaseRun.from_db(None, COLUMNS, columns)
    run.sealed = sealed
    run.user = User.from_db(None, ["id", "uuid"], [run.user_id, learner])
    key = ["user_id", "wrapped"], [run.user_id, wrapped]
    # None as well: that there is no key yet need not be asked again.
    run.user._state.fields_cache["learner_key"] = (
        None if wrapped is None else LearnerKey.from_db(None, *key)
    )
    enrolment = ["id", "path_key", "ended_at"], [run.enrolment_id, path_key, ended_at]
    run.enrolment = Enrolment.from_db(None, *enrolment)
    return run


def kept_of(run: CaseRun) -> Kept | None:
    """What the store holds of a run; None when it was deleted. No query when it was read with the run."""
    of_run = {"user": run.user, "kind": PrivateKind.CASE_RUN, "subject": run.uuid}
    is_read = "sealed" in vars(run)
    data = opened(run.sealed, **of_run) if is_read else unseal(**of_run)
    return None if data is None else msgspec.convert(data, Kept)


def place_of(run: CaseRun) -> Place | None:
    """Where a run is; None when its way was deleted. No query when both were read before."""
    kept = kept_of(run)
    if kept is None:
        return None
    run.version, case = frozen_version(run.version_id), frozen_case(run.version_id)
    return Place(run, case, replay(case, kept.trail, kept.phase), kept.step)


def profile_kept(user: User, case_key: uuid.UUID) -> dict[str, Any]:
    """The best and the latest profile of a case, as the store keeps them; empty when deleted."""
    data = unseal(user=user, kind=PrivateKind.CASE_PROFILE, subject=case_key)
    return data or {}


def notes_of(choice: Choice) -> tuple[Note, ...]:
    """The numbered notes of a choice, each as its record is today. Three queries.

    A record that was deleted since keeps the words that were frozen with the case.
    """
    codes = tuple(source.code for source in choice.sources)
    records = _references(codes, clock.today())
    return tuple(
        Note(number, source.title or source.code, records.get(source.code))
        for number, source in enumerate(choice.sources, start=1)
    )


@remembered(entries=2000)
def _references(codes: tuple[str, ...], _today: date) -> Mapping[str, Reference]:
    # Which of them are expired is another answer tomorrow.
    return references(codes)
