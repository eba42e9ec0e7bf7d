"""A client that costs little: what is measured is the store, on the same two cores."""

import base64
import http.client
import json
import random
import uuid
from statistics import quantiles
from urllib.parse import urlencode

from elearning.xapi.vocabulary import ADL_VERBS, LESSON
from tests.bench_xapi.scene import LESSONS, VERBS, Scene


class Speaker:
    """One connection that stays open."""

    def __init__(self, scene: Scene) -> None:
        pair = base64.b64encode(f"{scene.key}:{scene.secret}".encode()).decode()
        self.headers = {
            "Authorization": f"Basic {pair}",
            "X-Experience-API-Version": "1.0.3",
            "Content-Type": "application/json",
        }
        self.connection = http.client.HTTPConnection(
            scene.host, scene.port, timeout=120
        )

    def post(self, body: bytes) -> int:
        return self._ask("POST", "/xapi/statements", body)[0]

    def get(self, **parameters: object) -> dict:
        return self.follow(f"/xapi/statements?{urlencode(parameters)}")

    def follow(self, address: str) -> dict:
        status, text = self._ask("GET", address, None)
        if status != 200:
            raise RuntimeError(f"{status}: {text[:300]!r}")
        return json.loads(text)

    def _ask(self, method: str, address: str, body: bytes | None) -> tuple[int, bytes]:
        self.connection.request(method, address, body, self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()


def batch(scene: Scene, size: int, chance: random.Random) -> bytes:
    """`size` new statements as people of the scene would make them."""
    return json.dumps([_statement(scene, chance) for _ in range(size)]).encode()


def _statement(scene: Scene, chance: random.Random) -> dict[str, object]:
    person = chance.randrange(1, scene.people)
    return {
        "id": str(uuid.uuid4()),
        "actor": {"account": {"homePage": scene.site, "name": f"person-{person}"}},
        "verb": {
            "id": f"{ADL_VERBS}bench-{chance.randrange(VERBS)}",
            "display": {"nl": "deed"},
        },
        "object": {
            "id": scene.lesson(chance.randrange(LESSONS)),
            "definition": {"type": LESSON, "name": {"nl": "Les"}},
        },
        "result": {"success": True, "score": {"scaled": 0.8}, "duration": "PT3M"},
        "context": {
            "registration": str(uuid.uuid4()),
            "contextActivities": {"parent": [{"id": scene.lesson(0)}]},
        },
        "timestamp": "2026-11-20T12:00:00.000Z",
    }


def p95(seconds: list[float]) -> float:
    """In milliseconds."""
    return quantiles(seconds, n=20)[-1] * 1000
