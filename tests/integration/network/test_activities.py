"""The calendar, one activity, planning it and coming to it."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from elearning.core import clock
from elearning.network.enums import ActivityState, SignUpState
from elearning.network.models import Activity, SignUp
from tests.factories.network import (
    ActivityFactory,
    ActivityRoleFactory,
    ActivityTypeFactory,
    AgendaItemFactory,
    AgreementFactory,
    SignUpFactory,
)

HERE = ZoneInfo("Europe/Amsterdam")


def _plan_data(activity_type, organisation, **fields):
    return {
        "title": "Bijeenkomst in De Linde",
        "goal": "Van elkaar leren",
        "day": "2027-03-04",
        "time": "13:30",
        "minutes": "120",
        "place": "De Linde",
        "organisation": str(organisation.pk),
        "payment": "yes",
        "names_kept": "12",
        "agenda-TOTAL_FORMS": "2",
        "agenda-INITIAL_FORMS": "0",
        "agenda-0-item": "Ronde",
        "agenda-0-minutes": "45",
        "agenda-1-item": "",
        "roles-TOTAL_FORMS": "1",
        "roles-INITIAL_FORMS": "0",
        "roles-0-name": "Kringleider",
        "roles-0-state": "open",
        "extra-leervraag": "Wat helpt?",
        **fields,
    }


def test_home_lists_coming_activities_by_month_in_dutch(cast, as_user):
    moment = datetime(2027, 3, 4, 13, 30, tzinfo=HERE)
    ActivityFactory(title="In maart", starts_at=moment)
    ActivityFactory(title="Voorbij", over=True)
    ActivityFactory(title="Gaat niet door", cancelled=True)

    page = as_user(cast.bram).get(reverse("network:home")).content.decode()

    assert "maart 2027" in page
    assert "In maart" in page
    assert "13:30 tot 15:30" in page
    assert "Voorbij" not in page
    assert "Gaat niet door" not in page


def test_home_filters_by_kind(cast, as_user):
    ActivityFactory(title="Een kring")
    ActivityFactory(title="Een casus", type=ActivityTypeFactory(cases=True))

    page = (
        as_user(cast.bram)
        .get(reverse("network:home"), {"soort": "casuistiekoverleg"})
        .content.decode()
    )

    assert "Een casus" in page
    assert "Een kring" not in page


def test_home_without_activities_says_what_will_stand_there(cast, as_user):
    page = as_user(cast.anna).get(reverse("network:home")).content.decode()

    assert "Er staan nog geen bijeenkomsten gepland" in page
    assert reverse("network:types") in page


def test_home_costs_the_same_for_one_and_three(cast, queries_of):
    address = reverse("network:home")
    SignUpFactory.create_batch(1, user=cast.bram)
    one = queries_of(cast.bram, address)

    SignUpFactory.create_batch(2, user=cast.bram)
    three = queries_of(cast.bram, address)

    assert one == three
    assert three <= 11


def test_activity_shows_counts_and_no_names_to_another_organisation(cast, as_user):
    activity = ActivityFactory(organisation=cast.organisation, held=True)
    SignUpFactory(activity=activity, user=cast.bram)
    ActivityRoleFactory(activity=activity, person=cast.bram)
    AgreementFactory(activity=activity, what="Geheime afspraak")

    page = (
        as_user(cast.carla)
        .get(reverse("network:activity", args=[activity.uuid]))
        .content.decode()
    )

    assert "1 persoon heeft zich aangemeld" in page
    assert "Bram" not in page
    assert "Geheime afspraak" not in page
    assert reverse("network:attendance", args=[activity.uuid]) not in page


def test_activity_title_in_the_tab_is_neutral(cast, as_user):
    activity = ActivityFactory(title="Titel van de bijeenkomst")

    page = (
        as_user(cast.bram)
        .get(reverse("network:activity", args=[activity.uuid]))
        .content.decode()
    )

    assert "<title>Bijeenkomst \u2013 Leernetwerk</title>" in page


def test_activity_for_who_is_not_in_is_not_there(cast, as_user):
    activity = ActivityFactory()
    client = as_user(cast.dirk)

    for name in ("activity", "calendar_file", "change", "attendance", "bring_in"):
        address = reverse(f"network:{name}", args=[activity.uuid])
        assert client.get(address).status_code == 404


def test_activity_that_does_not_exist_is_not_there(cast, as_user):
    response = as_user(cast.bram).get(reverse("network:activity", args=[uuid4()]))

    assert response.status_code == 404


def test_types_and_plan_are_for_organisers(cast, as_user):
    ActivityTypeFactory()

    allowed = as_user(cast.anna).get(reverse("network:types")).status_code
    refused = as_user(cast.bram).get(reverse("network:types")).status_code
    plan = as_user(cast.bram).get(reverse("network:plan", args=["kenniskring"]))

    assert (allowed, refused, plan.status_code) == (200, 403, 403)


def test_plan_form_is_prefilled_from_the_type(cast, as_user):
    ActivityTypeFactory()

    page = (
        as_user(cast.anna)
        .get(reverse("network:plan", args=["kenniskring"]))
        .content.decode()
    )

    assert 'value="Onderzoek"' in page
    assert 'value="Kringleider"' in page
    assert "Leervraag" in page


def test_plan_puts_an_activity_in_the_calendar(cast, as_user):
    kind = ActivityTypeFactory()

    response = as_user(cast.anna).post(
        reverse("network:plan", args=[kind.code]), _plan_data(kind, cast.organisation)
    )

    activity = Activity.objects.get()
    assert response.url == reverse("network:activity", args=[activity.uuid])
    assert timezone.localtime(activity.starts_at).hour == 13
    assert activity.extra == {"leervraag": "Wat helpt?"}
    assert [item.item for item in activity.agenda.all()] == ["Ronde"]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"place": ""}, "Vul een plek of een online adres in."),
        ({"goal_codes": "M99-9"}, "Leerdoel M99-9 bestaat niet."),
        ({"agenda-0-minutes": ""}, "Vul in hoeveel minuten."),
    ],
)
def test_plan_with_a_mistake_keeps_what_was_typed_and_says_which(
    cast, as_user, fields, error
):
    kind = ActivityTypeFactory()

    page = (
        as_user(cast.anna)
        .post(
            reverse("network:plan", args=[kind.code]),
            _plan_data(kind, cast.organisation, **fields),
        )
        .content.decode()
    )

    assert error in page
    assert "Bijeenkomst in De Linde" in page
    assert not Activity.objects.exists()


def test_plan_for_another_organisation_is_refused(cast, as_user):
    kind = ActivityTypeFactory()

    as_user(cast.anna).post(
        reverse("network:plan", args=[kind.code]),
        _plan_data(kind, cast.other_organisation),
    )

    assert not Activity.objects.exists()


def test_change_by_another_organisation_is_refused(cast, as_user):
    activity = ActivityFactory(organisation=cast.organisation)
    client = as_user(cast.carla)

    for name in ("change", "cancel", "attendance"):
        address = reverse(f"network:{name}", args=[activity.uuid])
        assert client.get(address).status_code == 403


def test_change_shows_what_is_there_and_stores_what_is_new(cast, as_user):
    activity = ActivityFactory(organisation=cast.organisation, title="Eerst")
    AgendaItemFactory(activity=activity, item="Oud punt")
    client = as_user(cast.anna)
    address = reverse("network:change", args=[activity.uuid])

    page = client.get(address).content.decode()
    client.post(address, _plan_data(activity.type, cast.organisation, title="Nu"))

    activity.refresh_from_db()
    assert "Oud punt" in page
    assert (activity.title, activity.agenda.get().item) == ("Nu", "Ronde")


def test_cancel_asks_first_and_then_cancels(cast, as_user):
    activity = ActivityFactory(organisation=cast.organisation)
    SignUpFactory(activity=activity)
    client = as_user(cast.anna)
    address = reverse("network:cancel", args=[activity.uuid])

    page = client.get(address).content.decode()
    client.post(address)

    activity.refresh_from_db()
    assert "1 persoon krijgt een mail" in page
    assert activity.state == ActivityState.CANCELLED


def test_finish_says_that_it_was_held(cast, as_user):
    activity = ActivityFactory(organisation=cast.organisation, begun=True)

    as_user(cast.anna).post(reverse("network:finish", args=[activity.uuid]))

    activity.refresh_from_db()
    assert activity.state == ActivityState.HELD


def test_sign_up_and_cancel_it_again(cast, as_user):
    activity = ActivityFactory()
    client = as_user(cast.bram)

    page = client.post(
        reverse("network:sign_up", args=[activity.uuid]), follow=True
    ).content.decode()
    assert "Je hebt een plek" in page
    client.post(reverse("network:cancel_sign_up", args=[activity.uuid]))

    assert SignUp.objects.get().state == SignUpState.CANCELLED


def test_sign_up_for_a_full_one_says_that_one_waits(cast, as_user):
    activity = ActivityFactory(places=1)
    SignUpFactory(activity=activity)

    page = (
        as_user(cast.bram)
        .post(reverse("network:sign_up", args=[activity.uuid]), follow=True)
        .content.decode()
    )

    assert "Je staat op de wachtlijst" in page


def test_sign_up_when_it_is_over_is_a_conflict(cast, as_user):
    activity = ActivityFactory(over=True)

    response = as_user(cast.bram).post(reverse("network:sign_up", args=[activity.uuid]))

    assert response.status_code == 409


def test_calendar_file_is_neutral_and_in_dutch_time(cast, as_user):
    moment = datetime(2027, 7, 1, 19, 0, tzinfo=HERE)
    activity = ActivityFactory(
        title="Zware titel", place="Geheime plek", is_sensitive=True, starts_at=moment
    )

    response = as_user(cast.bram).get(
        reverse("network:calendar_file", args=[activity.uuid])
    )

    calendar = icalendar.Calendar.from_ical(response.content)
    event = calendar.walk("VEVENT")[0]
    assert response["Content-Disposition"] == 'attachment; filename="bijeenkomst.ics"'
    assert event["summary"] == "Leernetwerk: bijeenkomst"
    assert event["dtstart"].dt.isoformat() == "2027-07-01T19:00:00+02:00"
    assert event["dtstart"].params["TZID"] == "Europe/Amsterdam"
    assert calendar.walk("VTIMEZONE")
    for secret in (b"Zware", b"Geheime", b"DESCRIPTION", b"LOCATION"):
        assert secret not in response.content


def test_calendar_file_of_another_one_has_its_place(cast, as_user):
    activity = ActivityFactory(place="De Linde")

    response = as_user(cast.bram).get(
        reverse("network:calendar_file", args=[activity.uuid])
    )

    event = icalendar.Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert (event["summary"], event["location"]) == (
        "Leernetwerk: bijeenkomst",
        "De Linde",
    )


def test_online_address_shows_only_to_who_comes(cast, as_user):
    activity = ActivityFactory(place="", online_url="https://overleg.example/kamer")
    client = as_user(cast.bram)
    address = reverse("network:activity", args=[activity.uuid])

    before = client.get(address).content.decode()
    SignUpFactory(activity=activity, user=cast.bram)
    after = client.get(address).content.decode()

    assert "overleg.example" not in before
    assert "overleg.example" in after


def test_activity_page_of_each_state_opens_for_organisers(cast, as_user):
    client = as_user(cast.anna)
    for trait in ("begun", "over", "held", "cancelled"):
        activity = ActivityFactory(organisation=cast.organisation, **{trait: True})
        AgreementFactory(activity=activity, overdue=True)

        response = client.get(reverse("network:activity", args=[activity.uuid]))

        assert response.status_code == 200
        assert "Voor organisatoren" in response.content.decode()
    assert clock.now() - activity.starts_at < timedelta(days=30)
