"""`make kill-test`: the record store takes statements in and sends them on while its processes die."""

import itertools
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from elearning.local import installation, run
from elearning.local.output import say
from elearning.local.places import PROJECT, PYTHON
from elearning.local.processes import Service
from elearning.local.served import served

SECONDS = 60  # of statements coming in, and of killing
BETWEEN = 5  # seconds between two kills
TARGET = "other-store"


def kill_test(_arguments: Sequence[str]) -> int:
    """Kills web, worker, Valkey and PostgreSQL in turn, with SIGKILL; returns 0 when nothing was lost.

    `tests.killing` sends, receives what is sent on, and counts when it is over.
    """
    installation.set_up("dev")
    with served(durable=True) as store:
        here = store.stack
        here.env["XAPI_FORWARD_SECRETS"] = f"{TARGET}=key:secret"
        port = urlsplit(store.endpoint).port or 0
        for service in run.processes(here, port)[1:]:
            here.services.append(service)
            service.start()
        counting = subprocess.Popen(
            [PYTHON, "-m", "tests.killing", TARGET, str(SECONDS)],
            cwd=PROJECT,
            env=store.env,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            said = counting.stdout or ()
            say(next(iter(said), "").rstrip())  # it has begun
            _kill_in_turn(here.services, counting)
            for line in said:
                say(line.rstrip())
            return counting.wait()
        finally:
            counting.kill()


def _kill_in_turn(services: Sequence[Service], counting: subprocess.Popen[str]) -> None:
    until = time.monotonic() + SECONDS
    victims = [service for service in services if service.name != "beat"]
    for victim in itertools.cycle(victims):
        time.sleep(BETWEEN)
        if time.monotonic() > until or counting.poll() is not None:
            return
        say(f"· Killing {victim.name}")
        if victim.process is not None and victim.running:
            os.killpg(victim.process.pid, signal.SIGKILL)
            victim.process.wait()
        victim.start()
