"""The real web server in front of the database that a bench has filled."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from elearning.local import installation, ports

PROJECT = Path(__file__).resolve().parents[2]
AS_RUN = {
    "DJANGO_SETTINGS_MODULE": "elearning.settings.development",
    "DEMO_MODE": "true",
}


@contextmanager
def web_server() -> Iterator[tuple[int, int]]:
    """The site as `make run` serves it, on the database of this process: its port and master's pid.

    What a request leaves to do is queued, and the static files are as browsers get them: packed
    and named once.
    """
    base, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    database = {"DATABASE_URL": f"{base}/{connection.settings_dict['NAME']}"}
    env = os.environ | AS_RUN | database
    installation.collect_static(env)
    with started("-m", "elearning.server", env=env) as server:
        yield server


@contextmanager
def started(
    *arguments: str, env: Mapping[str, str] | None = None
) -> Iterator[tuple[int, int]]:
    """Python with these `arguments` and a free port, until it listens there: port and pid."""
    port = ports.any_free()
    command = [sys.executable, *arguments, "--port", str(port)]
    process = subprocess.Popen(command, cwd=PROJECT, env=env)
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((ports.HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the web server did not start")
