"""`make check`: formatters, linters, types, import contracts, migrations and translations."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from elearning.local import installation, secretfile
from elearning.local.commands import log_of, wait_for
from elearning.local.output import say
from elearning.local.places import PROJECT, PYTHON, VENV

BIN = VENV / "bin"
DJADE = ("--target-version", "5.2")


@dataclass(frozen=True)
class Check:
    name: str
    command: Sequence[str | Path]


def all_checks() -> list[Check]:
    return [
        Check("ruff format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
        Check("ruff check", [BIN / "ruff", "check", "--quiet", "."]),
        Check("djade", [BIN / "djade", *DJADE, "--check", *template_files()]),
        Check("import contracts", [BIN / "lint-imports", "--no-cache"]),
        Check("types", [BIN / "mypy"]),
        Check("django checks", [PYTHON, "manage.py", "check"]),
        Check(
            "missing migrations",
            [PYTHON, "-W", "ignore:Got an error checking", "manage.py", "makemigrations",
             "--check", "--dry-run"],
        ),
        Check("translations", [PYTHON, "-m", "elearning.local.messages", "check"]),
    ]  # fmt: skip


def template_files() -> list[Path]:
    """Every template of ours but those that are put inside a line of another.

    They are one line without an end, since a line break would show as a space; djade would add one.
    """
    apps = (
        *PROJECT.glob("*/templates"),
        *PROJECT.glob("elearning/*/templates"),
        *PROJECT.glob("toetsen/question_types/*/templates"),
    )
    files = sorted(file for app in apps for file in app.rglob("*.html"))
    return [file for file in files if "\n" in file.read_text(encoding="utf-8")]


def check() -> int:
    """Runs every check, also after one that fails; returns 1 when any failed."""
    installation.set_up("dev")
    say("\n== Checks")
    outcomes = [_passes(one) for one in all_checks()]
    return 0 if all(outcomes) else 1


def _passes(one: Check) -> bool:
    began = time.monotonic()
    log = log_of(f"check-{one.name.replace(' ', '-')}")
    with log.open("wb") as out:
        code = wait_for(
            one.command, env=_environment(), stdout=out, stderr=subprocess.STDOUT
        )
    say(
        f"{'ok    ' if code == 0 else 'FAILED'} {one.name} ({time.monotonic() - began:.1f} s)"
    )
    if code:
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            say(f"  | {line}")
    return code == 0


def _environment() -> dict[str, str]:
    """Settings need their secrets; the checks reach no database and need no real ones."""
    secrets = secretfile.make()
    return {
        **os.environ,
        **{name: secrets[name] for name in ("SECRET_KEY", "LEARNER_STORE_KEYS")},
        "STATEMENT_NAMESPACE": secrets["STATEMENT_NAMESPACE"],
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "DJANGO_SETTINGS_MODULE": "elearning.settings.test",
        "PATH": f"{BIN}:{os.environ.get('PATH', '/usr/bin:/bin')}",
    }


def format_all() -> int:
    """Lets the formatters change the files; returns 1 when one of them could not."""
    installation.set_up("dev")
    commands: tuple[list[str | Path], ...] = (
        [BIN / "ruff", "format", "."],
        [BIN / "ruff", "check", "--fix", "--quiet", "."],
        [BIN / "djade", *DJADE, *template_files()],
    )
    return max(wait_for(command) for command in commands)
