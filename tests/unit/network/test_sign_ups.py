"""Places, the queue and its order."""

from datetime import timedelta

import pytest

from elearning.accounts.models import OutgoingMail
from elearning.core import clock
from elearning.core.exceptions import DomainError, NotFound
from elearning.network import actions
from elearning.network.enums import SignUpState
from elearning.network.models import SignUp
from tests.factories.network import (
    ActivityFactory,
    NetworkMemberFactory,
    SignUpFactory,
)


def _members(number):
    return [NetworkMemberFactory().user for _ in range(number)]


def test_sign_up_takes_a_place_until_it_is_full_and_queues_the_rest(cast):
    activity = ActivityFactory(places=2)

    states = [actions.sign_up(by=user, activity=activity).state for user in _members(4)]

    assert states == ["going", "going", "waiting", "waiting"]


def test_sign_up_twice_is_once(cast):
    activity = ActivityFactory(places=1)

    first = actions.sign_up(by=cast.bram, activity=activity)
    second = actions.sign_up(by=cast.bram, activity=activity)

    assert first == second
    assert SignUp.objects.count() == 1


def test_sign_up_for_who_is_not_in_the_network_finds_nothing(cast):
    with pytest.raises(NotFound):
        actions.sign_up(by=cast.dirk, activity=ActivityFactory())


@pytest.mark.parametrize("trait", ["over", "cancelled", "held"])
def test_sign_up_for_what_is_not_to_come_is_refused(cast, trait):
    with pytest.raises(DomainError):
        actions.sign_up(by=cast.bram, activity=ActivityFactory(**{trait: True}))


def test_cancel_sign_up_gives_the_place_to_the_first_in_the_queue(cast):
    activity = ActivityFactory(places=1)
    SignUpFactory(activity=activity, user=cast.bram)
    later = SignUpFactory(activity=activity, waiting=True)
    first = SignUpFactory(
        activity=activity, waiting=True, asked_at=clock.now() - timedelta(days=1)
    )

    actions.cancel_sign_up(by=cast.bram, activity=activity)

    first.refresh_from_db()
    later.refresh_from_db()
    assert (first.state, later.state) == (SignUpState.GOING, SignUpState.WAITING)
    assert [mail.to for mail in OutgoingMail.objects.all()] == [first.user]


def test_sign_up_again_after_cancelling_goes_to_the_end_of_the_queue(cast):
    activity = ActivityFactory(places=1)
    actions.sign_up(by=cast.bram, activity=activity)
    [second, third] = _members(2)
    actions.sign_up(by=second, activity=activity)
    actions.cancel_sign_up(by=cast.bram, activity=activity)
    actions.sign_up(by=third, activity=activity)

    actions.sign_up(by=cast.bram, activity=activity)

    queue = SignUp.objects.filter(state=SignUpState.WAITING)
    assert [sign_up.user for sign_up in queue] == [third, cast.bram]
