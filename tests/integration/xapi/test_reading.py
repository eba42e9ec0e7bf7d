"""Reading widely: what the tenant recorded, under names made for this reader (ADR 0021)."""

import base64
import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from elearning.core import clock
from elearning.core.exceptions import InvalidRequest
from elearning.core.ids import secret_uuid
from elearning.xapi import vocabulary
from elearning.xapi.actions import make_credential, receive_statements, record
from elearning.xapi.enums import Scope
from elearning.xapi.models import Credential, Statement
from elearning.xapi.statements import (
    Item,
    LessonCompleted,
    QuestionAnswered,
    Speaker,
    activity_iri,
)

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


def reader() -> tuple[Credential, dict[str, str]]:
    credential, secret = make_credential(
        by=None,
        label="proef",
        tenant=OURS,
        scopes=[Scope.STATEMENTS_READ],
        purpose="onderzoek",
        expires_on=clock.today(),
    )
    coded = base64.b64encode(f"{credential.key}:{secret}".encode()).decode()
    return credential, {
        "Authorization": f"Basic {coded}",
        "X-Experience-API-Version": "1.0.3",
    }


@pytest.fixture
def headers() -> dict[str, str]:
    return reader()[1]


def named(statement: Statement) -> str:
    """How the only reader there is knows the statement."""
    names = Credential.objects.get().authority
    return str(secret_uuid("reader-id", names, statement.tenant, statement.uuid))


def ids(response: object) -> list[str]:
    return [statement["id"] for statement in json.loads(response.content)["statements"]]


def test_statements_gives_those_of_the_tenant_newest_first(
    client: Client, headers: dict[str, str]
) -> None:
    first, second = stored(1), stored(2)
    stored(3, tenant=THEIRS)

    response = client.get("/xapi/statements", headers=headers)

    assert ids(response) == [named(second), named(first)]
    assert response["X-Experience-API-Version"] == "1.0.3"


def test_more_goes_on_where_the_page_ended(
    client: Client, headers: dict[str, str]
) -> None:
    made = [named(stored(number)) for number in range(5)]
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
        ({"since": "2026-03-04T12:01:00Z"}, [2]),
        ({"until": "2026-03-04T12:01:00Z"}, [1]),
    ],
)
def test_statements_filters(
    client: Client, headers: dict[str, str], query: dict[str, str], expected: list[int]
) -> None:
    made = {number: named(stored(number)) for number in (1, 2)}

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
    stored(1)

    response = client.get(
        "/xapi/statements", headers={**headers, "Authorization": authorization}
    )

    assert (response.status_code, "statements" in json.loads(response.content)) == (
        401,
        False,
    )


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


# --- Under other names ------------------------------------------------------------------------------
def test_a_reader_gets_nobody_and_nothing_under_its_own_name(client: Client) -> None:
    statement = stored(1)
    kept = json.loads(statement.body)
    pages = [
        client.get("/xapi/statements", headers=reader()[1]).content for _ in range(2)
    ]
    found = [json.loads(page)["statements"][0] for page in pages]

    names = {
        (one["id"], one["actor"]["account"]["name"], one["context"]["registration"])
        for one in (kept, *found)
    }
    assert len({name for three in names for name in three}) == 9
    unchanged = {"verb", "object", "timestamp", "stored", "version", "authority"}
    for one in found:
        assert {key: one[key] for key in unchanged} == {
            key: kept[key] for key in unchanged
        }


def test_the_same_person_is_the_same_for_one_reader(
    client: Client, headers: dict[str, str]
) -> None:
    stored(1)
    stored(2)

    found = json.loads(client.get("/xapi/statements", headers=headers).content)

    [who] = {one["actor"]["account"]["name"] for one in found["statements"]}
    assert who != str(uuid.UUID(int=1))


def test_an_answer_is_read_without_its_response(
    client: Client, headers: dict[str, str]
) -> None:
    who = Speaker(actor=uuid.uuid4(), registration=uuid.uuid4(), tenant=OURS)
    question = Item("toetsen/x/1", vocabulary.INTERACTION)
    answer = {"success": True, "score": 1.0, "response": "keuze-b"}
    with clock.at(START):
        record(QuestionAnswered(speaker=who, object=question, at=START, **answer))

    response = client.get("/xapi/statements", headers=headers)

    [found] = json.loads(response.content)["statements"]
    assert found["result"] == {"success": True, "score": {"scaled": 1.0}}


def sent_by_another(**fields: object) -> None:
    sender, _ = make_credential(by=None, label="ander", tenant=OURS, scopes=[Scope.ALL])
    statement = {
        "actor": {"mbox": "mailto:bo@leer.example", "name": "Bo"},
        "verb": {"id": vocabulary.COMPLETED},
        "object": {"id": "https://leer.example/a"},
        **fields,
    }
    raw = json.dumps(statement).replace("/", "\\/").encode()
    receive_statements(by=sender, raw=raw, parts={}, major=1)


@pytest.mark.parametrize("form", ["exact", "ids", "canonical"])
def test_sensitive_parts_are_not_there(client: Client, form: str) -> None:
    _, headers = reader()
    with clock.at(START):
        who = Speaker(actor=uuid.uuid4(), registration=uuid.uuid4(), tenant=OURS)
        lesson = Item("modules/m09/les-1", vocabulary.LESSON)
        record(LessonCompleted(speaker=who, object=lesson, at=START, sensitive=True))
    sent_by_another(object={"id": activity_iri("modules/m09")})
    sent_by_another()
    every = {"agent": None, "verb": vocabulary.COMPLETED, "": None}

    for name, value in every.items():
        query = {"format": form} | ({name: value} if value else {})
        text = client.get("/xapi/statements", query, headers=headers).content.decode()
        assert len(json.loads(text)["statements"]) == 1
        assert "m09" not in text
        assert "bo@leer" not in text
        assert '"Bo"' not in text


def test_what_points_at_a_sensitive_part_does_not_give_it_away(client: Client) -> None:
    _, headers = reader()
    with clock.at(START):
        who = Speaker(actor=uuid.uuid4(), registration=uuid.uuid4(), tenant=OURS)
        lesson = Item("modules/m09/les-1", vocabulary.LESSON)
        made = record(
            LessonCompleted(speaker=who, object=lesson, at=START, sensitive=True)
        )
    reference = {"objectType": "StatementRef", "id": str(made.uuid)}
    sent_by_another(object=reference, verb={"id": vocabulary.ATTENDED})

    about = {"activity": activity_iri("modules/m09/les-1")}
    assert ids(client.get("/xapi/statements", about, headers=headers)) == []


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("statements", {"statementId": str(uuid.UUID(int=9))}),
        ("statements", {"voidedStatementId": str(uuid.UUID(int=9))}),
        ("statements", {"registration": str(uuid.UUID(int=9))}),
        ("statements", {"agent": '{"mbox":"mailto:bo@leer.example"}'}),
        ("agents", {"agent": '{"mbox":"mailto:bo@leer.example"}'}),
        ("agents/profile", {"agent": '{"mbox":"mailto:bo@leer.example"}'}),
    ],
)
def test_who_knows_somebody_does_not_learn_her_name_for_this_reader(
    client: Client, headers: dict[str, str], path: str, query: dict[str, str]
) -> None:
    assert client.get(f"/xapi/{path}", query, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": " "},
        {"expires_on": None},
        {"expires_on": clock.today() + timedelta(days=367)},
        {"scopes": [Scope.ALL_READ, Scope.STATEMENTS_WRITE]},
    ],
)
def test_reading_widely_takes_a_purpose_an_end_and_nothing_else(
    wrong: dict[str, object],
) -> None:
    wanted = {
        "scopes": [Scope.STATEMENTS_READ],
        "purpose": "onderzoek",
        "expires_on": clock.today() + timedelta(days=366),
    }

    with pytest.raises(InvalidRequest):
        make_credential(by=None, label="p", tenant=OURS, **wanted | wrong)

    assert not Credential.objects.exists()
    make_credential(by=None, label="p", tenant=OURS, **wanted)
