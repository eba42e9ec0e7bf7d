"""Speaking to another Learning Record Store: careful with time, size and where it leads."""

import base64
import http.client
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

TIMEOUT = 10.0  # seconds for connecting and for each read
DEADLINE = 30.0  # seconds for reading an answer
LARGEST = 2**20  # bytes of an answer
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class Unreachable(Exception):
    """The target gave no usable answer now; the statements are not to blame."""


@dataclass(frozen=True, slots=True)
class Door:
    """A target's address, version and key, checked."""

    endpoint: str
    version: str
    login: str

    def post(self, statements: list[dict[str, Any]]) -> int:
        """The status of the answer. Raises Unreachable."""
        body = json.dumps(statements, ensure_ascii=False).encode()
        return self._ask("POST", "", body)[0]

    def find(self, statement_id: str) -> dict[str, Any] | None:
        """The statement that is there under this id, or None. Raises Unreachable."""
        status, body = self._ask("GET", "?" + urlencode({"statementId": statement_id}))
        if status == http.HTTPStatus.NOT_FOUND:
            return None
        try:
            found = json.loads(body)
        except ValueError:
            found = None
        if status != http.HTTPStatus.OK or not isinstance(found, dict):
            raise Unreachable(f"GET answered {status}")
        return found

    def _ask(self, method: str, query: str, body: bytes = b"") -> tuple[int, bytes]:
        place = urlsplit(self.endpoint)
        secure = place.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(place.hostname or "", place.port, timeout=TIMEOUT)
        path = f"{place.path.rstrip('/')}/statements{query}"
        try:
            connection.request(method, path, body or None, self._headers())
            answer = connection.getresponse()
            return answer.status, _read(answer)
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(type(error).__name__) from error
        finally:
            connection.close()

    def _headers(self) -> Mapping[str, str]:
        login = base64.b64encode(self.login.encode()).decode()
        return {
            "Authorization": f"Basic {login}",
            "Content-Type": "application/json",
            "X-Experience-API-Version": self.version,
        }


def check_endpoint(endpoint: str) -> None:
    """Raises ValueError unless it is https, or loopback where the settings allow that."""
    place = urlsplit(endpoint)
    if place.username or place.query or place.fragment or not place.hostname:
        raise ValueError("an endpoint has a host and no login, query or fragment")
    near = settings.XAPI_FORWARD_TO_LOOPBACK and place.hostname in LOOPBACK
    if place.scheme != "https" and not (near and place.scheme == "http"):
        raise ValueError("an endpoint begins with https://")


def login_of(name: str) -> str | None:
    """`key:secret` of the target of this name, out of `XAPI_FORWARD_SECRETS`."""
    for part in settings.XAPI_FORWARD_SECRETS.split(","):
        found, separator, login = part.strip().partition("=")
        if separator and found == name:
            return str(login)
    return None


def _read(answer: http.client.HTTPResponse) -> bytes:
    until, found = time.monotonic() + DEADLINE, b""
    while piece := answer.read1(65536):
        found += piece
        if len(found) > LARGEST or time.monotonic() > until:
            raise Unreachable("the answer is too long or too slow")
    return found
