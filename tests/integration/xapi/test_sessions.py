"""Short-lived keys: one actor, one registration, for as long as the session lasts (ADR 0024)."""

import base64
import json
import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from elearning.accounts.models import AuditEvent
from elearning.core import clock
from elearning.core.exceptions import InvalidRequest
from elearning.xapi import vocabulary
from elearning.xapi.actions import SessionKey, erase_person, make_session_key
from elearning.xapi.models import Credential, Document, Statement
from elearning.xapi.queries.identities import pseudonym_ifi
from elearning.xapi.queries.key_list import listed_credentials

pytestmark = pytest.mark.django_db

TENANT = uuid.UUID(int=3)
BRAM, CARLA = uuid.UUID(int=1, version=4), uuid.UUID(int=2, version=4)
RUN, OTHER_RUN = uuid.UUID(int=11, version=4), uuid.UUID(int=12, version=4)
UNIT = "https://pakket.example/deel-1"


def session(actor=BRAM, registration=RUN, hours: float = 1) -> SessionKey:
    return make_session_key(
        actor=actor,
        registration=registration,
        tenant=TENANT,
        lasts=timedelta(hours=hours),
    )


def agent(who: uuid.UUID = BRAM) -> dict:
    return {"account": {"homePage": settings.SITE_URL, "name": str(who)}}


def said(who: uuid.UUID = BRAM, run: uuid.UUID | None = RUN) -> dict:
    statement = {
        "actor": agent(who),
        "verb": {"id": vocabulary.COMPLETED},
        "object": {"id": UNIT},
    }
    return statement | ({"context": {"registration": str(run)}} if run else {})


def ask(
    key: SessionKey, method="POST", path="statements", body: object = None, **query
):
    pair = base64.b64encode(f"{key.key}:{key.secret}".encode()).decode()
    wanted = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in query.items()
    }
    return Client().generic(
        method,
        f"/xapi/{path}?{urlencode(wanted)}",
        json.dumps(body).encode() if body is not None else b"",
        content_type="application/json",
        headers={
            "Authorization": f"Basic {pair}",
            "X-Experience-API-Version": "1.0.3",
        },
    )


def test_a_session_speaks_for_its_actor_in_its_registration() -> None:
    assert ask(session(), body=said()).status_code == 200
    assert Statement.objects.get().registration == RUN


@pytest.mark.parametrize(
    "other",
    [
        said(who=CARLA),
        said(run=OTHER_RUN),
        said(run=None),
        {**said(), "actor": {"mbox": "mailto:bo@leer.example"}},
        {**said(), "actor": {"objectType": "Group", "member": [agent()]}},
    ],
)
def test_a_session_speaks_for_nobody_else(other: dict) -> None:
    assert ask(session(), body=[said(), other]).status_code == 403
    assert not Statement.objects.exists()


def test_a_session_ends_by_itself() -> None:
    key = session(hours=1)

    with clock.at(key.until - timedelta(seconds=1)):
        assert ask(key, body=said()).status_code == 200
    with clock.at(key.until):
        assert ask(key, body=said()).status_code == 401


def test_nobody_makes_a_session_last_longer() -> None:
    key = session()
    name, _, until = key.key.partition(".")
    longer = SessionKey(
        key.credential, f"{name}.{int(until) + 9}", key.secret, key.until
    )
    plain = SessionKey(key.credential, name, key.secret, key.until)

    assert [ask(one, body=said()).status_code for one in (longer, plain)] == [401, 401]


def test_a_day_is_the_longest_a_session_lasts() -> None:
    with pytest.raises(InvalidRequest):
        session(hours=24.1)


def test_a_later_session_goes_on_where_an_earlier_one_stopped() -> None:
    shelf = {"activityId": UNIT, "agent": agent(), "registration": str(RUN)}
    ask(session(), "PUT", "activities/state", {"at": 7}, **shelf, stateId="plek")
    ask(session(), body=said())

    with clock.at(clock.now() + timedelta(days=3)):
        later = session()
        state = ask(later, "GET", "activities/state", **shelf, stateId="plek")
        statements = ask(later, "GET")

    assert json.loads(state.content) == {"at": 7}
    assert len(json.loads(statements.content)["statements"]) == 1
    assert Credential.objects.count() == 1


def test_a_session_sees_nothing_of_somebody_else() -> None:
    hers = session(CARLA, OTHER_RUN)
    shelf = {"activityId": UNIT, "agent": agent(CARLA), "stateId": "plek"}
    ask(hers, body=said(CARLA, OTHER_RUN))
    ask(hers, "PUT", "activities/state", {}, **shelf, registration=str(OTHER_RUN))
    assert (Statement.objects.count(), Document.objects.count()) == (1, 1)

    his = session()

    assert json.loads(ask(his, "GET").content)["statements"] == []
    for path, query in (
        ("activities/state", {**shelf, "registration": str(RUN)}),
        ("activities/state", {**shelf, "agent": agent()}),
        (
            "activities/state",
            {**shelf, "agent": agent(), "registration": str(OTHER_RUN)},
        ),
        ("agents/profile", {"agent": agent(CARLA)}),
        ("agents", {"agent": agent(CARLA)}),
    ):
        assert ask(his, "GET", path, **query).status_code == 403
    assert ask(his, "DELETE", "activities/state", activityId=UNIT, agent=agent()
    ).status_code == 403  # fmt: skip


def test_erasing_her_ends_her_sessions_and_what_says_whose_they_were() -> None:
    key = session()
    ask(key, body=said())

    erase_person(by=None, identifiers={pseudonym_ifi(BRAM)})

    assert ask(key, body=said()).status_code == 401
    assert list(Credential.objects.values_list("actor", "registration")) == [
        (None, None)
    ]


def test_a_session_leaves_no_line_that_joins_a_person_to_a_pseudonym() -> None:
    session()

    assert not AuditEvent.objects.exists()
    assert listed_credentials() == []
