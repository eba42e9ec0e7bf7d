"""Who is logged out in the meantime and sends a form, loses nothing of it (ADR 0066)."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.cast import Cast, make_cast
from tests.factories.toetsen import make_assessment
from toetsen.actions import start_attempt
from toetsen.models import Attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    return start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=make_assessment()
    )


@pytest.fixture
def question(attempt: Attempt) -> str:
    return reverse("toetsen:question", args=[attempt.uuid, 1])


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})


def fields(page: str) -> dict[str, str]:
    form = re.search(r'<form class="form" method="post".*?</form>', page, re.S)[0]
    found = re.findall(r'name="(\w+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


def test_answer_is_kept_on_the_page_and_saved_after_logging_in(
    browser: Client, cast: Cast, attempt: Attempt, question: str
) -> None:
    browser.force_login(cast.bram)
    shown = browser.get(question).content.decode()
    browser.cookies.pop("sessionid")

    refused = browser.post(question, {**fields(shown), "choice": "b"})

    assert refused.status_code == 401
    assert refused["WWW-Authenticate"] == 'Cookie form-action="/account/login/"'
    page = refused.content.decode()
    assert "Je bent niet meer ingelogd" in page
    assert "/account/login/?next=/account/weer-ingelogd/" in page
    assert not attempt.items.get(position=1).is_answered

    # Logging in gives a new token: one more page, with the same answer in it.
    browser.force_login(cast.bram)
    browser.get(reverse("logged_in_again"))
    stale = browser.post(question, fields(page) | {"csrfmiddlewaretoken": "a" * 64})
    assert stale.status_code == 403
    saved = browser.post(question, fields(stale.content.decode()))

    assert saved.status_code == 302
    assert attempt.items.get(position=1).response == "b"


def test_page_that_sends_by_itself_hears_that_one_is_logged_out(
    client: Client, question: str
) -> None:
    response = client.post(question, {"choice": "b"}, headers={"x-sent-by": "page"})

    assert response.status_code == 401
    assert "X-Go-To" not in response


def test_form_that_htmx_sends_stays_where_it_is(client: Client) -> None:
    response = client.post(
        "/meting/vooraf/vragen/", {"zm01": "3"}, headers={"hx-request": "true"}
    )

    assert response.status_code == 401
    assert response["HX-Reswap"] == "none"
    assert "HX-Retarget" not in response


def test_text_of_an_author_is_kept_too(client: Client) -> None:
    response = client.post(
        "/cms/pages/3/edit/", {"title": "Een titel van een auteur", "body-0-id": "x"}
    )

    assert response.status_code == 401
    assert fields(response.content.decode())["title"] == "Een titel van een auteur"


@pytest.mark.parametrize(
    "form", [{"password": "geheim-genoeg"}, {"naam": "Bo", "werk": BytesIO(b"pdf")}]
)
def test_password_or_file_goes_to_the_login_page(client: Client, form: dict) -> None:
    response = client.post("/mijn-account/naam/", form)

    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/mijn-account/naam/"


def test_page_asked_for_goes_to_the_login_page(client: Client, question: str) -> None:
    assert client.get(question)["Location"] == f"/account/login/?next={question}"


def test_somebody_else_who_logs_in_saves_nothing_of_it(
    client: Client, cast: Cast, attempt: Attempt, question: str
) -> None:
    page = client.post(question, {"choice": "b"}).content.decode()
    client.force_login(cast.carla)

    response = client.post(question, fields(page))

    assert response.status_code == 404
    assert not attempt.items.get(position=1).is_answered


def test_who_is_logged_in_and_may_not_come_here_is_not_told_to_log_in(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.bram)

    assert client.post("/cms/sleutels/", {"naam": "Bo"}).status_code == 302
