"""Groups on screen, for Anna; never for Carla."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from elearning.core import clock
from elearning.enrolment.models import Cohort
from elearning.enrolment.queries import enrolments_of
from tests.factories.accounts import MembershipFactory
from tests.factories.enrolment import CohortFactory, EnrolmentFactory, JoinCodeFactory
from tests.factories.paths import make_path, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client, cast):
    client.force_login(cast.anna)
    return cast.anna


@pytest.fixture
def coordinator(client, cast):
    user = MembershipFactory(organisation=cast.organisation, coordinator=True).user
    client.force_login(user)
    return user


def _urls(cast):
    base = f"/groepen/{cast.cohort.uuid}/"
    return {
        "page": base,
        "sheet": f"{base}blad/",
        "code": f"{base}code/",
        "revoke": f"{base}code/intrekken/",
        "remove": f"{base}deelnemers/{cast.enrolment.uuid}/",
    }


def test_list_shows_own_groups_only(client, cast, anna):
    CohortFactory(
        name="Klas van Carla",
        organisation=cast.other_organisation,
        lecturers=[cast.carla],
    )

    page = client.get("/groepen/").content.decode()

    assert cast.cohort.name in page
    assert "1 deelnemer" in page
    assert "Klas van Carla" not in page


def test_list_asks_as_much_for_three_groups_as_for_one(client, cast, anna):
    with CaptureQueriesContext(connection) as one:
        client.get("/groepen/")
    for _i in range(2):
        CohortFactory(organisation=cast.organisation, lecturers=[anna])

    with CaptureQueriesContext(connection) as three:
        client.get("/groepen/")

    assert len(three) == len(one) <= 12


def test_list_for_a_coordinator_has_no_counts(client, cast, coordinator):
    page = client.get("/groepen/").content.decode()

    assert cast.cohort.name in page
    assert "1 deelnemer" not in page


def test_list_is_not_for_participants(client, cast):
    client.force_login(cast.bram)

    assert client.get("/groepen/").status_code == 403


def test_empty_list_says_what_will_stand_here(client, cast):
    client.force_login(cast.carla)

    assert "/groepen/nieuw/" in client.get("/groepen/").content.decode()


def test_new_group_is_made_with_its_lecturer(client, cast, path, anna):
    assert path.title in client.get("/groepen/nieuw/").content.decode()

    answer = client.post("/groepen/nieuw/", _new(cast, path.key))

    made = Cohort.objects.get(name="SW 2C")
    assert answer.url == f"/groepen/{made.uuid}/"
    assert list(made.lecturers.all()) == [anna]


def _new(cast, key, **fields):
    return {
        "organisation": cast.organisation.pk,
        "programme": cast.programme.pk,
        "path_key": str(key),
        "name": "SW 2C",
        "starts_on": clock.today().isoformat(),
        "ends_on": (clock.today() + timedelta(days=100)).isoformat(),
        "lecturers": [cast.anna.pk],
        **fields,
    }


def test_new_group_with_forged_choices_is_refused(client, cast, path, anna):
    for wrong in (
        {"organisation": cast.other_organisation.pk},
        {"path_key": str(uuid.uuid4())},
        {"lecturers": [cast.carla.pk]},
        {"ends_on": "2020-01-01"},
        {"name": cast.cohort.name},
        {"starts_on": "morgen"},
    ):
        answer = client.post("/groepen/nieuw/", _new(cast, path.key, **wrong))
        assert answer.status_code == 400, wrong

    assert Cohort.objects.count() == 1


def test_new_group_with_concept_content_says_why_not(client, cast, anna):
    """Product rule 13: Anna's organisation is a real one."""
    with published(concept := make_path(concept=True)):
        answer = client.post("/groepen/nieuw/", _new(cast, concept.key))

    assert answer.status_code == 400
    assert "concept" in answer.content.decode()
    assert Cohort.objects.count() == 1


def test_group_page_shows_names_to_its_lecturer(client, cast, anna):
    page = client.get(_urls(cast)["page"]).content.decode()

    assert cast.bram.full_name in page
    assert reverse("dashboard:cohort", args=[cast.cohort.uuid]) in page


def test_group_page_asks_as_much_for_three_people_as_for_one(client, cast, anna):
    with CaptureQueriesContext(connection) as one:
        client.get(_urls(cast)["page"])
    for _i in range(2):
        EnrolmentFactory(in_cohort=True, cohort=cast.cohort)

    with CaptureQueriesContext(connection) as three:
        client.get(_urls(cast)["page"])

    assert len(three) == len(one) <= 12


def test_group_page_shows_no_names_to_a_coordinator(client, cast, coordinator):
    page = client.get(_urls(cast)["page"]).content.decode()

    assert cast.cohort.name in page
    assert cast.bram.full_name not in page
    assert reverse("dashboard:cohort", args=[cast.cohort.uuid]) not in page
    assert client.post(_urls(cast)["remove"]).status_code == 403
    assert enrolments_of(cast.bram).exists()


def test_group_of_another_is_not_found_on_any_address(client, cast):
    """Carla changes the id in the address."""
    JoinCodeFactory(cohort=cast.cohort, code="BCDF3467")
    client.force_login(cast.carla)
    urls = _urls(cast)

    answers = [
        client.get(urls["page"]),
        client.get(urls["sheet"]),
        client.post(urls["code"], {"expires_on": clock.today().isoformat()}),
        client.post(urls["revoke"], {"code_id": cast.cohort.join_codes.get().pk}),
        client.get(urls["remove"]),
        client.post(urls["remove"]),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    for answer in answers:
        page = answer.content.decode()
        for secret in (cast.cohort.name, cast.bram.full_name, "BCDF"):
            assert secret not in page
    assert enrolments_of(cast.bram).exists()
    assert cast.cohort.join_codes.get().is_open


def test_member_of_another_group_is_not_found_under_ones_own(client, cast, anna):
    foreign = EnrolmentFactory(in_cohort=True)

    answer = client.post(f"/groepen/{cast.cohort.uuid}/deelnemers/{foreign.uuid}/")

    assert answer.status_code == 404
    assert enrolments_of(foreign.user).exists()


def test_code_is_made_shown_and_stopped(client, cast, anna):
    urls = _urls(cast)
    client.post(urls["code"], {"expires_on": clock.today().isoformat()})
    code = cast.cohort.join_codes.get()
    shown = f"{code.code[:4]}-{code.code[4:]}"
    assert shown in client.get(urls["page"]).content.decode()
    assert shown in client.get(urls["sheet"]).content.decode()

    client.post(urls["revoke"], {"code_id": code.pk})

    assert shown not in client.get(urls["page"]).content.decode()
    assert shown not in client.get(urls["sheet"]).content.decode()


@pytest.mark.parametrize("day", ["", "gisteren", "2020-01-01", "9999-01-01"])
def test_code_with_a_wrong_day_is_refused(client, cast, anna, day):
    answer = client.post(_urls(cast)["code"], {"expires_on": day})

    assert answer.status_code == 400
    assert not cast.cohort.join_codes.exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "999999", "9" * 30])
def test_revoke_of_a_code_that_is_not_there_is_not_found(client, cast, anna, number):
    assert client.post(_urls(cast)["revoke"], {"code_id": number}).status_code == 404


def test_class_sheet_never_has_the_code_in_an_address(client, cast, anna):
    JoinCodeFactory(cohort=cast.cohort, code="BCDF3467")

    page = client.get(_urls(cast)["sheet"]).content.decode()

    assert "/meedoen/" in page
    assert "?" not in page.split("sheet__address")[1].split("</strong>")[0]


def test_remove_asks_first(client, cast, anna):
    url = _urls(cast)["remove"]
    assert cast.bram.full_name in client.get(url).content.decode()
    assert enrolments_of(cast.bram).exists()

    client.post(url)

    assert not enrolments_of(cast.bram).exists()


def test_titles_never_hold_the_name_of_a_person(client, cast, anna):
    page = client.get(_urls(cast)["remove"]).content.decode()

    assert cast.bram.full_name not in page.split("<title>")[1].split("</title>")[0]
