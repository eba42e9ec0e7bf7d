"""Attendance: once, correctable, in the store in the same transaction, never by name elsewhere."""

import json
from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from elearning.accounts.models import AuditEvent, IdentityLink
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest, NotAllowed, NotFound
from elearning.network import actions, queries
from elearning.network.enums import ActivityState
from elearning.network.models import Attendance
from elearning.xapi.models import Statement
from tests.factories.network import (
    ActivityFactory,
    ActivityTypeFactory,
    AgendaItemFactory,
    SignUpFactory,
)


@pytest.fixture
def meeting(cast):
    activity = ActivityFactory(
        begun=True, organisation=cast.organisation, title="Geheim onderwerp"
    )
    for user in (cast.bram, cast.carla):
        SignUpFactory(activity=activity, user=user)
    return activity


def test_record_attendance_notes_who_was_there_and_holds_the_activity(cast, meeting):
    changed = actions.record_attendance(
        by=cast.anna, activity=meeting, present=[cast.bram]
    )

    meeting.refresh_from_db()
    assert changed == (1, 0)
    assert meeting.state == ActivityState.HELD
    assert queries.present_user_ids(meeting) == {cast.bram.pk}


def test_record_attendance_twice_records_one_statement(cast, meeting):
    actions.record_attendance(by=cast.anna, activity=meeting, present=[cast.bram])

    changed = actions.record_attendance(
        by=cast.anna, activity=meeting, present=[cast.bram]
    )

    assert changed == (0, 0)
    assert (Statement.objects.count(), Attendance.objects.count()) == (1, 1)
    assert AuditEvent.objects.count() == 1


def test_record_attendance_statement_holds_net_minutes_and_neither_name_nor_title(
    cast, meeting
):
    AgendaItemFactory(activity=meeting, minutes=45)
    AgendaItemFactory(activity=meeting, minutes=15, is_break=True)
    AgendaItemFactory(activity=meeting, minutes=60)

    actions.record_attendance(by=cast.anna, activity=meeting, present=[cast.bram])

    body = Statement.objects.get().body
    statement = json.loads(body)
    link = IdentityLink.objects.get(user=cast.bram)
    assert statement["result"]["duration"] == "PT105M"
    assert statement["actor"]["account"]["name"] == str(link.actor)
    assert statement["object"]["id"].endswith(f"/meetings/{meeting.uuid}")
    for secret in ("Bram", "bram", "Geheim", str(cast.bram.uuid)):
        assert secret not in body


def test_record_attendance_of_a_sensitive_meeting_records_the_day_alone(cast, meeting):
    meeting.is_sensitive = True
    meeting.save()

    actions.record_attendance(by=cast.anna, activity=meeting, present=[cast.bram])

    moment = localtime(Statement.objects.get().timestamp)
    assert (moment.hour, moment.minute) == (0, 0)


def test_record_attendance_correction_is_audited_by_number(cast, meeting):
    actions.record_attendance(by=cast.anna, activity=meeting, present=[cast.bram])

    changed = actions.record_attendance(
        by=cast.anna, activity=meeting, present=[cast.carla]
    )

    event = AuditEvent.objects.first()
    assert changed == (1, 1)
    assert (event.action, event.detail) == (
        "correct_attendance",
        {"added": 1, "removed": 1},
    )


def test_record_attendance_of_who_did_not_sign_up_stores_nothing(cast, meeting):
    with pytest.raises(InvalidRequest):
        actions.record_attendance(
            by=cast.anna, activity=meeting, present=[cast.bram, cast.dirk]
        )

    assert not Attendance.objects.exists()
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    ("who", "error"), [("bram", NotAllowed), ("carla", NotAllowed), ("dirk", NotFound)]
)
def test_record_attendance_is_for_the_organisation_that_holds_it(
    cast, meeting, who, error
):
    with pytest.raises(error):
        actions.record_attendance(
            by=getattr(cast, who), activity=meeting, present=[cast.bram]
        )


def test_record_attendance_long_before_the_start_is_refused(cast):
    activity = ActivityFactory(organisation=cast.organisation)

    with pytest.raises(DomainError):
        actions.record_attendance(by=cast.anna, activity=activity, present=[])
    with clock.at(activity.starts_at - timedelta(minutes=59)):
        actions.record_attendance(by=cast.anna, activity=activity, present=[])


def test_record_head_count_keeps_a_number_and_never_names(cast):
    activity = ActivityFactory(
        begun=True,
        organisation=cast.organisation,
        type=ActivityTypeFactory(counted=True),
    )
    SignUpFactory(activity=activity, user=cast.bram)

    actions.record_head_count(by=cast.anna, activity=activity, number=23)

    activity.refresh_from_db()
    assert queries.attendance_count(activity) == 23
    with pytest.raises(DomainError):
        actions.record_attendance(by=cast.anna, activity=activity, present=[cast.bram])
    assert not Attendance.objects.exists()
    assert not Statement.objects.exists()


@pytest.mark.parametrize("number", [-1, 2001])
def test_record_head_count_that_cannot_be_is_refused(cast, number):
    activity = ActivityFactory(
        begun=True,
        organisation=cast.organisation,
        type=ActivityTypeFactory(counted=True),
    )

    with pytest.raises(InvalidRequest):
        actions.record_head_count(by=cast.anna, activity=activity, number=number)
