"""The web server as `make run` starts it: what a slow client and a killed process do to it."""

import json
import os
import signal
import socket
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.template import engines

from elearning.local import ports
from elearning.server import Server, site, warm_up
from tests.bench.server import started

IMPATIENT = """
from elearning.xapi.resources import patience
patience.PATIENCE = 1.0
from elearning.server import main
main()
"""
SLOW = b"POST /xapi/statements HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n["
ABOUT = b"GET /xapi/about HTTP/1.1\r\nHost: localhost\r\n\r\n"
THREADS = 2
STORE = {
    "Authorization": f"Basic {b64encode(b'key:secret').decode()}",
    "X-Experience-API-Version": "2.0.0",
}


@contextmanager
def serving(workers: int) -> Iterator[tuple[int, int]]:
    """A server that waits a second for a body: its port and its pid."""
    few = ("--workers", str(workers), "--threads", str(THREADS))
    with started("-c", IMPATIENT, *few) as (port, pid):
        asked(port)
        yield port, pid


def answer(port: int) -> bytes:
    """To a new connection, as it comes first: empty when there was none."""
    with (
        suppress(OSError),
        socket.create_connection(("127.0.0.1", port), timeout=30) as line,
    ):
        line.sendall(ABOUT)
        return line.recv(65536)[:12]
    return b""


def asked(port: int) -> bytes:
    """The answer; asked again while nobody listens."""
    until = time.monotonic() + 60
    while not (found := answer(port)):
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)
    return found


def asked_for(port: int, path: str, **headers: str) -> HTTPError:
    """The answer that says no."""
    request = Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    with pytest.raises(HTTPError) as refused:
        urlopen(request, timeout=30)
    return refused.value


def children(master: int) -> list[int]:
    text = Path(f"/proc/{master}/task/{master}/children").read_text()
    return [int(pid) for pid in text.split()]


def stop(pid: int) -> None:
    """Until none of its threads takes a connection any more."""
    os.kill(pid, signal.SIGSTOP)
    states = set()
    while states != {"T"}:
        states = {
            stat.read_text().rpartition(")")[2].split()[0]
            for stat in Path(f"/proc/{pid}/task").glob("*/stat")
        }


def test_templates_are_there_before_the_first_request():
    warm_up()

    (cached,) = engines["django"].engine.template_loaders
    names = {key.partition("-")[0] for key in cached.get_template_cache}
    assert {
        "toetsen/question.html",
        "modules/lesson.html",
        "layouts/base.html",
    } <= names


def test_slow_clients_keep_no_thread():
    with serving(workers=1) as (port, _pid):
        lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(THREADS)]
        for line in lines:
            line.sendall(SLOW)

        answers = [line.recv(65536)[:12] for line in lines]

        assert answers == [b"HTTP/1.1 408"] * THREADS
        assert answer(port) == b"HTTP/1.1 200"
        for line in lines:
            line.close()


def test_a_process_that_is_killed_is_replaced():
    with serving(workers=1) as (port, master):
        os.kill(children(master)[0], signal.SIGKILL)

        assert asked(port) == b"HTTP/1.1 200"


def test_who_waits_at_a_process_that_dies_is_answered_by_the_others():
    with serving(workers=2) as (port, master), ThreadPoolExecutor(16) as clients:
        stuck = children(master)[0]
        stop(stuck)
        answers = [clients.submit(answer, port) for _ in range(16)]
        os.kill(stuck, signal.SIGKILL)

        assert {one.result() for one in answers} == {b"HTTP/1.1 200"}


def test_the_word_to_end_is_heard_while_a_process_is_replaced():
    server = Server(f"{__name__}:site", interface="wsgi")

    server.signal_handler_interrupt()
    server.main_loop_interrupt.clear()  # as the loop does when it begins to replace one

    assert server.main_loop_interrupt.wait(30)


def test_the_variables_of_the_process_are_no_part_of_a_request(monkeypatch):
    seen = {}
    monkeypatch.setattr(
        "elearning.server.application", lambda environ, _start: seen.update(environ)
    )

    ours = {**os.environ, "PATH_INFO": "/", "HTTP_HOST": "x"}
    del ours["PYTEST_CURRENT_TEST"]  # set after the server was loaded

    site(ours, lambda *_: None)

    assert seen == {"PATH_INFO": "/", "HTTP_HOST": "x"}


def test_while_the_database_is_away_everybody_is_told_to_come_again():
    nowhere = f"postgres://nobody@127.0.0.1:{ports.any_free()}/none"
    env = os.environ | {"DATABASE_URL": nowhere}
    with started("-m", "elearning.server", env=env) as (port, _pid):
        page = asked_for(port, "/")
        store = asked_for(port, "/xapi/statements", **STORE)

    for found in (page, store):
        assert found.status == 503
        assert found.headers["Retry-After"] == "10"
    assert "Even niet bereikbaar" in page.read().decode()
    assert json.load(store) == {
        "error": "the store is away for a moment; send it again"
    }
