"""A client that costs little: what is measured is the store, on the same two cores."""

import base64
import http.client
import json
import random
import re
import socket
import uuid
from statistics import quantiles
from urllib.parse import urlencode

from elearning.xapi.vocabulary import ADL_VERBS, LESSON
from tests.bench_xapi.scene import LESSONS, VERBS, Scene

STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.I)


class Speaker:
    """Two connections that stay open, one to write and one to read.

    A post is one write to the socket, as most clients send a small body, and its answer is read
    no further than needed: the standard library's client takes as long for one as the store does.
    """

    def __init__(self, scene: Scene) -> None:
        pair = base64.b64encode(f"{scene.key}:{scene.secret}".encode()).decode()
        self.headers = {
            "Authorization": f"Basic {pair}",
            "X-Experience-API-Version": "1.0.3",
            "Content-Type": "application/json",
        }
        place = (scene.host, scene.port)
        self.connection = http.client.HTTPConnection(*place, timeout=120)
        lines = [f"{name}: {value}" for name, value in self.headers.items()]
        host = f"Host: {scene.host}:{scene.port}"
        self.head = "\r\n".join(
            ["POST /xapi/statements HTTP/1.1", host, *lines]
        ).encode()
        self.socket = socket.create_connection(place, timeout=120)

    def post(self, body: bytes) -> int:
        """The status with which `body` was answered."""
        size = b"\r\nContent-Length: %d\r\n\r\n" % len(body)
        self.socket.sendall(self.head + size + body)
        got = b""
        while True:
            got += self._received()
            head, end, rest = got.partition(b"\r\n\r\n")
            status, length = STATUS.match(head), LENGTH.search(head)
            if end and status and length is None:  # an error page; nothing follows it
                self.socket.close()
                return int(status[1])
            if end and status and length and len(rest) >= int(length[1]):
                return int(status[1])

    def _received(self) -> bytes:
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("the store closed the connection")
        return part

    def get(self, **parameters: object) -> dict:
        return self.follow(f"/xapi/statements?{urlencode(parameters)}")

    def follow(self, address: str) -> dict:
        self.connection.request("GET", address, None, self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {text[:300]!r}")
        return json.loads(text)


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
