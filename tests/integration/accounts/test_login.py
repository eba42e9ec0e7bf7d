"""One door: allauth's, and nobody with a second step comes in by password alone (decision 10)."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.urls import reverse

from elearning.accounts.models import OutgoingMail
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

DOORS = ["/account/login/", "/cms/login/", "/_util/login/"]


@pytest.fixture
def bram():
    return UserFactory(verified=True, superuser=True)


def _is_in(client) -> bool:
    return "_auth_user_id" in client.session


def _log_in(client, user, door="/account/login/", password=PASSWORD):
    return client.post(
        door, {"login": user.email, "username": user.email, "password": password}
    )


def test_login_with_the_right_password_is_in(client, bram):
    _log_in(client, bram)

    assert _is_in(client)


@pytest.mark.parametrize("door", DOORS)
def test_login_with_a_second_step_never_by_password_alone(client, bram, door):
    TOTP.activate(bram, generate_totp_secret())

    answer = _log_in(client, bram, door)

    assert answer.status_code == 302
    assert not _is_in(client)
    assert client.get("/cms/").status_code == 302


def test_login_with_the_second_step_is_in(client, bram):
    secret = generate_totp_secret()
    TOTP.activate(bram, secret)
    answer = _log_in(client, bram)
    assert answer.url == reverse("mfa_authenticate")
    counter = next(iter(yield_hotp_counters_from_time()))

    client.post(answer.url, {"code": format_hotp_value(hotp_value(secret, counter))})

    assert _is_in(client)


@pytest.mark.parametrize("door", DOORS[1:])
def test_wagtail_login_leads_to_ours_and_keeps_where_to_go(client, door):
    answer = client.get(door, {"next": "/cms/"})

    assert answer.url == "/account/login/?next=%2Fcms%2F"


def test_wagtail_password_pages_are_closed(client, bram):
    assert client.get("/cms/password_reset/").status_code in {302, 404}
    client.force_login(bram)
    page = client.get("/cms/account/").content.decode()

    assert "old_password" not in page
    assert client.get("/cms/password_reset/").status_code == 404


def test_cms_without_login_leads_to_our_login(client):
    assert (
        client.get("/cms/", follow=True).redirect_chain[-1][0]
        == "/account/login/?next=%2Fcms%2F"
    )


def test_login_with_an_address_not_confirmed_sends_the_mail_again(client):
    dina = UserFactory()

    _log_in(client, dina)

    assert not _is_in(client)
    assert OutgoingMail.objects.filter(to=dina).count() == 1


def test_login_wrong_too_often_is_stopped(client, bram):
    for _i in range(6):
        _log_in(client, bram, password="verkeerd-verkeerd")

    answer = _log_in(client, bram)

    assert not _is_in(client)
    assert "error-summary" in answer.content.decode()


def test_login_throttle_keeps_no_address_of_the_visitor(client, bram, monkeypatch):
    keys = []
    real = cache.set
    monkeypatch.setattr(
        cache, "set", lambda key, *a, **kw: keys.append(key) or real(key, *a, **kw)
    )

    client.post(
        "/account/login/",
        {"login": bram.email, "password": "verkeerd-verkeerd"},
        REMOTE_ADDR="192.0.2.77",
    )

    assert keys
    assert not [key for key in keys if "192.0.2.77" in str(key)]


def test_password_reset_looks_the_same_for_known_and_unknown(client, bram):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in (bram.email, "niemand@voorbeeld.example")
    ]

    assert [answer.url for answer in answers] == ["/account/password/reset/done/"] * 2
    assert [mail.to for mail in OutgoingMail.objects.all()] == [bram]


def test_password_reset_link_lets_choose_a_new_one(client, bram):
    client.post(reverse("account_reset_password"), {"email": bram.email})
    text = OutgoingMail.objects.get().text
    link = next(line for line in text.splitlines() if line.startswith("http"))

    form = client.get("/" + link.split("/", 3)[3], follow=True)
    client.post(
        form.redirect_chain[-1][0],
        {"password1": "molen-tuin-regen-55", "password2": "molen-tuin-regen-55"},
    )

    bram.refresh_from_db()
    assert bram.check_password("molen-tuin-regen-55")


def test_new_address_is_confirmed_at_the_new_address(client, bram):
    client.force_login(bram)
    _log_in(client, bram)

    client.post(
        reverse("account_email"), {"action_add": "", "email": "nieuw@voorbeeld.example"}
    )

    bram.refresh_from_db()
    assert bram.email != "nieuw@voorbeeld.example"
    assert OutgoingMail.objects.get().address == "nieuw@voorbeeld.example"


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_email_verification_sent",
        "account_email",
        "account_change_password",
        "account_logout",
        "mfa_index",
        "account_reauthenticate",
    ],
)
def test_pages_of_login_have_our_layout_and_a_neutral_title(client, bram, name):
    if (
        name.startswith(
            (
                "account_email",
                "account_change",
                "mfa",
                "account_logout",
                "account_reauth",
            )
        )
        and name != "account_email_verification_sent"
    ):
        _log_in(client, bram)

    answer = client.get(reverse(name))

    page = answer.content.decode()
    assert answer.status_code == 200, answer
    assert page.count("<h1") == 1
    assert "data-el-way-out" in page
    title = page.split("<title>")[1].split("</title>")[0].lower()
    assert not [word for word in ("zelfbesch", "dwang", "geweld") if word in title]


def test_who_is_in_but_not_of_the_cms_is_told_so_and_not_sent_in_circles(client):
    client.force_login(UserFactory())

    answer = client.get("/cms/", follow=True)

    assert answer.status_code == 403
    assert [where for where, _ in answer.redirect_chain] == ["/cms/login/?next=/cms/"]
