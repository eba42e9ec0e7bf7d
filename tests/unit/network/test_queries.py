"""Facts for the dashboard: about meetings, by period and organisation; no people."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from elearning.core import clock
from elearning.network import actions, queries
from elearning.network.actions import close_agreement
from elearning.network.enums import Payment
from elearning.network.models import Attendance, NetworkMember, SignUp
from tests.factories.network import (
    ActivityFactory,
    ActivityTypeFactory,
    AgreementFactory,
    AttendanceFactory,
    NetworkMemberFactory,
    SignUpFactory,
)

HERE = ZoneInfo("Europe/Amsterdam")
OCTOBER = {"start": date(2026, 10, 1), "end": date(2026, 10, 31)}


def _on(day, **fields):
    return ActivityFactory(
        starts_at=datetime(2026, 10, day, 23, 30, tzinfo=HERE), **fields
    )


def test_activities_held_counts_by_type_and_organisation_within_the_period(cast):
    _on(1, state="held", organisation=cast.organisation)
    _on(31, state="held", organisation=cast.organisation)
    _on(15, state="planned", organisation=cast.organisation)
    _on(15, state="cancelled", organisation=cast.organisation)
    _on(15, state="held", organisation=cast.other_organisation)
    ActivityFactory(
        state="held",
        organisation=cast.organisation,
        starts_at=datetime(2026, 11, 1, 0, 0, tzinfo=HERE),
    )

    own = queries.activities_held(**OCTOBER, organisations=[cast.organisation])
    everybody = queries.activities_held(**OCTOBER)

    assert [(it.type_code, it.organisation, it.number) for it in own] == [
        ("kenniskring", cast.organisation, 2)
    ]
    assert sum(it.number for it in everybody) == 3


def test_payment_facts_counts_activities_not_people(cast):
    _on(2, payment=Payment.YES)
    _on(3, payment=Payment.NO)
    _on(4, payment=Payment.NO, state="held")
    _on(5, payment=Payment.NOT_APPLICABLE)
    _on(6, payment=Payment.NO, state="cancelled")

    facts = queries.payment_facts(**OCTOBER)

    assert facts == queries.PaymentFacts(arranged=1, not_arranged=2, not_applicable=1)


def test_open_agreements_gives_the_most_urgent_first_without_what_is_done(cast):
    later = AgreementFactory()
    late = AgreementFactory(overdue=True)
    AgreementFactory(closed=True)
    AgreementFactory(activity__state="cancelled")

    assert list(queries.open_agreements()) == [late, later]
    assert late.is_overdue
    assert not later.is_overdue


def test_close_agreement_twice_is_once(cast):
    agreement = AgreementFactory(activity__organisation=cast.organisation)

    first = close_agreement(by=cast.anna, agreement=agreement).closed_at
    second = close_agreement(by=cast.anna, agreement=agreement).closed_at

    assert first == second


def test_attendance_count_is_names_or_heads(cast):
    named = AttendanceFactory().activity
    AttendanceFactory(activity=named, user=None)
    counted = ActivityFactory(type=ActivityTypeFactory(counted=True), head_count=40)

    assert queries.attendance_count(named) == 2
    assert queries.attendance_count(counted) == 40


def test_forget_names_turns_old_names_into_counts_and_leaves_the_rest(cast):
    old = ActivityFactory(held=True, names_until=clock.today() - timedelta(days=1))
    young = ActivityFactory(held=True)
    for activity in (old, young):
        AttendanceFactory(activity=activity, user=cast.bram)
        SignUpFactory(activity=activity, user=cast.bram)

    first, second = actions.forget_names(), actions.forget_names()

    assert (first, second) == (1, 0)
    assert queries.attendance_count(old) == 1
    assert [it.activity for it in Attendance.objects.filter(user=cast.bram)] == [young]
    assert [it.activity for it in SignUp.objects.all()] == [young]


@pytest.mark.parametrize(("days", "left"), [(364, 1), (366, 0)])
def test_forget_refusals_drops_them_after_a_year(cast, days, left):
    NetworkMemberFactory(declined=True, decided_at=clock.now() - timedelta(days=days))

    actions.forget_refusals()

    assert NetworkMember.objects.filter(state="declined").count() == left


def test_people_to_name_are_of_the_own_organisation_or_come(cast):
    organisations = queries.organisations_led_by(cast.anna)
    activity = ActivityFactory(organisation=cast.organisation)

    before = set(queries.people_to_name(organisations, activity))
    SignUpFactory(activity=activity, user=cast.carla)
    after = set(queries.people_to_name(organisations, activity))

    assert before == {cast.anna, cast.bram}
    assert after == {cast.anna, cast.bram, cast.carla}
