"""A student comes in with a code, on a phone, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from elearning.accounts.models import OutgoingMail, User
from elearning.enrolment.queries import enrolments_of
from tests.factories.cast import make_cast
from tests.factories.enrolment import JoinCodeFactory


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone_either_way(open_page, request) -> Page:
    return open_page(screen="phone", javascript=request.param)


def test_student_joins_with_a_code_on_a_phone(phone_either_way, live_server, axe):
    cast = make_cast()
    code = JoinCodeFactory(cohort=cast.cohort, code="BCDF3467")
    page = phone_either_way

    page.goto(f"{live_server.url}/meedoen/")
    page.get_by_label("Je code").fill("bcdf-9999")
    page.get_by_role("button", name="Verder met deze code").click()
    expect(page.get_by_role("alert")).to_contain_text("Deze code kennen we niet")

    page.get_by_label("Je code").fill(f"{code.code[:4].lower()}-{code.code[4:]}")
    page.get_by_role("button", name="Verder met deze code").click()
    expect(page.get_by_text(cast.cohort.name)).to_be_visible()
    assert code.code not in page.url

    page.get_by_label("Je naam").fill("Dina")
    page.get_by_label(re.compile("^E-mail")).fill("dina@voorbeeld.example")
    page.get_by_label(re.compile("^Wachtwoord")).fill("kalm-water-veen-31")
    page.get_by_role("button", name="Maak mijn account").click()
    expect(page.get_by_role("heading", name="Kijk in je mail")).to_be_visible()

    dina = User.objects.get(email="dina@voorbeeld.example")
    assert [row.cohort for row in enrolments_of(dina)] == [cast.cohort]
    page.goto(live_server.url + _path_in_mail(dina))
    page.get_by_role("main").get_by_role("button").first.click()
    page.goto(f"{live_server.url}/mijn-account/")

    expect(page.get_by_role("heading", name=cast.cohort.name)).to_be_visible()


def _path_in_mail(user: User) -> str:
    text = OutgoingMail.objects.get(to=user).text
    link = next(line for line in text.splitlines() if line.startswith("http"))
    return "/" + link.split("/", 3)[3]


@pytest.mark.parametrize(
    "path",
    ["/meedoen/", "/hulp/", "/account/login/", "/account/signup/"],
)
def test_pages_for_everyone_have_nothing_for_axe_to_find(phone, live_server, axe, path):
    phone.goto(f"{live_server.url}{path}")

    axe(phone)


def test_pages_of_people_have_nothing_for_axe_to_find(page, live_server, axe, sign_in):
    cast = make_cast()
    JoinCodeFactory(cohort=cast.cohort, code="BCDF3467")
    sign_in(page, cast.anna)

    for path in (
        "/mijn-account/",
        "/mijn-account/verwijderen/",
        "/groepen/",
        "/groepen/nieuw/",
        f"/groepen/{cast.cohort.uuid}/",
        f"/groepen/{cast.cohort.uuid}/blad/",
        f"/groepen/{cast.cohort.uuid}/deelnemers/{cast.enrolment.uuid}/",
        "/account/2fa/",
        "/account/email/",
        "/account/password/change/",
    ):
        page.goto(f"{live_server.url}{path}")
        axe(page)
