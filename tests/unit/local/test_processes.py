"""One process: started, watched, ended in its own way."""

import signal
import sys

import pytest

from elearning.local import processes
from elearning.local.output import Problem
from elearning.local.processes import RESTARTS, Service

SLEEPS = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('up', flush=True); time.sleep(60)"
)


@pytest.fixture
def service(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "log_of", lambda name: tmp_path / f"{name}.log")

    def make(script, **options):
        return Service(name="test", command=[sys.executable, "-c", script], **options)

    return make


def test_stop_ends_it_with_its_own_signal(service):
    one = service(SLEEPS, stop_signal=signal.SIGINT)
    one.start()
    process = one.process

    one.stop()

    assert process.returncode != 0
    assert not one.running


def test_stop_ends_what_does_not_listen(service):
    one = service(STUBBORN, patience=0.5)
    one.is_ready = lambda: "up" in one.log.read_text(encoding="utf-8")
    one.patience = 10
    one.start()
    one.patience = 0.5
    process = one.process

    one.stop()

    assert process.returncode == -signal.SIGKILL


def test_start_of_what_ends_at_once_is_a_problem_with_its_log(service):
    one = service("print('no such file'); raise SystemExit(1)", is_ready=lambda: False)

    with pytest.raises(Problem, match="test did not start") as caught:
        one.start()

    assert "no such file" in caught.value.log.read_text(encoding="utf-8")


def test_start_of_what_is_never_ready_gives_up(service):
    one = service(SLEEPS, is_ready=lambda: False, patience=0.3)

    with pytest.raises(Problem, match="was not ready"):
        one.start()

    assert not one.running


def test_restarts_too_often_after_the_last_one_allowed(service):
    one = service(SLEEPS)
    one.starts = [processes.time.monotonic()] * RESTARTS
    assert not one.restarts_too_often()

    one.starts.append(processes.time.monotonic())

    assert one.restarts_too_often()
