"""`python -m tests.killing TARGET SECONDS`: what was taken in while everything died, here and there.

The runner (`make kill-test`) serves the store, says in the environment where it is, and kills. A
statement is offered with the same id until the store says that it has it. In the end each must be
in the store once, and at the other store once, with one and the same content.
"""

import json
import random
import sys
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import django

django.setup()

from django.db import OperationalError, connection  # noqa: E402  # models need Django first

from elearning.core.ids import secret_uuid  # noqa: E402
from elearning.xapi.actions import make_target  # noqa: E402
from elearning.xapi.enums import Kind  # noqa: E402
from elearning.xapi.models import ForwardTarget, Statement, StatementId  # noqa: E402
from tests.bench_xapi.client import Speaker  # noqa: E402
from tests.bench_xapi.scene import Scene, scene_of  # noqa: E402

SENDERS = 4
PATIENCE = (
    180  # seconds in which all must have arrived after the last statement was taken in
)


class OtherStore(BaseHTTPRequestHandler):
    """Takes all that comes, and remembers it by id."""

    there: ClassVar[dict[str, str]] = {}
    posts: ClassVar[Counter[str]] = Counter()

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        for one in sent:
            said = json.dumps(one, sort_keys=True)
            self.posts["sent"] += 1
            self.posts["sent twice"] += one["id"] in self.there
            self.posts["changed"] += self.there.setdefault(one["id"], said) != said
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_: object) -> None:
        """Nothing: it is not about this store."""


def main(target_name: str, seconds: float) -> int:
    other = ThreadingHTTPServer(("127.0.0.1", 0), OtherStore)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    target = make_target(
        by=None,
        name=target_name,
        endpoint=f"http://127.0.0.1:{other.server_port}/xapi",
        purpose="the test that kills",
        kinds=[Kind.OUTSIDE],
    )
    sys.stdout.write("· Statements come in\n")
    sys.stdout.flush()  # from here on anything may die
    until = time.monotonic() + seconds
    scene = scene_of(1_000)
    with ThreadPoolExecutor(SENDERS) as pool:
        parts = list(pool.map(lambda _: _send(scene, until), range(SENDERS)))
    acknowledged = [one for part, _ in parts for one in part]
    retries = sum(again for _, again in parts)
    arrived = _wait_for_all(target, len(acknowledged))
    return _verdict(target, acknowledged, retries, arrived)


def _send(scene: Scene, until: float) -> tuple[list[uuid.UUID], int]:
    """What the store said it has, and how often it had to be asked again."""
    chance, acknowledged, again = random.Random(), [], 0
    while time.monotonic() < until:
        one = uuid.uuid4()
        body = json.dumps(_statement(one, chance)).encode()
        while not _is_taken(scene, body):
            again += 1
            time.sleep(0.2)
        acknowledged.append(one)
    return acknowledged, again


def _statement(one: uuid.UUID, chance: random.Random) -> dict[str, object]:
    """About a course of elsewhere: what others say of our own activities is not sent on."""
    site = "https://cursus.example"
    return {
        "id": str(one),
        "actor": {"account": {"homePage": site, "name": str(chance.randrange(100))}},
        "verb": {"id": f"{site}/did"},
        "object": {"id": f"{site}/les-{chance.randrange(20)}"},
        "timestamp": "2026-03-04T12:00:00Z",
    }


def _is_taken(scene: Scene, body: bytes) -> bool:
    try:
        return Speaker(scene).post(body) == 200
    except (OSError, HTTPException):
        return False


def _wait_for_all(target: ForwardTarget, number: int) -> float:
    """Seconds until as many statements were there, at most PATIENCE."""
    began = time.monotonic()
    while len(OtherStore.there) < number and time.monotonic() < began + PATIENCE:
        time.sleep(0.5)
    return time.monotonic() - began


def _verdict(
    target: ForwardTarget, acknowledged: list[uuid.UUID], retries: int, arrived: float
) -> int:
    try:
        connection.ensure_connection()
        connection.cursor().execute("SELECT 1")
    except OperationalError:
        connection.close()  # the server it spoke with was killed
    rows = Counter(Statement.objects.values_list("uuid", flat=True))
    ids = Counter(StatementId.objects.values_list("uuid", flat=True))
    tenants = dict(Statement.objects.values_list("uuid", "tenant"))
    expected = {
        str(secret_uuid("reader-id", target.uuid, tenants.get(one), one))
        for one in acknowledged
    }
    findings = {
        "not in the store": len(set(acknowledged) - rows.keys()),
        "more than once in the store": sum(n > 1 for n in (rows | ids).values()),
        "in the store and never acknowledged": len(rows.keys() - set(acknowledged)),
        "not at the other store": len(expected - OtherStore.there.keys()),
        "at the other store and not ours": len(OtherStore.there.keys() - expected),
        "with another content the second time": OtherStore.posts["changed"],
    }
    sys.stdout.write(
        f"{len(acknowledged)} statements acknowledged, after {retries} refused or broken tries; "
        f"{OtherStore.posts['sent']} sent on, {OtherStore.posts['sent twice']} of them again; "
        f"the last arrived {arrived:.0f} s after the last was taken in\n"
    )
    for what, number in findings.items():
        sys.stdout.write(f"{number:6}  {what}\n")
    return 0 if acknowledged and not any(findings.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
