"""A minute of `make fuzz` is too long for every run; these few are the same, and always the same."""

import base64
import json
import uuid

import pytest
from hypothesis import HealthCheck, given, settings

from elearning.xapi.actions import make_credential
from elearning.xapi.enums import Scope
from tests.fuzz.__main__ import bare
from tests.fuzz.damage import nearly_json, nearly_statements

pytestmark = pytest.mark.django_db
few = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def ask(client):
    credential, secret = make_credential(
        by=None, label="fuzz", tenant=uuid.uuid4(), scopes=[Scope.ALL]
    )
    pair = base64.b64encode(f"{credential.key}:{secret}".encode()).decode()
    headers = {"Authorization": f"Basic {pair}", "X-Experience-API-Version": "2.0.0"}

    def ask_(body: bytes | None = None, **query: str):
        if body is None:
            return client.get("/xapi/statements", query, headers=headers)
        return client.post(
            "/xapi/statements", body, "application/json", headers=headers
        )

    return ask_


@few
@given(nearly_json())
def test_any_bytes_get_an_answer(ask, raw: bytes) -> None:
    assert ask(raw).status_code in {200, 400, 409}


@few
@given(nearly_statements())
def test_what_is_taken_comes_back(ask, statement) -> None:
    answer = ask(json.dumps(statement).encode())
    if answer.status_code == 200:
        kept = ask(statementId=answer.json()[0])
        assert bare(kept.json()) == bare(statement)
