"""`python -m tests.fuzz SECONDS`: nearly right statements against the store as it is served.

Exits 1 at the first answer of 500 or more, or when a statement that was taken does not come back.
`make fuzz` starts it.
"""

import base64
import http.client
import json
import os
import sys
import time
from urllib.parse import urlsplit

from hypothesis import HealthCheck, given, settings

from elearning.xapi.validation.parts import ROLES
from tests.fuzz.damage import nearly_json, nearly_statements

FILLED_IN = {"stored", "authority", "timestamp", "version"}
ROUND = 500


class Store:
    def __init__(self) -> None:
        where = urlsplit(os.environ["XAPI_ENDPOINT"])
        pair = f"{os.environ['XAPI_KEY']}:{os.environ['XAPI_SECRET']}".encode()
        self.headers = {
            "Authorization": f"Basic {base64.b64encode(pair).decode()}",
            "X-Experience-API-Version": "2.0.0",
            "Content-Type": "application/json",
        }
        self.connection = http.client.HTTPConnection(
            where.hostname or "", where.port, timeout=60
        )
        self.answers: dict[int, int] = {}

    def ask(self, method: str, query: str, body: bytes | None) -> tuple[int, bytes]:
        self.connection.request(method, f"/xapi/statements{query}", body, self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
        assert answer.status < 500, (answer.status, body, text)
        return answer.status, text


def fuzz(store: Store) -> None:
    relaxed = settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    @relaxed
    @given(nearly_json())
    def bytes_get_an_answer(raw: bytes) -> None:
        store.ask("POST", "", raw)

    @relaxed
    @given(nearly_statements())
    def what_is_taken_comes_back(statement: dict[str, object]) -> None:
        status, text = store.ask("POST", "", json.dumps(statement).encode())
        if status != 200:
            return
        (taken,) = json.loads(text)
        status, text = store.ask("GET", f"?statementId={taken}", None)
        assert status == 200, (status, taken, statement)
        assert bare(json.loads(text)) == bare(statement), statement

    bytes_get_an_answer()
    what_is_taken_comes_back()


def bare(statement: dict[str, object]) -> object:
    """Without what the store fills in, and with single context activities in lists."""
    return _listed({k: v for k, v in statement.items() if k not in FILLED_IN | {"id"}})


def _listed(said: dict) -> dict:
    context = said.get("context", {})
    activities = context.get("contextActivities", {})
    made = {
        role: [one] if role in ROLES and isinstance(one, dict) else one
        for role, one in activities.items()
    }
    if activities:
        said = {**said, "context": {**context, "contextActivities": made}}
    inner = said.get("object")
    if isinstance(inner, dict) and inner.get("objectType") == "SubStatement":
        said = {**said, "object": _listed(inner)}
    return said


def main(seconds: float) -> int:
    store, until = Store(), time.monotonic() + seconds
    while time.monotonic() < until:
        fuzz(store)
    counts = ", ".join(
        f"{n:,} x {status}" for status, n in sorted(store.answers.items())
    )
    sys.stdout.write(f"nearly right statements: {counts}; no answer of 500 or more\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
