"""The guards that every test runs under, and the fixtures that all may use."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.template import engines
from django.template.base import Node

PROJECT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.", "::1", "localhost")


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
class UnknownVariable(str):
    """Stands in for `string_if_invalid`. Templates of others lean on missing variables, ours not."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, variable: object) -> str:
        origin = _template_in_hand()
        if origin is not None and _is_ours(origin):
            pytest.fail(
                f"unknown variable {{{{ {variable} }}}} in {origin.relative_to(PROJECT)}"
            )
        return ""


def _template_in_hand() -> Path | None:
    frame = sys._getframe(2)
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
    monkeypatch.setattr(
        engines["django"].engine, "string_if_invalid", UnknownVariable("%s")
    )


# --- Each test finds the cache empty ------------------------------------------------------------
@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> None:
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        cache.clear()


@pytest.fixture(autouse=True)
def _media_in_memory() -> None:
    assert "InMemoryStorage" in django_settings.STORAGES["default"]["BACKEND"]
