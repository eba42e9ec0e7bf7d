"""Coming in through the browser: with a code, alone, with and without an account."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from elearning.accounts.models import OutgoingMail, User
from elearning.enrolment.models import Enrolment
from elearning.enrolment.queries import enrolments_of
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.enrolment import JoinCodeFactory
from tests.factories.paths import make_path, published

pytestmark = pytest.mark.django_db

JOIN = "/meedoen/"
NEW = {
    "full_name": "Dina",
    "email": "dina@voorbeeld.example",
    "password1": "kalm-water-veen-31",
}


@pytest.fixture
def code(cast):
    return JoinCodeFactory(cohort=cast.cohort, code="BCDF3467")


@pytest.fixture
def open_path():
    with published(found := make_path(open_to_all=True, title="Leerroute C")):
        yield found


def test_join_page_offers_open_paths_only(client, open_path):
    page = client.get(JOIN).content.decode()

    assert "Leerroute C" in page
    assert page.count('name="path"') == 1


def test_join_page_does_not_offer_concept_content_outside_a_demo(client, settings):
    settings.DEMO_MODE = False

    with published(make_path(open_to_all=True, title="Leerroute C", concept=True)):
        page = client.get(JOIN).content.decode()

    assert "Leerroute C" not in page


def test_join_logged_in_with_a_code_is_in_the_class(client, cast, code):
    client.force_login(cast.carla)

    answer = client.post(JOIN, {"code": "bcdf 3467"})

    assert answer.status_code == 302
    assert [row.cohort for row in enrolments_of(cast.carla)] == [cast.cohort]


def test_sign_up_with_a_code_is_in_the_class_in_one_go(client, cast, code):
    answer = client.post(JOIN, {"code": "BCDF-3467"}, follow=True)
    assert f"{cast.cohort.name}, {cast.organisation.name}" in answer.content.decode()
    client.post(reverse("account_signup"), NEW)

    dina = User.objects.get(email=NEW["email"])
    assert dina.full_name == "Dina"
    assert [row.cohort for row in enrolments_of(dina)] == [cast.cohort]
    assert "_auth_user_id" not in client.session  # the address is not confirmed yet


def test_sign_up_sends_one_neutral_mail_with_one_link_that_lets_in(client, cast, code):
    client.post(JOIN, {"code": "BCDF-3467"})
    client.post(reverse("account_signup"), NEW)

    mail = OutgoingMail.objects.get()
    link = next(line for line in mail.text.splitlines() if line.startswith("http"))
    assert mail.text.count("http") == 1
    for word in ("zelfbeschikking", "dwang", "geweld", cast.cohort.name):
        assert word not in f"{mail.subject} {mail.text}".lower()
    answer = client.post("/" + link.split("/", 3)[3])
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(
        User.objects.get(email=NEW["email"]).pk
    )


def test_sign_up_with_an_address_that_is_known_looks_the_same(client, cast, code):
    client.post(JOIN, {"code": "BCDF-3467"})
    fresh = client.post(reverse("account_signup"), NEW)
    client.post(JOIN, {"code": "BCDF-3467"})
    known = client.post(reverse("account_signup"), {**NEW, "email": cast.carla.email})

    assert (known.status_code, known.url) == (fresh.status_code, fresh.url)
    assert not enrolments_of(cast.carla).exists()
    assert OutgoingMail.objects.get(to=cast.carla).text.count("http") == 1


def test_log_in_after_the_code_is_in_the_class(client, cast, code):
    dina = UserFactory(verified=True)
    client.post(JOIN, {"code": "BCDF-3467"})

    client.post(
        reverse("account_login"),
        {"login": dina.email, "password": "vier-kalme-woorden-42"},
    )

    assert [row.cohort for row in enrolments_of(dina)] == [cast.cohort]


@pytest.mark.parametrize(
    ("trait", "status"),
    [({"expired": True}, 410), ({"revoked": True}, 410), (None, 404)],
)
@pytest.mark.parametrize("logged_in", [True, False])
def test_join_with_a_code_that_does_not_work_says_so(
    client, cast, trait, status, logged_in
):
    code = JoinCodeFactory(cohort=cast.cohort, **trait).code if trait else "XXXX9999"
    if logged_in:
        client.force_login(cast.carla)

    answer = client.post(JOIN, {"code": code})

    page = answer.content.decode()
    assert answer.status_code == status
    assert "error-summary" in page
    assert cast.cohort.name not in page
    assert not enrolments_of(cast.carla).exists()


def test_join_by_guessing_is_stopped(client, cast, code):
    client.force_login(cast.carla)
    for _i in range(10):
        assert client.post(JOIN, {"code": "XXXX9999"}).status_code == 404

    answer = client.post(JOIN, {"code": code.code})

    assert answer.status_code == 429
    assert not enrolments_of(cast.carla).exists()


def test_join_by_guessing_as_a_visitor_is_stopped_across_sessions(client, cast, code):
    for _i in range(60):
        client.cookies.clear()
        client.post(JOIN, {"code": "XXXX9999"})

    assert client.post(JOIN, {"code": code.code}).status_code == 429


def test_join_keeps_no_address_of_the_visitor(client, cast, monkeypatch):
    written = []
    real = cache.add
    monkeypatch.setattr(
        cache,
        "add",
        lambda key, *args, **kw: written.append(key) or real(key, *args, **kw),
    )

    client.post(JOIN, {"code": "XXXX9999"}, REMOTE_ADDR="192.0.2.77")

    assert len(written) == 1
    assert "192.0.2.77" not in written[0]


def test_join_with_a_code_in_the_address_does_nothing(client, cast, code):
    client.force_login(cast.carla)

    client.get(JOIN, {"code": code.code})

    assert not enrolments_of(cast.carla).exists()


@pytest.mark.parametrize(
    "text", ["", "x" * 500, "<script>", "' OR 1=1 --", "\x00", "💧"]
)
def test_join_with_nonsense_is_a_clear_error(client, text):
    answer = client.post(JOIN, {"code": text})

    assert answer.status_code in {400, 404}
    assert "<script>" not in answer.content.decode().replace(
        '<script type="module"', ""
    )


def test_begin_path_alone_logged_in(client, open_path):
    dina = UserFactory()
    client.force_login(dina)

    client.post("/meedoen/zelf/", {"path": str(open_path.key)})

    row = enrolments_of(dina).get()
    assert (row.path_key, row.cohort, row.organisation) == (open_path.key, None, None)


def test_begin_path_of_a_professional_counts_for_her_only_organisation(
    client, open_path
):
    membership = MembershipFactory(organisation=OrganisationFactory(municipality=True))
    client.force_login(membership.user)

    client.post("/meedoen/zelf/", {"path": str(open_path.key)})

    assert enrolments_of(membership.user).get().organisation == membership.organisation


def test_begin_path_as_a_volunteer_signs_up_first(client, open_path):
    client.post("/meedoen/zelf/", {"path": str(open_path.key)})
    client.post(reverse("account_signup"), NEW)

    assert (
        enrolments_of(User.objects.get(email=NEW["email"])).get().path_key
        == open_path.key
    )


@pytest.mark.parametrize(
    "key", ["", "nonsense", "11111111-1111-4111-8111-111111111111"]
)
def test_begin_path_that_does_not_exist_is_refused(client, open_path, key):
    client.force_login(UserFactory())

    assert client.post("/meedoen/zelf/", {"path": key}).status_code == 400


def test_begin_path_for_classes_is_not_allowed(client, path):
    client.force_login(UserFactory())

    assert client.post("/meedoen/zelf/", {"path": str(path.key)}).status_code == 403
    assert not Enrolment.objects.exists()


def test_sign_up_after_the_code_was_revoked_says_so(client, cast, code):
    client.post(JOIN, {"code": code.code})
    code.revoked_at = cast.cohort.enrolments.get().started_at
    code.save()

    answer = client.post(reverse("account_signup"), NEW, follow=True)

    assert not Enrolment.objects.filter(user__email=NEW["email"]).exists()
    assert "Vraag je docent" in answer.content.decode()
