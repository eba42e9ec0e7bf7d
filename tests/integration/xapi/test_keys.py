"""Keys for other systems: made, used, renewed and revoked, and who may do that."""

import base64
import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from elearning.accounts.models import AuditEvent
from elearning.core import clock
from elearning.core.exceptions import InvalidRequest
from elearning.xapi.actions import (
    make_credential,
    revoke_credential,
    rotate_credential,
)
from elearning.xapi.enums import Scope
from elearning.xapi.models import Credential
from tests.factories.accounts import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
KEYS = "/cms/sleutels/"
ORIGIN = "https://cursus.example"


def make(**fields):
    return make_credential(
        by=None, label="Cursus", tenant=uuid.uuid4(), scopes=[Scope.ALL], **fields
    )


def ask(credential, secret, **headers: str):
    pair = base64.b64encode(f"{credential.key}:{secret}".encode()).decode()
    return Client().get(
        "/xapi/statements",
        headers={
            "Authorization": f"Basic {pair}",
            "X-Experience-API-Version": "1.0.3",
            **headers,
        },
    )


@pytest.fixture
def administrator(client):
    user = UserFactory(superuser=True)
    client.force_login(user)
    return user


# --- Using ------------------------------------------------------------------------------------------
def test_a_revoked_key_is_out_at_the_next_call():
    credential, secret = make()
    assert ask(credential, secret).status_code == 200

    revoke_credential(by=None, credential=credential)

    assert ask(credential, secret).status_code == 401


def test_a_new_secret_leaves_the_old_one_as_long_as_was_said():
    credential, old = make()

    new = rotate_credential(by=None, credential=credential, overlap=timedelta(days=1))

    assert [ask(credential, one).status_code for one in (new, old)] == [200, 200]
    with clock.at(clock.now() + timedelta(days=1, seconds=1)):
        assert [ask(credential, one).status_code for one in (new, old)] == [200, 401]


def test_without_an_overlap_the_old_secret_is_out_at_once():
    credential, old = make()

    rotate_credential(by=None, credential=credential)

    assert ask(credential, old).status_code == 401


def test_an_old_secret_holds_seven_days_at_most():
    credential, _ = make()

    with pytest.raises(InvalidRequest):
        rotate_credential(by=None, credential=credential, overlap=timedelta(days=8))


def test_what_is_over_is_not_renewed():
    credential, _ = make()
    revoke_credential(by=None, credential=credential)

    with pytest.raises(InvalidRequest):
        rotate_credential(by=None, credential=credential)


def test_use_is_noted_once_a_minute():
    credential, secret = make()
    noon = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
    seen = []

    for seconds in (0, 59, 61):
        with clock.at(noon + timedelta(seconds=seconds)):
            ask(credential, secret)
        credential.refresh_from_db()
        seen.append((credential.last_used_at - noon).seconds)

    assert seen == [0, 0, 61]


def test_more_calls_in_a_minute_than_it_may_are_refused_with_a_time_to_wait():
    cache.clear()  # a number of a key may have been used before, in this very minute
    credential, secret = make(calls_per_minute=2)
    with clock.at(clock.now().replace(second=15, microsecond=0)):
        answers = [ask(credential, secret) for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "45"
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert ask(credential, secret).status_code == 200


def test_a_cache_that_is_away_closes_no_door(settings):
    """Then nothing is counted: the key and the secret were right."""
    away = {"LOCATION": "redis://127.0.0.1:1/0", "OPTIONS": {"IGNORE_EXCEPTIONS": True}}
    settings.CACHES = {"default": {**settings.CACHES["default"], **away}}
    credential, secret = make(calls_per_minute=1)

    assert [ask(credential, secret).status_code for _ in range(3)] == [200, 200, 200]


def test_a_valid_call_looks_only_for_the_key(django_assert_num_queries):
    credential, secret = make()
    ask(credential, secret)

    # The key, what the query names, and the page of statements.
    with django_assert_num_queries(3):
        ask(credential, secret)


# --- Scripts of other sites -------------------------------------------------------------------------
def test_a_preflight_is_answered_for_the_sites_of_all_valid_keys():
    make(origins=[ORIGIN])
    over, _ = make(origins=["https://oud.example"])
    revoke_credential(by=None, credential=over)

    def allowed(origin: str) -> str | None:
        answer = Client().options("/xapi/statements", headers={"Origin": origin})
        return answer.get("Access-Control-Allow-Origin")

    assert (allowed(ORIGIN), allowed("https://oud.example")) == (ORIGIN, None)


def test_an_answer_is_readable_for_the_sites_of_its_own_key_only():
    mine, secret = make(origins=[ORIGIN])
    other, others_secret = make(origins=["https://anders.example"])
    name = "Access-Control-Allow-Origin"

    assert ask(mine, secret, Origin=ORIGIN).get(name) == ORIGIN
    assert ask(other, others_secret, Origin=ORIGIN).get(name) is None


def test_also_a_refusal_to_wait_is_readable_for_them():
    credential, secret = make(origins=[ORIGIN], calls_per_minute=1)
    with clock.at(clock.now().replace(second=15, microsecond=0)):
        ask(credential, secret)
        refused = ask(credential, secret, Origin=ORIGIN)

    assert refused.status_code == 429
    assert refused["Access-Control-Allow-Origin"] == ORIGIN
    assert "Retry-After" in refused["Access-Control-Expose-Headers"]


# --- The screen -------------------------------------------------------------------------------------
def test_an_administrator_makes_a_key_and_sees_the_secret_once(client, administrator):
    organisation = OrganisationFactory()

    answer = client.post(
        f"{KEYS}nieuw/",
        {
            "label": "Leeromgeving",
            "organisation": organisation.pk,
            "scopes": ["statements/write"],
            "origins": ORIGIN,
        },
    )

    made = Credential.objects.get()
    _, secret = re.findall(r"<dd><code>([^<]+)</code>", answer.content.decode())
    assert (made.tenant, made.scopes, made.origins) == (
        organisation.uuid,
        ["statements/write"],
        [ORIGIN],
    )
    assert made.opens_with(secret)
    assert secret not in client.get(KEYS).content.decode()
    assert AuditEvent.objects.get().by == administrator


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", ""),
        ("scopes", "everything"),
        ("origins", "http://cursus.example/pad"),
        ("expires_on", "2020-01-01"),
        ("calls_per_minute", "-1"),
    ],
)
def test_a_wrong_field_makes_nothing_and_keeps_what_was_typed(
    client, administrator, field, value
):
    right = {"label": "Leeromgeving", "scopes": "statements/write"}

    answer = client.post(f"{KEYS}nieuw/", right | {field: value})

    assert not Credential.objects.exists()
    assert 'role="alert"' in answer.content.decode()


def test_an_administrator_renews_and_revokes_after_being_asked(client, administrator):
    credential, old = make()

    renewed = client.post(f"{KEYS}{credential.pk}/vernieuwen/", {"overlap": "0"})
    assert client.get(f"{KEYS}{credential.pk}/intrekken/").status_code == 200
    credential.refresh_from_db()
    assert credential.revoked_at is None
    client.post(f"{KEYS}{credential.pk}/intrekken/")

    credential.refresh_from_db()
    assert old not in renewed.content.decode()
    assert credential.revoked_at is not None
    assert "ingetrokken" in client.get(KEYS).content.decode()


@pytest.mark.parametrize("path", ["", "nieuw/", "{pk}/vernieuwen/", "{pk}/intrekken/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_comes_in(client, path, method):
    credential, _ = make()
    client.force_login(UserFactory(is_staff=True))

    answer = getattr(client, method)(KEYS + path.format(pk=credential.pk))

    assert answer.status_code in {302, 403}
    credential.refresh_from_db()
    assert (Credential.objects.count(), credential.revoked_at) == (1, None)


def test_an_empty_list_says_what_to_do(client, administrator):
    assert "Er zijn nog geen sleutels" in client.get(KEYS).content.decode()
