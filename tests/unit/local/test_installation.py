"""Set-up: the clear lines when Node is missing or too old."""

import pytest

from elearning.local import installation
from elearning.local.output import Problem


def _program(folder, name, says):
    file = folder / name
    file.write_text(f"#!/bin/sh\necho {says}\n", encoding="ascii")
    file.chmod(0o755)


@pytest.mark.parametrize(
    ("version", "major"),
    [("v20.20.2\n", 20), ("22.1.0", 22), ("v8.0.0", 8), ("", 0), ("nonsense", 0)],
)
def test_node_major(version, major):
    assert installation.node_major(version) == major


def test_check_node_without_node_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Problem, match="Node and npm are missing"):
        installation.check_node()


def test_check_node_too_old_names_both_versions(tmp_path, monkeypatch):
    _program(tmp_path, "node", "v18.19.0")
    _program(tmp_path, "npm", "9.2.0")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Problem, match=r"Node v18\.19\.0 is too old. Install Node 20"):
        installation.check_node()


def test_check_node_new_enough_gives_npm(tmp_path, monkeypatch):
    _program(tmp_path, "node", "v22.1.0")
    _program(tmp_path, "npm", "10.0.0")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert installation.check_node() == str(tmp_path / "npm")


def test_catalogues_are_all_our_own():
    assert all(file.name == "django.po" for file in installation.catalogues())
    assert not any(".venv" in file.parts for file in installation.catalogues())
