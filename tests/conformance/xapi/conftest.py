"""A client that speaks xAPI with a credential of its own."""

import base64
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from elearning.core import clock
from elearning.xapi.actions import make_credential
from elearning.xapi.enums import Scope

STATEMENTS = "/xapi/statements"


@dataclass
class Speaker:
    """Speaks for one credential, in one version."""

    client: Client
    authorization: str
    version: str = "1.0.3"

    def send(
        self,
        method: str,
        path: str = STATEMENTS,
        body: object = b"",
        content_type: str = "application/json",
        headers: dict[str, str] | None = None,
        **parameters: object,
    ) -> HttpResponse:
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        query = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in parameters.items()
        }
        return self.client.generic(
            method,
            path,
            text,
            content_type,
            query_params=query or None,
            headers={
                "Authorization": self.authorization,
                "X-Experience-API-Version": self.version,
                **(headers or {}),
            },
        )

    def post(self, *statements: dict[str, Any]) -> list[str]:
        """Stores them; their ids."""
        response = self.send("POST", body=list(statements))
        assert response.status_code == 200, response.content
        found: list[str] = json.loads(response.content)
        return found

    def ids(self, **parameters: object) -> list[str]:
        """The ids that a query gives."""
        response = self.send("GET", **parameters)
        assert response.status_code == 200, response.content
        return [one["id"] for one in json.loads(response.content)["statements"]]

    def get(self, **parameters: object) -> Any:
        return json.loads(self.send("GET", **parameters).content)


@pytest.fixture
def speaker_for(db: None, client: Client) -> Callable[..., Speaker]:
    def make(tenant: uuid.UUID, *scopes: Scope, version: str = "1.0.3") -> Speaker:
        credential, secret = make_credential(
            by=None,
            label="proef",
            tenant=tenant,
            scopes=scopes or (Scope.ALL,),
            purpose="proef",
            expires_on=clock.today(),
        )
        coded = base64.b64encode(f"{credential.key}:{secret}".encode()).decode()
        return Speaker(client, f"Basic {coded}", version)

    return make


@pytest.fixture(params=["1.0.3", "2.0.0"])
def speaker(
    speaker_for: Callable[..., Speaker], request: pytest.FixtureRequest
) -> Speaker:
    return speaker_for(uuid.UUID(int=3), version=request.param)


@pytest.fixture
def one(speaker_for: Callable[..., Speaker]) -> Speaker:
    return speaker_for(uuid.UUID(int=3))


@pytest.fixture
def two(speaker_for: Callable[..., Speaker]) -> Speaker:
    return speaker_for(uuid.UUID(int=3), version="2.0.0")
