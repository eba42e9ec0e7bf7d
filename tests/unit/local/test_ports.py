"""Ports: free ones, remembered ones, and the clear line when one is taken."""

import json
import socket
from pathlib import Path

import pytest

from elearning.local import ports
from elearning.local.output import Problem


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind((ports.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_web_port_without_a_wish_is_the_default(monkeypatch):
    monkeypatch.setattr(ports, "is_free", lambda _port: True)

    assert ports.web_port(None) == ports.DEFAULT_PORT


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1"])
def test_web_port_that_is_no_port_is_refused(text):
    with pytest.raises(Problem, match="PORT must be a number"):
        ports.web_port(text)


def test_web_port_in_use_says_what_to_do(taken_port):
    with pytest.raises(Problem) as caught:
        ports.web_port(str(taken_port))

    assert str(caught.value).startswith(f"Port {taken_port} is in use.")
    assert "make run" in str(caught.value)


def test_chosen_before_keeps_a_free_port(tmp_path: Path):
    file = tmp_path / "ports.json"

    first = ports.chosen_before(file, "valkey")

    assert ports.chosen_before(file, "valkey") == first


def test_chosen_before_takes_another_when_it_is_taken(tmp_path: Path, taken_port):
    file = tmp_path / "ports.json"
    file.write_text(
        json.dumps({"valkey": taken_port, "postgresql": 5}), encoding="ascii"
    )

    chosen = ports.chosen_before(file, "valkey")

    assert chosen != taken_port
    assert ports.remembered(file) == {"valkey": chosen, "postgresql": 5}


def test_remembered_out_of_a_broken_file_is_nothing(tmp_path: Path):
    file = tmp_path / "ports.json"
    file.write_text("{", encoding="ascii")

    assert ports.remembered(file) == {}
