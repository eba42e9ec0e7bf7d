"""The guards that every test runs under, and the fixtures that all may use."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from celery import current_app
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.template import Engine, engines
from django.template.base import Node, Variable
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from tests import databases

PROJECT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.", "::1", "localhost")
WORKER = (
    *("-A", "elearning.celery", "worker", "--pool", "solo", "-Q", "default,long"),
    *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
)


# --- No test rests on the clock of a busy machine -----------------------------------------------
hypothesis_settings.register_profile(
    "without a clock", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("without a clock")


# --- No test leaves this machine --------------------------------------------------------------
@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """A connection to anything but loopback fails, and so does looking up a name."""
    patch = pytest.MonkeyPatch()
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            pytest.fail(f"a test tried to reach {address[0]}")
        connect(self, address)

    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


# --- A template of ours that asks for what is not there is wrong -------------------------------
class Alarm(str):
    """A `string_if_invalid` that fails the test as soon as a variable's name is put in it."""

    __slots__ = ()

    def __mod__(self, variable: object) -> str:
        pytest.fail(super().__mod__(variable))


class WatchfulEngine(Engine):
    """Django's engine, that fails where a template of ours prints what is not there.

    Templates of others lean on missing variables. They get Django's own "", not something that
    stands in for it: that would be truthy, and skip the filters that come after, like `default`.
    """

    @property
    def string_if_invalid(self) -> str:
        asking = sys._getframe(1)
        origin = _template_in_hand(asking)
        # What `Variable` itself asks for is there but empty, such as a relation to no row.
        is_empty = asking.f_code is Variable._resolve_lookup.__code__
        if origin is None or is_empty or not _is_ours(origin):
            return ""
        return Alarm(f"unknown variable {{{{ %s }}}} in {origin.relative_to(PROJECT)}")


def _template_in_hand(frame: FrameType | None) -> Path | None:
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            return Path(node.origin.name)
        frame = frame.f_back
    return None


def _is_ours(template: Path) -> bool:
    if not template.is_relative_to(PROJECT):
        return False
    return not {".venv", "node_modules"} & set(template.relative_to(PROJECT).parts)


@pytest.fixture(autouse=True)
def _unknown_variables_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "__class__", WatchfulEngine)


# --- Each test finds the cache empty ------------------------------------------------------------
@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> None:
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        cache.clear()


@pytest.fixture(autouse=True)
def _media_in_memory() -> None:
    assert "InMemoryStorage" in django_settings.STORAGES["default"]["BACKEND"]


# --- Tests that really commit ---------------------------------------------------------------------
@pytest.fixture(scope="session")
def database_before(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A copy of the test database as the migrations made it."""
    with django_db_blocker.unblock():
        before = f"{databases.name()}_before"
        databases.copy(databases.name(), before)
        yield before
        databases.cut_off_others()


@pytest.fixture
def committed_db(
    database_before: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The database without a transaction around the test: other processes see what it writes.

    Also what `django_db(transaction=True)` gives here: emptying the tables, as pytest-django does,
    would take away from later tests what the migrations put in.
    """
    with django_db_blocker.unblock():
        cache.clear()
        yield
        databases.copy(database_before, databases.name())


COMMITTING = {"committed_db", "transactional_db", "live_server"}


@pytest.fixture
def _django_db_helper(request: pytest.FixtureRequest) -> None:
    """Gives `django_db(transaction=True)` and `transactional_db` the committed database as well.

    And a live server, for which pytest-django asks for `transactional_db` only when it starts.
    """
    marker = request.node.get_closest_marker("django_db")
    wanted = marker is not None and marker.kwargs.get("transaction")
    if wanted or COMMITTING & set(request.fixturenames):
        request.getfixturevalue("committed_db")
    else:
        request.getfixturevalue("_django_db_helper")


# --- A real worker, for what only a real worker shows --------------------------------------------
@pytest.fixture
def worker_process(
    committed_db: None, tmp_path: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker in a process of its own, on the test database; tasks are really queued.

    The test commits (`committed_db`) and waits for what the task changes in the database.
    """
    current_app.conf.task_always_eager = False
    with current_app.connection_for_write() as broker:
        broker.default_channel.client.flushdb()
    log = tmp_path / "worker.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", *WORKER],
            cwd=PROJECT,
            env={
                **os.environ,
                "DATABASE_URL": _address_of_test_database(),
                "CELERY_TASK_ALWAYS_EAGER": "false",
            },
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for_line(log, " ready.", process)
        yield process
    finally:
        current_app.conf.task_always_eager = True
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _address_of_test_database() -> str:
    address, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    return f"{address}/{connection.settings_dict['NAME']}"


def _wait_for_line(log: Path, line: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while line not in log.read_text(encoding="utf-8", errors="replace"):
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the worker did not start:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.1)
