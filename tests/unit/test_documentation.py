"""What the documents must not forget: settings, commands, signals, verbs, dependencies' reasons."""

import re
import tomllib
from pathlib import Path

import pytest
from django.dispatch import Signal

import elearning.accounts.signals
import elearning.enrolment.signals
import elearning.xapi.signals
import toetsen.signals
from elearning.xapi import vocabulary

PROJECT = Path(__file__).resolve().parents[2]
CODE = [PROJECT / name for name in ("elearning", "modules", "toetsen", "themes")]
READER = re.compile(r"env(?:str|bool|int|list|pairs|secret)\(\s*\"([A-Z_]+)\"")


def document(name: str) -> str:
    return (PROJECT / "docs" / name).read_text(encoding="utf-8")


def settings_read() -> set[str]:
    files = (PROJECT / "elearning" / "settings").glob("*.py")
    return {
        name
        for file in files
        for name in READER.findall(file.read_text(encoding="utf-8"))
    }


def commands() -> set[str]:
    return {
        file.stem
        for root in CODE
        for file in root.glob("**/management/commands/*.py")
        if not file.stem.startswith("_")
    }


@pytest.mark.parametrize("name", sorted(settings_read()))
def test_every_environment_variable_is_in_docs(name: str) -> None:
    assert f"`{name}`" in document("settings.md")


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_in_docs(name: str) -> None:
    assert f"`{name}`" in document("commands.md")


@pytest.mark.parametrize("verb", sorted(vocabulary.VERB_NAMES))
def test_every_verb_is_in_docs(verb: str) -> None:
    assert verb in document("xapi.md")


def test_every_signal_is_in_docs() -> None:
    signals = {
        f"{module.__name__}.{name}"
        for module in (
            elearning.accounts.signals,
            elearning.enrolment.signals,
            elearning.xapi.signals,
            toetsen.signals,
        )
        for name, value in vars(module).items()
        if isinstance(value, Signal)
    }

    assert {
        name for name in signals if f"`{name}`" not in document("how-it-works.md")
    } == set()


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]

    unexplained = [
        name for name in wanted if not re.search(rf'"{re.escape(name)}",\s*# \w', text)
    ]

    assert unexplained == []
