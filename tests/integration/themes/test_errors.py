"""Bad input gets a clear page in Dutch, with the right status; nothing leaks, nothing is lost."""

import re
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from elearning.core.exceptions import (
    DomainError,
    Gone,
    InvalidRequest,
    NotAllowed,
    NotFound,
)
from elearning.urls import *  # noqa: F403  the site's own addresses and handlers, with a few more

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

SECRET = "Lina vertelde dat haar broer het geld beheert"


def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    errors = {
        "conflict": DomainError("Dit is al gekozen."),
        "invalid": InvalidRequest("Deze keuze bestaat niet."),
        "forbidden": NotAllowed("Dit is niet van jou."),
        "missing": NotFound("Dit kennen we niet."),
        "gone": Gone("Deze code werkt niet meer."),
        "denied": PermissionDenied(SECRET),
        "broken": ValueError(SECRET),
    }
    raise errors[kind]


def receive(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>{len(request.POST)}</p>")


urlpatterns = [
    path("weiger/<kind>/", refuse),
    path("ontvang/", receive),
    path("", include("elearning.urls")),
]


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("conflict", 409, "Dit is al gekozen."),
        ("invalid", 400, "Deze keuze bestaat niet."),
        ("forbidden", 403, "Dit is niet van jou."),
        ("missing", 404, "Dit kennen we niet."),
        ("gone", 410, "Deze code werkt niet meer."),
        ("denied", 403, "Je mag deze pagina niet bekijken"),
    ],
)
def test_refusal_is_a_page_with_its_status(client, kind, status, words):
    response = client.get(f"/weiger/{kind}/")

    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert "Naar de startpagina" in page
    assert "Hulp en veiligheid" in page
    assert SECRET not in page


def test_refusal_to_htmx_is_only_the_middle(client):
    response = client.post("/weiger/conflict/", headers={"hx-request": "true"})

    assert response.status_code == 409
    assert response.headers["HX-Retarget"] == "#inhoud"
    assert "<html" not in response.content.decode()
    assert "Dit is al gekozen." in response.content.decode()


def test_unknown_address_is_404(client):
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.content.decode()


def test_error_page_for_somebody_logged_in(client):
    user = get_user_model().objects.create_user(
        email="bram@voorbeeld.example",
        full_name="Bram Jansen",
        password="geheim-genoeg-1",
    )
    client.force_login(user)

    page = client.get("/bestaat-niet/").content.decode()

    assert "Bram" in page
    assert "bram@voorbeeld.example" not in page


def test_broken_page_says_so_without_the_database(client, django_assert_num_queries):
    client.raise_request_exception = False

    with django_assert_num_queries(0):
        response = client.get("/weiger/broken/")

    page = response.content.decode()
    assert response.status_code == 500
    assert "De fout ligt bij ons" in page
    assert 'href="https://www.buienradar.nl/"' in page
    assert SECRET not in page


def test_ten_megabytes_of_text_is_413(client):
    response = client.post("/ontvang/", {"text": "a" * 10_000_000})

    assert response.status_code == 413
    assert "te groot" in response.content.decode()


def test_ten_megabytes_in_a_plain_form_is_413(client):
    response = client.post(
        "/ontvang/",
        b"text=" + b"a" * 10_000_000,
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 413


def test_too_many_fields_is_413(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10

    response = client.post("/ontvang/", {f"veld{number}": "x" for number in range(20)})

    assert response.status_code == 413


class TestReplayedForm:
    """A form that was open while one logged in or out carries a token that is no longer good."""

    @pytest.fixture
    def strict(self) -> Client:
        return Client(
            enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"}
        )

    def test_it_can_be_sent_again_as_it_was(self, strict):
        refused = strict.post("/ontvang/?stap=2", {"keuze": ["a", "b"], "verder": "1"})

        page = refused.content.decode()
        assert 'action="/ontvang/?stap=2"' in page
        assert re.findall(r'name="(keuze|verder)" value="(\w)"', page) == [
            ("keuze", "a"),
            ("keuze", "b"),
            ("verder", "1"),
        ]
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        again = strict.post(
            "/ontvang/?stap=2",
            {"keuze": ["a", "b"], "verder": "1", "csrfmiddlewaretoken": token},
        )
        assert again.status_code != 403

    @pytest.mark.parametrize("name", ["new_password", "join_code", "code", "token"])
    def test_form_with_a_secret_is_not_put_into_a_page(self, strict, name):
        page = strict.post("/ontvang/", {name: "ABCD", "naam": "Bo"}).content.decode()

        assert "ABCD" not in page
        assert 'name="naam"' not in page

    def test_form_with_a_file_is_not_offered_again(self, strict):
        page = strict.post(
            "/ontvang/", {"naam": "Bo", "werk": BytesIO(b"pdf")}
        ).content.decode()

        assert 'name="naam"' not in page

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "none"},
            {"origin": "https://elders.example"},
            {"origin": "null"},
            {},
        ],
    )
    def test_no_other_site_gets_it_sent_or_learns_the_token(self, headers):
        response = Client(enforce_csrf_checks=True, headers=headers).post(
            "/ontvang/", {"keuze": "a", "reflectie": SECRET}
        )

        assert response.status_code == 403
        assert SECRET not in response.content.decode()
        assert 'name="keuze"' not in response.content.decode()
        assert "X-Csrf-Token" not in response

    def test_browser_without_fetch_metadata_says_its_origin(self):
        response = Client(enforce_csrf_checks=True).post(
            "/ontvang/", {"keuze": "a"}, headers={"origin": "http://testserver"}
        )

        assert 'name="keuze"' in response.content.decode()

    def test_typed_text_is_shown_back_and_what_to_do(self, strict):
        response = strict.post(
            "/ontvang/",
            {
                "reflectie": SECRET,
                "password": "geheim-genoeg-1",
                "join_code": "ABCD-EFGH",
            },
            headers={"referer": "http://testserver/leren/stap/"},
        )

        page = response.content.decode()
        assert response.status_code == 403
        assert SECRET in page
        assert "geheim-genoeg-1" not in page
        assert "ABCD-EFGH" not in page
        assert 'href="/leren/stap/"' in page

    def test_shown_text_is_escaped(self, strict):
        response = strict.post(
            "/ontvang/", {"reflectie": "zo <script>alert(1)</script>"}
        )

        page = response.content.decode()
        assert "&lt;script&gt;alert" in page
        assert "<script>alert" not in page

    def test_path_of_another_site_is_no_way_back(self, strict):
        response = strict.post(
            "/ontvang/",
            {"a": "tekst"},
            headers={"referer": "http://elders.example/val/"},
        )

        assert "/val/" not in response.content.decode()
