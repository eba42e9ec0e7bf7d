"""What was handed in, for two people only: who wrote it, and who teaches that group now."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from elearning.accounts.enums import Role
from elearning.accounts.models import Membership, User
from elearning.core.exceptions import NotFound
from elearning.enrolment.models import Cohort, Enrolment
from elearning.enrolment.queries import cohorts_taught_by, enrolments_of, opened
from modules.models import HandedIn

# As `PrivateKind` does for the learner-only store: what was sealed as one opens as no other.
TEXT, FEEDBACK = "handed_in", "feedback"
# How long after the last day of the group it stays.
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Work:
    """One text that was handed in, opened."""

    uuid: uuid.UUID
    group: str
    title: str
    text: str
    handed_in_at: datetime
    answered_at: datetime | None
    feedback: str
    kept_until: date

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None


@dataclass(frozen=True, slots=True)
class Given:
    """That somebody handed something in, and whether it waits for feedback; never what."""

    uuid: uuid.UUID
    name: str
    handed_in_at: datetime
    answered_at: datetime | None


def groups_for(user: User) -> list[Enrolment]:
    """The groups that somebody is in now and that somebody teaches. Two queries for each."""
    return [
        row for row in enrolments_of(user) if row.cohort and lecturers_of(row.cohort)
    ]


def lecturers_of(cohort: Cohort) -> list[User]:
    """Who teaches the group now, and so may read what is handed in. One query."""
    now = Membership.objects.current().filter(
        role=Role.LECTURER, organisation=cohort.organisation_id
    )
    return list(
        cohort.lecturers.filter(pk__in=now.values("user")).order_by("full_name")
    )


def works_of(user: User, key: uuid.UUID | None = None) -> list[Work]:
    """What `user` handed in, of one text or of all, the newest first; for her alone."""
    rows = current().filter(enrolment__user=user)
    if key is not None:
        rows = rows.filter(text_key=key)
    return [opened_work(row, user) for row in rows]


def answered_of(user: User) -> dict[uuid.UUID, bool]:
    """Which of one's own texts were handed in, by key: whether the newest was answered. One query."""
    rows = current().filter(enrolment__user=user).order_by("handed_in_at")
    return {
        key: at is not None for key, at in rows.values_list("text_key", "answered_at")
    }


def given_in(cohort: Cohort) -> list[Given]:
    """Who handed something in, what waits longest first. For its lecturers only. One query."""
    rows = current().filter(enrolment__cohort=cohort).order_by("handed_in_at")
    return [
        Given(
            row.uuid,
            row.enrolment.user.get_full_name(),
            row.handed_in_at,
            row.answered_at,
        )
        for row in rows
    ]


def handed_in_for(lecturer: User, work: uuid.UUID) -> HandedIn:
    """It, when it was handed in to a group that she teaches now; NotFound otherwise."""
    found = (
        current()
        .filter(uuid=work, enrolment__cohort__in=cohorts_taught_by(lecturer))
        .first()
    )
    if found is None:
        raise NotFound(_("There is nothing here (any more), or it is not for you."))
    return found


def current() -> QuerySet[HandedIn]:
    """What was handed in by people who are still in the group, the newest first."""
    return (
        HandedIn.objects.filter(enrolment__ended_at=None)
        .select_related("enrolment__user", "enrolment__cohort")
        .order_by("-handed_in_at")
    )


def opened_work(row: HandedIn, owner: User) -> Work:
    """What it says. Only for `owner`, who wrote it, and after `handed_in_for`."""

    def read(sealed: bytes | memoryview | None, kind: str) -> dict[str, object]:
        return opened(sealed, user=owner, kind=kind, subject=row.uuid) or {}

    said, back = read(row.sealed, TEXT), read(row.feedback, FEEDBACK)
    cohort = row.enrolment.cohort
    return Work(
        uuid=row.uuid,
        group=cohort.name,
        title=str(said.get("title", "")),
        text=str(said.get("text", "")),
        handed_in_at=row.handed_in_at,
        answered_at=row.answered_at,
        feedback=str(back.get("text", "")),
        kept_until=cohort.ends_on + KEPT,
    )
