"""Writing over HTTP: batches beside COPY, one at a time, and many at once."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from django.db import connection, transaction

from tests.bench.registry import Figure
from tests.bench_xapi.client import Speaker, batch
from tests.bench_xapi.scene import Scene

SIZE, BATCHES, CLIENTS = 50, 200, 4
SINGLES = 3_000
MANY, EACH = 32, 6

TABLES = {
    "xapi_statement": "SELECT * FROM xapi_statement WHERE id > %s",
    "xapi_statementid": "SELECT * FROM xapi_statementid WHERE statement > %s",
    "xapi_statementagent": "SELECT * FROM xapi_statementagent WHERE statement > %s",
    "xapi_statementactivity": "SELECT * FROM xapi_statementactivity WHERE statement > %s",
}


def batches(scene: Scene) -> list[Figure]:
    """Batches of 50 by 4 clients; then the rows they made are taken out and put back with COPY."""
    bodies = [batch(scene, SIZE, random.Random(n)) for n in range(BATCHES)]
    _together(scene, bodies[:20], CLIENTS)  # the workers warm up
    last = _last_key()
    took = _together(scene, bodies[20:], CLIENTS)
    sent = SIZE * (BATCHES - 20)
    copied = _copy_back(last)
    ours, theirs = sent / took, sent / copied
    remark = f"{ours:,.0f}/s against {theirs:,.0f}/s with COPY"
    return [Figure("batches of 50, beside COPY", ours / theirs, 0.2, "x", remark, True)]


def singles(scene: Scene) -> list[Figure]:
    """One statement a POST, 4 clients."""
    bodies = [batch(scene, 1, random.Random(n)) for n in range(SINGLES)]
    _together(scene, bodies[:200], CLIENTS)
    took = _together(scene, bodies[200:], CLIENTS)
    rate = (SINGLES - 200) / took
    return [
        Figure("one statement a POST, 4 clients", rate, 500, "/s", more_is_better=True)
    ]


def many(scene: Scene) -> list[Figure]:
    """32 clients at once, all about the same few activities: every answer that is not 200 counts."""
    bodies = [batch(scene, SIZE, random.Random(n)) for n in range(MANY * EACH)]
    wrong: list[int] = []
    _together(scene, bodies, MANY, wrong.append)
    remark = f"{MANY * EACH} batches of {SIZE}"
    return [
        Figure("errors with 32 clients", sum(s != 200 for s in wrong), 0, "", remark)
    ]


def _together(
    scene: Scene,
    bodies: list[bytes],
    clients: int,
    seen: Callable[[int], None] | None = None,
) -> float:
    """Sends all of it, shared by the clients; how long that took, in seconds."""
    speakers = [Speaker(scene) for _ in range(clients)]

    def send(number: int) -> None:
        for body in bodies[number::clients]:
            status = speakers[number].post(body)
            if seen is not None:
                seen(status)
            elif status != 200:
                raise RuntimeError(f"a batch was answered with {status}")

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(send, range(clients)))
    return time.perf_counter() - began


def _last_key() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM xapi_statement")
        return cursor.fetchone()[0] or 0


def _copy_back(last: int) -> float:
    """Takes the newest rows out of every table and puts them back with COPY; the seconds of that."""
    kept = {}
    with connection.cursor() as cursor:
        for table, sql in TABLES.items():
            with cursor.copy(f"COPY ({sql}) TO STDOUT", [last]) as copy:
                kept[table] = b"".join(bytes(part) for part in copy)
            column = "id" if table == "xapi_statement" else "statement"
            cursor.execute(f"DELETE FROM {table} WHERE {column} > %s", [last])
        cursor.execute("VACUUM")
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in kept.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(BytesIO(rows).getvalue())
    return time.perf_counter() - began
