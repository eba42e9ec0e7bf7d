"""Extra time: given in a group, on top of the clock, and nothing says why."""

from datetime import timedelta

import pytest

from elearning.accounts.enums import Role
from elearning.accounts.models import AuditEvent
from elearning.core import clock
from elearning.core.exceptions import NotAllowed
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cast import Cast, make_cast
from tests.factories.toetsen import make_assessment
from toetsen.actions import start_attempt
from toetsen.actions.attempts import close_overdue
from toetsen.actions.extra_time import (
    give_extra_time,
    give_extra_time_by_address,
)
from toetsen.models import Assessment, Attempt, ExtraTime

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def begin(cast: Cast) -> Attempt:
    assessment = make_assessment()
    Assessment.objects.update(time_limit=40)
    assessment.refresh_from_db()
    return start_attempt(by=cast.bram, enrolment=cast.enrolment, assessment=assessment)


def test_extra_time_comes_on_top_of_the_clock(cast: Cast) -> None:
    give_extra_time(by=cast.anna, enrolment=cast.enrolment, percent=25)

    attempt = begin(cast)

    assert attempt.due_at - attempt.started_at == timedelta(minutes=50)


def test_extra_time_moves_the_end_of_a_busy_attempt_and_back(cast: Cast) -> None:
    attempt = begin(cast)

    give_extra_time(by=cast.anna, enrolment=cast.enrolment, percent=50)
    attempt.refresh_from_db()
    longer = attempt.due_at - attempt.started_at
    give_extra_time(by=cast.anna, enrolment=cast.enrolment, percent=0)
    attempt.refresh_from_db()

    assert longer == timedelta(minutes=60)
    assert attempt.due_at - attempt.started_at == timedelta(minutes=40)
    assert ExtraTime.objects.count() == 0


def test_what_the_test_says_meanwhile_changes_nothing_for_who_began(
    cast: Cast,
) -> None:
    """More or less time comes on top of what she began with, not of today's settings."""
    give_extra_time(by=cast.anna, enrolment=cast.enrolment, percent=25)
    attempt = begin(cast)
    Assessment.objects.update(
        time_limit=10, closes_at=clock.now() + timedelta(minutes=5)
    )

    lasts = []
    for percent in (50, 25):
        give_extra_time(by=cast.anna, enrolment=cast.enrolment, percent=percent)
        attempt.refresh_from_db()
        lasts.append(attempt.due_at - attempt.started_at)

    assert lasts == [timedelta(minutes=60), timedelta(minutes=50)]


def test_only_who_teaches_the_group_gives_extra_time_by_name(cast: Cast) -> None:
    for person in (cast.carla, cast.bram):
        with pytest.raises(NotAllowed):
            give_extra_time(by=person, enrolment=cast.enrolment, percent=25)

    assert ExtraTime.objects.count() == 0


def test_who_coordinates_gives_it_by_address_and_hears_nothing(cast: Cast) -> None:
    coordinator = UserFactory()
    MembershipFactory(
        user=coordinator, organisation=cast.organisation, role=Role.COORDINATOR
    )

    for address in ("BRAM@voorbeeld.example", "niemand@voorbeeld.example"):
        give_extra_time_by_address(
            by=coordinator, cohort=cast.cohort, address=address, percent=25
        )

    assert [one.enrolment for one in ExtraTime.objects.all()] == [cast.enrolment]
    with pytest.raises(NotAllowed):
        give_extra_time_by_address(
            by=cast.carla,
            cohort=cast.cohort,
            address="bram@voorbeeld.example",
            percent=9,
        )


def test_the_history_says_who_and_when_and_not_how_much(cast: Cast) -> None:
    give_extra_time(by=cast.anna, enrolment=cast.enrolment, percent=33)

    line = AuditEvent.objects.get(action="give_extra_time")
    assert (line.by, line.subject_id, line.detail) == (
        cast.anna,
        str(cast.enrolment.uuid),
        {},
    )


def test_close_overdue_hands_in_what_nobody_looked_at_any_more(cast: Cast) -> None:
    attempt = begin(cast)

    with clock.at(attempt.due_at + timedelta(seconds=4)):
        assert close_overdue() == 0
    with clock.at(attempt.due_at + timedelta(minutes=1)):
        assert close_overdue() == 1
        assert close_overdue() == 0

    attempt.refresh_from_db()
    assert (attempt.timed_out, attempt.submitted_at) == (True, attempt.due_at)
    assert AuditEvent.objects.get(action="submit_attempt").by is None
