"""What organisers keep: attendance, agreements, payment; and their list of all that is open."""

import pytest
from django.urls import reverse

from elearning.network.enums import Payment
from elearning.network.models import Attendance
from elearning.xapi.models import Statement
from tests.factories.network import (
    ActivityFactory,
    ActivityTypeFactory,
    AgreementFactory,
    AttendanceFactory,
    SignUpFactory,
)


@pytest.fixture
def meeting(cast):
    return ActivityFactory(organisation=cast.organisation, begun=True)


def test_attendance_is_ticked_and_recorded(cast, as_user, meeting):
    sign_up = SignUpFactory(activity=meeting, user=cast.bram)
    SignUpFactory(activity=meeting, user=cast.carla)
    client = as_user(cast.anna)
    address = reverse("network:attendance", args=[meeting.uuid])

    page = client.get(address).content.decode()
    response = client.post(address, {"present": [str(sign_up.uuid)]})

    assert "Bram Jansen" in page
    assert response.status_code == 302
    assert [it.user for it in Attendance.objects.all()] == [cast.bram]
    assert Statement.objects.count() == 1


def test_attendance_of_a_forged_sign_up_is_refused(cast, as_user, meeting):
    SignUpFactory(activity=meeting, user=cast.bram)
    elsewhere = SignUpFactory(user=cast.carla)

    response = as_user(cast.anna).post(
        reverse("network:attendance", args=[meeting.uuid]),
        {"present": [str(elsewhere.uuid)]},
    )

    assert response.status_code == 200
    assert not Attendance.objects.exists()


def test_attendance_of_a_counted_meeting_asks_a_number_and_shows_no_names(
    cast, as_user
):
    activity = ActivityFactory(
        organisation=cast.organisation,
        begun=True,
        type=ActivityTypeFactory(counted=True),
    )
    SignUpFactory(activity=activity, user=cast.bram)
    client = as_user(cast.anna)
    address = reverse("network:attendance", args=[activity.uuid])

    page = client.get(address).content.decode()
    client.post(address, {"number": "34"})

    activity.refresh_from_db()
    assert "Bram" not in page
    assert activity.head_count == 34


def test_attendance_without_sign_ups_says_what_to_do(cast, as_user, meeting):
    page = (
        as_user(cast.anna)
        .get(reverse("network:attendance", args=[meeting.uuid]))
        .content.decode()
    )

    assert "Niemand heeft zich aangemeld" in page


def test_agreement_is_added_and_closed(cast, as_user, meeting):
    client = as_user(cast.anna)

    client.post(
        reverse("network:add_agreement", args=[meeting.uuid]),
        {"what": "Terugkoppelen", "role": "Gemeente", "due_on": "2027-01-15"},
    )
    agreement = meeting.agreements.get()
    client.post(reverse("network:close_agreement", args=[agreement.uuid]))

    agreement.refresh_from_db()
    assert agreement.closed_at is not None


def test_agreement_with_a_mistake_is_shown_again(cast, as_user, meeting):
    page = (
        as_user(cast.anna)
        .post(
            reverse("network:add_agreement", args=[meeting.uuid]),
            {"what": "Terugkoppelen", "role": "", "due_on": "morgen"},
        )
        .content.decode()
    )

    assert "Terugkoppelen" in page
    assert not meeting.agreements.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("bram", 403), ("carla", 403), ("dirk", 404)]
)
def test_records_of_another_organisation_are_refused(
    cast, as_user, meeting, who, status
):
    agreement = AgreementFactory(activity=meeting)
    client = as_user(getattr(cast, who))

    for name, uuid in (
        ("add_agreement", meeting.uuid),
        ("payment", meeting.uuid),
        ("finish", meeting.uuid),
        ("close_agreement", agreement.uuid),
    ):
        response = client.post(
            reverse(f"network:{name}", args=[uuid]), {"payment": "yes"}
        )
        assert response.status_code == status


def test_payment_is_stored(cast, as_user, meeting):
    client = as_user(cast.anna)
    address = reverse("network:payment", args=[meeting.uuid])

    forged = client.post(address, {"payment": "100 euro"})
    client.post(address, {"payment": "yes"})

    meeting.refresh_from_db()
    assert forged.status_code == 400
    assert meeting.payment == Payment.YES


def test_manage_shows_what_is_open_of_the_own_organisation_only(cast, as_user):
    own = ActivityFactory(organisation=cast.organisation, held=True, title="Van ons")
    AgreementFactory(activity=own, what="Onze afspraak", overdue=True)
    AgreementFactory(what="Hun afspraak")
    AttendanceFactory(activity=own, user=cast.bram)

    page = as_user(cast.anna).get(reverse("network:manage")).content.decode()

    assert "Onze afspraak" in page
    assert "Van ons" in page
    assert "Hun afspraak" not in page
    assert "Bram" not in page


def test_manage_is_for_organisers(cast, as_user):
    assert as_user(cast.bram).get(reverse("network:manage")).status_code == 403


def test_manage_costs_the_same_for_one_and_three(cast, queries_of):
    address = reverse("network:manage")
    for own in ActivityFactory.create_batch(
        1, organisation=cast.organisation, held=True
    ):
        AgreementFactory(activity=own)
    one = queries_of(cast.anna, address)

    for own in ActivityFactory.create_batch(
        2, organisation=cast.organisation, held=True
    ):
        AgreementFactory(activity=own)
    three = queries_of(cast.anna, address)

    assert one == three
    assert three <= 13
