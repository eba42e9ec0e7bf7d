"""The case form: the hard stop keeps nothing, patterns are shown, few people see it."""

import logging
import re

import pytest
from django.apps import apps
from django.urls import reverse

from elearning.network.enums import CaseFormState
from elearning.network.models import CaseForm, CaseLesson
from tests.factories.accounts import OrganisationFactory
from tests.factories.network import (
    ActivityFactory,
    ActivityTypeFactory,
    CaseFormFactory,
    SignUpFactory,
)

SECRET = "Pimpelpaars"
TEXT = {
    "danger": "no",
    "dilemma": "Mag ik de brief sturen?",
    "setting": "phone",
    "author_role": "Consulent",
    "situation": "Iemand van 18-25 wil geen post thuis.",
    "what_i_did": "Ik vroeg waar de post veilig is.",
    "question": "Wat had ik eerder kunnen vragen?",
    "lesson": "",
}


@pytest.fixture
def meeting(cast):
    activity = ActivityFactory(
        type=ActivityTypeFactory(cases=True), organisation=cast.organisation
    )
    SignUpFactory(activity=activity, user=cast.bram)
    return activity


@pytest.fixture
def address(meeting):
    return reverse("network:bring_in", args=[meeting.uuid])


def _rows():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_bring_in_asks_about_danger_before_anything_else(cast, as_user, address):
    page = as_user(cast.bram).get(address).content.decode()

    assert "Is iemand nu of binnenkort in gevaar?" in page
    assert "<textarea" not in page


@pytest.mark.parametrize("fields", [{}, {**TEXT, "situation": SECRET}])
def test_danger_stores_and_logs_nothing_and_shows_who_to_call(
    cast, as_user, address, caplog, fields
):
    OrganisationFactory(with_contacts=True)
    cast.organisation.attention_officer = "Mevrouw Aandacht, kamer 2.14"
    cast.organisation.save()
    client = as_user(cast.bram)
    client.get(address)
    before, session = _rows(), dict(client.session)
    caplog.set_level(logging.DEBUG)
    caplog.clear()

    response = client.post(address, {**fields, "danger": "yes"})

    page = response.content.decode()
    assert response.status_code == 200
    assert [
        it for it in ("112", "0800-2000", "Mevrouw Aandacht") if it not in page
    ] == []
    assert "<textarea" not in page
    assert _rows() == before
    assert dict(client.session) == session
    assert [it for it in caplog.records if not it.name.startswith("django.db")] == []
    assert not any(
        re.match(r"(INSERT|UPDATE|DELETE)", str(getattr(it, "sql", "") or ""))
        for it in caplog.records
    )


def test_danger_shows_who_to_call_to_who_may_not_bring_in_a_case(
    cast, as_user, address
):
    response = as_user(cast.dirk).post(address, {"danger": "yes"})

    assert "0800-2000" in response.content.decode()


def test_no_danger_opens_the_form_with_the_seven_rules(cast, as_user, address):
    page = as_user(cast.bram).post(address, {"danger": "no"}).content.decode()

    assert page.count("<textarea") == 5
    assert "Geen namen, initialen, adres" in page
    assert "Schrijf nooit over een echte cliënt" in page


def test_a_form_without_the_answer_about_danger_is_not_stored(cast, as_user, address):
    fields = {name: value for name, value in TEXT.items() if name != "danger"}

    page = as_user(cast.bram).post(address, fields).content.decode()

    assert "Is iemand nu of binnenkort in gevaar?" in page
    assert not CaseForm.objects.exists()


def test_a_form_is_handed_in(cast, as_user, address):
    response = as_user(cast.bram).post(address, TEXT)

    case = CaseForm.objects.get()
    assert response.url == reverse("network:case_form", args=[case.uuid])
    assert case.state == CaseFormState.WAITING


def test_a_form_with_a_pattern_shows_what_was_found_and_keeps_the_text(
    cast, as_user, address
):
    fields = {**TEXT, "situation": f"{SECRET}: bel 06-12345678."}

    page = as_user(cast.bram).post(address, fields).content.decode()

    assert "“06-12345678” lijkt op een telefoonnummer" in page
    assert "ziet niet alles" in page
    assert SECRET in page
    assert not CaseForm.objects.exists()


def test_a_pattern_can_be_confirmed_and_only_that_one(cast, as_user, address):
    client = as_user(cast.bram)
    fields = {**TEXT, "situation": "Bel 06-12345678."}
    page = client.post(address, fields).content.decode()
    confirmed = re.search(r'name="confirmed"[^>]*value="([^"]+)"', page)[1]

    other = {**fields, "situation": "Bel 06-87654321.", "confirmed": confirmed}
    client.post(address, other)
    assert not CaseForm.objects.exists()
    client.post(address, {**fields, "confirmed": confirmed})

    assert CaseForm.objects.count() == 1


def test_a_text_that_is_too_long_keeps_what_was_typed(cast, as_user, address):
    fields = {**TEXT, "situation": "x" * 1201}

    page = as_user(cast.bram).post(address, fields).content.decode()

    assert "x" * 1201 in page
    assert not CaseForm.objects.exists()


def test_line_ends_count_once(cast, as_user, address):
    fields = {**TEXT, "situation": "\r\n".join(["a" * 99] * 12)}

    as_user(cast.bram).post(address, fields)

    assert len(CaseForm.objects.get().situation) == 1199


def test_bring_in_for_another_kind_of_meeting_is_not_there(cast, as_user):
    activity = ActivityFactory(organisation=cast.organisation)
    SignUpFactory(activity=activity, user=cast.bram)

    response = as_user(cast.bram).get(reverse("network:bring_in", args=[activity.uuid]))

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("anna", 200), ("bram", 200), ("carla", 404), ("dirk", 404)]
)
def test_a_form_that_waits_is_for_its_author_and_reader(
    cast, as_user, meeting, who, status
):
    SignUpFactory(activity=meeting, user=cast.carla)
    case = CaseFormFactory(activity=meeting, author=cast.bram, situation=SECRET)

    response = as_user(getattr(cast, who)).get(
        reverse("network:case_form", args=[case.uuid])
    )

    assert response.status_code == status
    assert (SECRET in response.content.decode()) == (status == 200)


def test_a_form_that_was_read_is_for_participants(cast, as_user, meeting):
    case = CaseFormFactory(activity=meeting, author=cast.bram, visible=True)
    address = reverse("network:case_form", args=[case.uuid])

    before = as_user(cast.carla).get(address).status_code
    SignUpFactory(activity=meeting, user=cast.carla)
    after = as_user(cast.carla).get(address).status_code

    assert (before, after) == (404, 200)


def test_review_with_all_rules_and_then_the_lesson(cast, as_user, meeting):
    case = CaseFormFactory(activity=meeting, author=cast.bram)
    client = as_user(cast.anna)

    client.post(reverse("network:review", args=[case.uuid]), {"rules": range(1, 8)})
    case.refresh_from_db()
    assert case.state == CaseFormState.VISIBLE
    page = client.get(reverse("network:case_form", args=[case.uuid])).content.decode()
    assert "De les bewaren" in page
    client.post(
        reverse("network:keep_lesson", args=[case.uuid]), {"lesson": "Vraag eerst."}
    )

    assert CaseLesson.objects.get().text == "Vraag eerst."


def test_review_with_fewer_rules_tells_the_author_which(cast, as_user, meeting):
    case = CaseFormFactory(activity=meeting, author=cast.bram)

    as_user(cast.anna).post(
        reverse("network:review", args=[case.uuid]), {"rules": [1, 2, 3, 4, 6, 7]}
    )
    page = (
        as_user(cast.bram)
        .get(reverse("network:case_form", args=[case.uuid]))
        .content.decode()
    )

    assert "5. Geen zeldzame of bekende details" in page


def test_review_of_a_rule_that_does_not_exist_is_refused(cast, as_user, meeting):
    case = CaseFormFactory(activity=meeting, author=cast.bram)

    response = as_user(cast.anna).post(
        reverse("network:review", args=[case.uuid]), {"rules": [1, 99]}
    )

    assert response.status_code == 400


def test_review_by_the_author_or_a_participant_is_not_there(cast, as_user, meeting):
    SignUpFactory(activity=meeting, user=cast.carla)
    case = CaseFormFactory(activity=meeting, author=cast.bram, visible=True)

    for user in (cast.bram, cast.carla):
        response = as_user(user).post(
            reverse("network:review", args=[case.uuid]), {"rules": range(1, 8)}
        )
        assert response.status_code == 404


def test_mend_and_withdraw_are_the_authors(cast, as_user, meeting):
    case = CaseFormFactory(activity=meeting, author=cast.bram, returned=True)
    mend = reverse("network:mend", args=[case.uuid])
    withdraw = reverse("network:withdraw", args=[case.uuid])

    refused = [as_user(cast.anna).get(it).status_code for it in (mend, withdraw)]
    client = as_user(cast.bram)
    page = client.get(mend).content.decode()
    client.post(mend, {**TEXT, "dilemma": "Anders?"})
    case.refresh_from_db()
    assert (case.dilemma, case.state) == ("Anders?", CaseFormState.WAITING)
    assert client.get(withdraw).status_code == 200
    client.post(withdraw)

    assert refused == [403, 403]
    assert "Mag ik de brief naar het huisadres sturen?" in page
    assert not CaseForm.objects.exists()
