"""Joining and leaving: asked, accepted, declined, left."""

import pytest

from elearning.accounts.models import AuditEvent, OutgoingMail
from elearning.core.exceptions import DomainError, NotAllowed
from elearning.network import actions
from elearning.network.enums import MemberKind, MemberState, SignUpState
from elearning.network.models import Attendance, NetworkMember
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.network import (
    ActivityFactory,
    AttendanceFactory,
    NetworkMemberFactory,
    SignUpFactory,
)


def test_ask_to_join_makes_one_request_with_the_persons_organisation(cast):
    MembershipFactory(user=cast.dirk, organisation=cast.other_organisation)

    member = actions.ask_to_join(by=cast.dirk, kind=MemberKind.PROFESSIONAL)
    again = actions.ask_to_join(by=cast.dirk, kind=MemberKind.VOLUNTEER)

    assert again == member
    assert (member.state, member.organisation, member.kind) == (
        MemberState.ASKED,
        cast.other_organisation,
        MemberKind.PROFESSIONAL,
    )


def test_ask_to_join_after_leaving_asks_anew(cast):
    actions.leave_network(by=cast.bram)

    member = actions.ask_to_join(by=cast.bram, kind=MemberKind.VOLUNTEER)

    assert (member.state, member.left_at) == (MemberState.ASKED, None)
    assert NetworkMember.objects.filter(user=cast.bram).count() == 1


def test_accept_member_twice_lets_in_once_with_one_mail(cast):
    member = NetworkMemberFactory(user=cast.dirk, asked=True)

    actions.accept_member(by=cast.anna, member=member)
    member = actions.accept_member(by=cast.anna, member=member)

    assert member.state == MemberState.ACCEPTED
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (
        cast.dirk,
        "Leernetwerk: antwoord op je verzoek",
    )


def test_decline_member_keeps_no_reason_and_mails_neutrally(cast):
    member = NetworkMemberFactory(user=cast.dirk, asked=True)

    member = actions.decline_member(by=cast.anna, member=member)

    assert member.state == MemberState.DECLINED
    assert AuditEvent.objects.get().detail == {}
    assert "zelfbeschikking" not in OutgoingMail.objects.get().text.lower()


@pytest.mark.parametrize("who", ["bram", "carla", "dirk"])
def test_decisions_are_for_facilitators_only(cast, who):
    member = NetworkMemberFactory(asked=True)

    with pytest.raises(NotAllowed):
        actions.accept_member(by=getattr(cast, who), member=member)
    with pytest.raises(NotAllowed):
        actions.decline_member(by=getattr(cast, who), member=member)


def test_nobody_decides_about_oneself(cast):
    eva = UserFactory()
    MembershipFactory(user=eva, organisation=cast.organisation, facilitator=True)
    member = NetworkMemberFactory(user=eva, asked=True)

    with pytest.raises(DomainError):
        actions.accept_member(by=eva, member=member)


def test_accept_member_who_left_in_the_meantime_is_refused(cast):
    member = NetworkMemberFactory(user=cast.dirk, asked=True)
    actions.leave_network(by=cast.dirk)

    with pytest.raises(DomainError):
        actions.accept_member(by=cast.anna, member=member)


def test_leave_network_keeps_attendance_as_a_count_without_the_name(cast):
    attendance = AttendanceFactory(user=cast.bram)

    actions.leave_network(by=cast.bram)

    attendance.refresh_from_db()
    assert attendance.user is None
    assert Attendance.objects.count() == 1
    assert NetworkMember.objects.get(user=cast.bram).state == MemberState.LEFT


def test_leave_network_gives_the_place_to_who_waits(cast):
    activity = ActivityFactory(places=1)
    SignUpFactory(activity=activity, user=cast.bram)
    waiting = SignUpFactory(activity=activity, user=cast.carla, waiting=True)

    actions.leave_network(by=cast.bram)

    waiting.refresh_from_db()
    assert waiting.state == SignUpState.GOING


def test_leave_network_for_who_is_not_in_does_nothing(cast):
    actions.leave_network(by=cast.dirk)

    assert not NetworkMember.objects.filter(user=cast.dirk).exists()
    assert not AuditEvent.objects.exists()
