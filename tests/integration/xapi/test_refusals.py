"""What is noted of a request that was refused: why and where, never what was sent."""

import base64
import json
import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client

from elearning.core import clock
from elearning.xapi.actions import (
    forget_refusals,
    make_credential,
    refusing,
    revoke_credential,
)
from elearning.xapi.enums import Scope
from elearning.xapi.models import Credential, Refusal, Statement

pytestmark = pytest.mark.django_db
STATEMENTS = "/xapi/statements"
CANARY = "Kanarie"
NOON = clock.now().replace(hour=12, minute=0, second=20, microsecond=0)
RIGHT = {
    "actor": {"mbox": "mailto:bo@example.org"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
    "object": {"id": "https://cursus.example/les-1"},
}
WRONG = RIGHT | {"verb": {"id": "completed"}}


def make(*scopes: Scope):
    return make_credential(
        by=None,
        label="Cursus",
        tenant=uuid.UUID(int=3),
        scopes=scopes or (Scope.ALL,),
    )


@pytest.fixture
def key():
    return make()


def ask(key, method="POST", path=STATEMENTS, body=b"", **headers: str):
    credential, secret = key
    pair = base64.b64encode(f"{credential.key}:{secret}".encode()).decode()
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    known = {"Authorization": f"Basic {pair}", "X-Experience-API-Version": "1.0.3"}
    return Client().generic(
        method, path, data, "application/json", headers=known | headers
    )


def noted() -> list[tuple[object, ...]]:
    rows = Refusal.objects.order_by("pk")
    return list(rows.values_list("method", "resource", "status", "reason", "pointer"))


# --- What is noted ------------------------------------------------------------------------------------
def test_a_refused_batch_leaves_its_reason_and_place_and_nothing_else(key):
    ask(key, body=[RIGHT, WRONG])

    assert noted() == [
        ("POST", "statements", 400, "Expected an IRI with a scheme", "/1/verb/id")
    ]
    assert Refusal.objects.get().credential == key[0]
    assert not Statement.objects.exists()


def test_it_outlives_the_transaction_that_is_undone(key):
    taken = str(uuid.uuid4())
    ask(key, body=[RIGHT | {"id": taken}])

    ask(key, body=[RIGHT, WRONG | {"id": taken, "verb": {"id": "https://x.example/v"}}])

    assert Statement.objects.count() == 1
    assert noted() == [
        (
            "POST",
            "statements",
            409,
            f"there is another statement with the id {taken}",
            "",
        )
    ]


def test_every_kind_of_refusal_is_noted_once(key):
    shelf = "/xapi/activities/state?activityId=https%3A%2F%2Fx.example&stateId=a"
    agent = "&agent=%7B%22mbox%22%3A%22mailto%3Abo%40example.org%22%7D"

    ask((key[0], "wrong"), "GET")
    ask(make(Scope.STATEMENTS_READ_MINE), body=[RIGHT])
    ask(key, "DELETE")
    ask(key, "PUT", shelf + agent, b"{}", **{"If-Match": '"other"'})
    ask(key, "GET", **{"X-Experience-API-Version": "0.9"})

    assert noted() == [
        ("GET", "statements", 401, "the secret is not that of the key", ""),
        ("POST", "statements", 403, "this credential may not do that", ""),
        ("DELETE", "statements", 405, "this method is not spoken here", ""),
        (
            "PUT",
            "activities/state",
            412,
            "the document is not the one of If-Match",
            "",
        ),
        (
            "GET",
            "statements",
            400,
            "send X-Experience-API-Version: 1.0.3 or 2.0.0",
            "",
        ),
    ]


def test_too_many_calls_are_noted_with_their_key():
    key = make_credential(
        by=None,
        label="Druk",
        tenant=uuid.UUID(int=3),
        scopes=[Scope.ALL],
        calls_per_minute=1,
    )
    with clock.at(NOON):
        ask(key, "GET")
        ask(key, "GET")

    refusal = Refusal.objects.get()
    assert (refusal.status, refusal.credential) == (429, key[0])


def test_of_a_key_that_did_not_open_it_is_noted_why_and_the_sender_is_told_nothing(
    key, monkeypatch
):
    monkeypatch.setattr(refusing, "A_MINUTE_WITHOUT_KEY", 99)
    over, _ = make_credential(
        by=None,
        label="Voorbij",
        tenant=uuid.UUID(int=3),
        expires_on=clock.today() - timedelta(days=1),
    )
    revoked, secret = make()
    revoke_credential(by=None, credential=revoked)
    unknown = Credential(key="onbekend")

    answers = [
        ask(one, "GET").content
        for one in (
            (key[0], "wrong"),
            (over, "wrong"),
            (revoked, secret),
            (unknown, secret),
        )
    ]
    answers.append(ask(key, "GET", Authorization="Bearer x").content)

    rows = Refusal.objects.order_by("pk").values_list("credential", "reason")
    assert list(rows) == [
        (key[0].pk, "the secret is not that of the key"),
        (over.pk, "the key has had its last day"),
        (revoked.pk, "the key is revoked"),
        (None, "there is no such key"),
        (None, "no key and secret were sent"),
    ]
    assert set(answers) == {b'{"error": "a valid key and secret are needed"}'}


def test_what_is_not_there_is_no_refusal(key):
    assert (
        ask(key, "GET", f"{STATEMENTS}?statementId={uuid.uuid4()}").status_code == 404
    )

    assert noted() == []


def test_what_is_taken_leaves_nothing(key):
    assert ask(key, body=[RIGHT]).status_code == 200

    assert noted() == []


# --- What is never noted ------------------------------------------------------------------------------
SENT = {
    "an unknown key": {"body": [RIGHT | {CANARY: 1}]},
    "an unknown key of an agent": {"body": [RIGHT | {"actor": {CANARY: "x"}}]},
    "a wrong verb": {"body": [RIGHT | {"verb": {"id": CANARY}}]},
    "a wrong mailbox": {"body": [RIGHT | {"actor": {"mbox": CANARY}}]},
    "a wrong name": {"body": [RIGHT | {"actor": {"name": [CANARY], "mbox": "x"}}]},
    "a wrong objectType": {
        "body": [RIGHT | {"object": {"objectType": CANARY, "id": "https://x.example"}}]
    },
    "a wrong id": {"body": [RIGHT | {"id": CANARY}]},
    "a wrong timestamp": {"body": [RIGHT | {"timestamp": CANARY}]},
    "a wrong language": {
        "body": [RIGHT | {"verb": {"id": "https://x.example", "display": {CANARY * 9: 1}}}]
    },
    "a wrong extension": {"body": [RIGHT | {"result": {"extensions": {CANARY: 1}}}]},
    "a response that is no text": {"body": [RIGHT | {"result": {"response": [CANARY]}}]},
    "a key twice": {"body": f'[{{"{CANARY}":1,"{CANARY}":2}}]'.encode()},
    "no JSON": {"body": f'{{"{CANARY}'.encode()},
    "another type of content": {"body": b"", "Content-Type": CANARY},
    "an unknown parameter": {"method": "GET", "path": f"{STATEMENTS}?{CANARY}=1"},
    "a wrong agent": {"method": "GET", "path": f'{STATEMENTS}?agent="{CANARY}"'},
    "a wrong verb in a query": {"method": "GET", "path": f"{STATEMENTS}?verb={CANARY}"},
    "a wrong format": {"method": "GET", "path": f"{STATEMENTS}?format={CANARY}"},
    "a wrong version": {"X-Experience-API-Version": CANARY},
    "a wrong secret": {"Authorization": f"Basic {CANARY}"},
    "an unknown method": {"method": CANARY.upper()},
    "an unknown method in a form": {"path": f"{STATEMENTS}?method={CANARY}"},
}  # fmt: skip


@pytest.mark.parametrize("what", SENT)
def test_no_word_of_the_sender_is_noted(key, what):
    answer = ask(key, **SENT[what])

    assert 400 <= answer.status_code < 500
    (row,) = Refusal.objects.values()
    assert CANARY.lower() not in str(row).lower()
    assert row["reason"] != ""


def test_of_a_place_only_words_of_the_specification_are_kept(key):
    ask(key, body=[RIGHT | {"actor": {"mbox": "mailto:bo@example.org", "Bo": 1}}])

    assert noted() == [
        ("POST", "statements", 400, "this key is not known here", "/0/actor/…")
    ]


# --- How much is kept ---------------------------------------------------------------------------------
def test_of_a_flood_only_the_first_in_a_minute_are_noted_and_others_still_are(
    key, monkeypatch
):
    monkeypatch.setattr(refusing, "A_MINUTE", 3)
    monkeypatch.setattr(refusing, "A_MINUTE_WITHOUT_KEY", 2)
    other = make()

    with clock.at(NOON):
        for _ in range(5):
            ask(key, body=[WRONG])
            ask((key[0], "wrong"), "GET")
        ask(other, body=[WRONG])
    with clock.at(NOON + timedelta(minutes=1)):
        ask(key, body=[WRONG])

    statuses = Refusal.objects.values_list("credential", "status").order_by("pk")
    assert Counter(statuses) == {
        (key[0].pk, 400): 4,
        (key[0].pk, 401): 2,
        (other[0].pk, 400): 1,
    }


def test_the_oldest_make_room(key, monkeypatch):
    monkeypatch.setattr(refusing, "MOST", 3)

    for method in ("DELETE", "PATCH", "DELETE", "PATCH", "DELETE"):
        ask(key, method)

    assert [method for method, *_ in noted()] == ["DELETE", "PATCH", "DELETE"]


def test_after_thirty_days_they_are_forgotten(key):
    now = clock.now()
    for days in (31, 29):
        with clock.at(now - timedelta(days=days)):
            ask(key, "DELETE")

    assert forget_refusals() == 1
    assert Refusal.objects.get().at == now - timedelta(days=29)
    assert forget_refusals() == 0


def test_when_it_cannot_be_noted_the_answer_is_the_same(key, monkeypatch):
    def fail(**_fields: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(Refusal.objects, "create", fail)

    assert ask(key, body=[WRONG]).json() == {
        "error": "Expected an IRI with a scheme",
        "pointer": "/0/verb/id",
    }
