"""What holds for every request: version, credential, HEAD, other syntax, size (Communication 1, 3, 4)."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from elearning.xapi.models import Statement
from tests.conformance.xapi.conftest import STATEMENTS, Speaker
from tests.conformance.xapi.statements import ACTIVITY, AGENT, UUID, statement

FORM = "application/x-www-form-urlencoded"
RESOURCES = [
    STATEMENTS,
    "/xapi/activities",
    "/xapi/activities/state",
    "/xapi/activities/profile",
    "/xapi/agents",
    "/xapi/agents/profile",
]


@pytest.mark.parametrize(
    ("asked", "answered", "status"),
    [
        ("1.0", "1.0.3", 200),
        ("1.0.0", "1.0.3", 200),
        ("1.0.3", "1.0.3", 200),
        ("2.0", "2.0.0", 200),
        ("2.0.0", "2.0.0", 200),
        ("", "0.95", 400),
        ("0.9", "0.95", 400),
        ("1.1", "0.95", 400),
        ("2.1.0", "0.95", 400),
        ("1.0.3x", "0.95", 400),
    ],
)
def test_an_answer_names_the_version_of_the_request(
    one: Speaker, asked: str, answered: str, status: int
) -> None:
    """XAPI-00331 to XAPI-00333; 2.0 4.1.2."""
    one.version = asked

    response = one.send("GET")

    assert (response["X-Experience-API-Version"], response.status_code) == (
        answered,
        status,
    )


@pytest.mark.parametrize("path", RESOURCES)
@pytest.mark.parametrize(
    "authorization", ["", "Basic", "Basic !!", "Basic eDp5", "Bearer x"]
)
def test_without_a_valid_credential_nothing_happens(
    one: Speaker, path: str, authorization: str
) -> None:
    """XAPI-00334: 401, without a side effect."""
    one.authorization = authorization

    response = one.send("POST", path, statement())

    assert (response.status_code, Statement.objects.count()) == (401, 0)
    assert response["WWW-Authenticate"] == 'Basic realm="xAPI"'


def test_head_is_get_without_a_body(speaker: Speaker) -> None:
    """XAPI-00126: of our own doing, whatever the server in front does."""
    speaker.post(statement(id=UUID))

    got = speaker.send("GET", statementId=UUID)
    headed = speaker.send("HEAD", statementId=UUID)

    assert (headed.content, headed["Content-Length"]) == (b"", str(len(got.content)))


def test_about_is_for_everyone(client: Client) -> None:
    """XAPI-00315."""
    response = client.get("/xapi/about")

    assert response.json() == {"version": ["1.0.3", "2.0.0"]}


# --- The alternate request syntax of 1.0.3 ------------------------------------------------------
def form(speaker: Speaker, path: str, **fields: str) -> int:
    response = speaker.client.post(path, urlencode(fields), content_type=FORM)
    return response.status_code


@pytest.mark.parametrize(
    ("version", "status", "stored"),
    [("1.0.3", 204, 1), ("2.0.0", 400, 0), ("0.8", 400, 0)],
)
def test_a_form_speaks_for_headers_and_body(
    one: Speaker, version: str, status: int, stored: int
) -> None:
    """XAPI-00336; 2.0 has no such syntax."""
    fields = {
        "statementId": UUID,
        "Authorization": one.authorization,
        "X-Experience-API-Version": version,
        "content": '{"actor":{"mbox":"mailto:a@b.nl"},"verb":{"id":"x:y"},"object":{"id":"x:1"}}',
    }

    assert form(one, f"{STATEMENTS}?method=PUT", **fields) == status
    assert Statement.objects.count() == stored


@pytest.mark.parametrize(
    "query",
    [
        "method=PUT",
        f"method=PUT&statementId={UUID}",
        "method=GET&limit=1",
        "method=FLY",
    ],
)
def test_a_form_that_makes_no_sense_is_refused(one: Speaker, query: str) -> None:
    fields = {"Authorization": one.authorization, "X-Experience-API-Version": "1.0.3"}

    assert form(one, f"{STATEMENTS}?{query}", **fields) in {400, 405}


# --- Bad input --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"null", 400),
        (b'"x"', 400),
        (b"[" * 10_000, 400),
        (b"[null]", 400),
        (b'[{"actor":NaN}]', 400),
        (b'{"actor":{"mbox":"mailto:a@b.nl","mbox":"mailto:c@d.nl"}}', 400),
        (b"[" + b",".join([b"{}"] * 10_000) + b"]", 413),
        (b" " * 25_000_001, 413),
    ],
    ids=[
        "nothing",
        "null",
        "text",
        "deep",
        "null-in-list",
        "nan",
        "twice",
        "many",
        "large",
    ],
)
def test_bad_input_is_refused(speaker: Speaker, body: bytes, status: int) -> None:
    response = speaker.send("POST", STATEMENTS, body)

    assert (response.status_code, Statement.objects.count()) == (status, 0)


@pytest.mark.parametrize("path", RESOURCES)
@pytest.mark.parametrize(
    "query",
    [
        "agent=%00",
        "agent=[]",
        "agent={%22mbox%22:1}",
        "activityId=%00",
        "x=1&x=2",
        "since=x",
    ],
)
def test_bad_parameters_are_refused(speaker: Speaker, path: str, query: str) -> None:
    assert speaker.send("GET", f"{path}?{query}").status_code == 400


# --- Scripts of other sites -------------------------------------------------------------------
def test_only_named_origins_may_read(one: Speaker, settings: object) -> None:
    settings.XAPI_ALLOWED_ORIGINS = ["https://cursus.example"]
    allow = "Access-Control-Allow-Origin"

    named = one.client.options(STATEMENTS, headers={"Origin": "https://cursus.example"})
    other = one.client.options(STATEMENTS, headers={"Origin": "https://elders.example"})

    assert (named[allow], other.get(allow)) == ("https://cursus.example", None)


def test_an_activity_nobody_mentioned_is_just_its_id(speaker: Speaker) -> None:
    """2.0 4.1.6.4."""
    response = speaker.send("GET", "/xapi/activities", activityId=ACTIVITY["id"])

    assert response.json() == ACTIVITY
    assert speaker.send("GET", "/xapi/agents", agent=AGENT).status_code == 200
