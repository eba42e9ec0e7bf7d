"""The web server as `make run` starts it: what a slow client and a killed process do to it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from elearning.server import site

IMPATIENT = """
from elearning.xapi.resources import patience
patience.PATIENCE = 1.0
from elearning.server import main
main()
"""
SLOW = b"POST /xapi/statements HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n["
ABOUT = b"GET /xapi/about HTTP/1.1\r\nHost: localhost\r\n\r\n"
THREADS = 2


@pytest.fixture(scope="module")
def server():
    """A server of one process with two threads: its port and its pid."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    few = ("--workers", "1", "--threads", str(THREADS))
    process = subprocess.Popen(
        [sys.executable, "-c", IMPATIENT, "--port", str(port), *few],
        cwd=settings.BASE_DIR,
    )
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def asked(port: int, text: bytes) -> bytes:
    """The answer; asked again while nobody listens."""
    until = time.monotonic() + 60
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
                line.sendall(text)
                if answer := line.recv(65536):
                    return answer
        except OSError:
            pass
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)


def test_slow_clients_keep_no_thread(server):
    port, _pid = server
    assert asked(port, ABOUT).startswith(b"HTTP/1.1 200")
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(THREADS)]
    for line in lines:
        line.sendall(SLOW)

    answers = [line.recv(65536) for line in lines]

    assert [answer[:12] for answer in answers] == [b"HTTP/1.1 408"] * THREADS
    assert asked(port, ABOUT).startswith(b"HTTP/1.1 200")
    for line in lines:
        line.close()


def test_a_process_that_is_killed_is_replaced(server):
    port, master = server
    asked(port, ABOUT)
    child = Path(f"/proc/{master}/task/{master}/children").read_text().split()[0]

    os.kill(int(child), signal.SIGKILL)

    assert asked(port, ABOUT).startswith(b"HTTP/1.1 200")


def test_the_variables_of_the_process_are_no_part_of_a_request(monkeypatch):
    seen = {}
    monkeypatch.setattr(
        "elearning.server.application", lambda environ, _start: seen.update(environ)
    )

    ours = {**os.environ, "PATH_INFO": "/", "HTTP_HOST": "x"}
    del ours["PYTEST_CURRENT_TEST"]  # set after the server was loaded

    site(ours, lambda *_: None)

    assert seen == {"PATH_INFO": "/", "HTTP_HOST": "x"}
