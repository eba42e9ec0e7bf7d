"""Reading the store with a credential: only its own tenant, as the specification says."""

import base64
import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from elearning.core import clock
from elearning.xapi import vocabulary
from elearning.xapi.actions import make_credential, record
from elearning.xapi.models import Credential, Statement
from elearning.xapi.statements import Item, LessonCompleted, Speaker

pytestmark = pytest.mark.django_db

OURS, THEIRS = uuid.UUID(int=3), uuid.UUID(int=4)
START = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def stored(number: int, tenant: uuid.UUID = OURS) -> Statement:
    who = Speaker(
        actor=uuid.UUID(int=1), registration=uuid.UUID(int=100 + number), tenant=tenant
    )
    with clock.at(START + timedelta(minutes=number)):
        statement = record(
            LessonCompleted(
                speaker=who,
                object=Item(f"modules/m01/les-{number}", vocabulary.LESSON),
                at=clock.now(),
            )
        )
    assert statement is not None
    return statement


@pytest.fixture
def headers() -> dict[str, str]:
    credential, secret = make_credential(by=None, label="proef", tenant=OURS)
    coded = base64.b64encode(f"{credential.key}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {coded}", "X-Experience-API-Version": "1.0.3"}


def ids(response: object) -> list[str]:
    return [statement["id"] for statement in json.loads(response.content)["statements"]]


def test_statements_gives_those_of_the_tenant_newest_first(
    client: Client, headers: dict[str, str]
) -> None:
    first, second = stored(1), stored(2)
    stored(3, tenant=THEIRS)

    response = client.get("/xapi/statements", headers=headers)

    assert ids(response) == [str(second.uuid), str(first.uuid)]
    assert response["X-Experience-API-Version"] == "1.0.3"


def test_statements_gives_the_text_exactly_as_stored(
    client: Client, headers: dict[str, str]
) -> None:
    statement = stored(1)

    response = client.get(
        "/xapi/statements", {"statementId": str(statement.uuid)}, headers=headers
    )

    assert response.content.decode() == statement.body


def test_statement_of_another_tenant_does_not_exist(
    client: Client, headers: dict[str, str]
) -> None:
    statement = stored(1, tenant=THEIRS)

    response = client.get(
        "/xapi/statements", {"statementId": str(statement.uuid)}, headers=headers
    )

    assert response.status_code == 404
    assert str(statement.actor) not in response.content.decode()


def test_more_goes_on_where_the_page_ended(
    client: Client, headers: dict[str, str]
) -> None:
    made = [str(stored(number).uuid) for number in range(5)]
    found: list[str] = []
    address = "/xapi/statements?limit=2&ascending=true"

    while address:
        response = client.get(address, headers=headers)
        found += ids(response)
        address = json.loads(response.content)["more"]

    assert found == made


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"verb": vocabulary.COMPLETED}, [2, 1]),
        ({"verb": vocabulary.ATTENDED}, []),
        ({"registration": str(uuid.UUID(int=101))}, [1]),
        ({"since": "2026-03-04T12:01:00Z"}, [2]),
        ({"until": "2026-03-04T12:01:00Z"}, [1]),
    ],
)
def test_statements_filters(
    client: Client, headers: dict[str, str], query: dict[str, str], expected: list[int]
) -> None:
    made = {number: str(stored(number).uuid) for number in (1, 2)}

    response = client.get("/xapi/statements", query, headers=headers)

    assert ids(response) == [made[number] for number in expected]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"StatementId": "x"}, "unknown parameter: StatementId"),
        ({"statementId": "x"}, "statementId must be a UUID"),
        ({"since": "gisteren"}, "since must be an ISO 8601 timestamp"),
        (
            {"since": "2026-02-31T00:00:00Z"},
            "since must be an ISO 8601 timestamp",
        ),
        ({"limit": "-1"}, "limit must be a whole number"),
        ({"limit": "9" * 40}, "limit must be a whole number"),
        ({"ascending": "yes"}, "ascending must be true or false"),
    ],
)
def test_a_query_that_makes_no_sense_is_refused_with_the_reason(
    client: Client, headers: dict[str, str], query: dict[str, str], reason: str
) -> None:
    response = client.get("/xapi/statements", query, headers=headers)

    assert (response.status_code, json.loads(response.content)["error"]) == (
        400,
        reason,
    )


@pytest.mark.parametrize(
    "authorization", ["", "Basic", "Basic !!", "Basic eDp5", "Bearer x"]
)
def test_no_statement_without_a_valid_credential(
    client: Client, headers: dict[str, str], authorization: str
) -> None:
    statement = stored(1)

    response = client.get(
        "/xapi/statements", headers={**headers, "Authorization": authorization}
    )

    assert response.status_code == 401
    assert str(statement.uuid) not in response.content.decode()


@pytest.mark.parametrize(
    "change", [{"revoked_at": START}, {"expires_on": START.date()}]
)
def test_a_revoked_or_expired_credential_reads_nothing(
    client: Client, headers: dict[str, str], change: dict[str, object]
) -> None:
    Credential.objects.update(**change)

    assert client.get("/xapi/statements", headers=headers).status_code == 401


def test_a_request_without_a_version_is_refused(
    client: Client, headers: dict[str, str]
) -> None:
    del headers["X-Experience-API-Version"]

    assert client.get("/xapi/statements", headers=headers).status_code == 400


def test_about_needs_no_credential(client: Client) -> None:
    assert json.loads(client.get("/xapi/about").content) == {
        "version": ["1.0.3", "2.0.0"]
    }


def test_the_secret_is_nowhere_in_the_database(headers: dict[str, str]) -> None:
    secret = (
        base64.b64decode(headers["Authorization"].split()[1]).decode().split(":")[1]
    )

    assert secret not in str(Credential.objects.values_list())
