"""More time for one person, given by who teaches or coordinates her group."""

from datetime import timedelta

from django.db import transaction

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.enrolment.models import Cohort, Enrolment
from elearning.enrolment.queries import members_of
from elearning.enrolment.rules import check_manages, check_teaches
from toetsen.enums import AttemptState
from toetsen.models import Attempt, ExtraTime


@transaction.atomic
def give_extra_time(*, by: User, enrolment: Enrolment, percent: int) -> None:
    """`percent` more of the time limit from now on, 0 for none; a test that is busy gets it too.

    The history says who changed it when, not how much. Raises NotAllowed unless `by` teaches the
    cohort: only then may she know who is in it.
    """
    if enrolment.cohort is None:
        raise TypeError("extra time is given in a group")
    check_teaches(by, enrolment.cohort)
    _give(by, enrolment, percent)


@transaction.atomic
def give_extra_time_by_address(
    *, by: User, cohort: Cohort, address: str, percent: int
) -> None:
    """As `give_extra_time`, for who coordinates and sees no names (product rule 4).

    Nothing is said about whether somebody with this address is in the group. Raises NotAllowed
    unless `by` manages the cohort.
    """
    check_manages(by, cohort)
    enrolment = members_of(cohort).filter(user__email__iexact=address.strip()).first()
    if enrolment is not None:
        _give(by, enrolment, percent)


def _give(by: User, enrolment: Enrolment, percent: int) -> None:
    # Locked first, so that of two who give at once the second sees what the first gave.
    busy = _busy(enrolment)
    given = ExtraTime.objects.filter(enrolment=enrolment)
    before = given.values_list("percent", flat=True).first() or 0
    if percent:
        ExtraTime.objects.update_or_create(
            enrolment=enrolment,
            defaults={"percent": percent, "given_by": by, "given_at": clock.now()},
        )
    else:
        given.delete()
    _move_ends(busy, percent - before)
    audit(
        by=by,
        action="give_extra_time",
        subject=enrolment,
        organisation=enrolment.organisation,
    )


def _busy(enrolment: Enrolment) -> list[Attempt]:
    """What has an end that can move; an attempt whose time is over stays over."""
    busy = Attempt.objects.locked().filter(
        enrolment=enrolment, state=AttemptState.BUSY, due_at__gt=clock.now()
    )
    return list(busy)


def _move_ends(busy: list[Attempt], percent: int) -> None:
    """`percent` of the limit that each began with, more or (below 0) less.

    What the settings of the test are by now changes nothing: who began keeps the time she had.
    """
    for attempt in busy:
        if attempt.due_at is None or not attempt.time_limit:
            continue
        attempt.due_at += timedelta(minutes=attempt.time_limit * percent / 100)
        attempt.save(update_fields=["due_at"])
