"""A stack for one test run, with a migrated database in it, gone afterwards.

Migrating takes some twenty seconds, so a migrated cluster is kept and copied; Django makes each
test database from the one in it. It is made again when a migration or a requirement changes.
"""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from elearning.local import (
    commands,
    installation,
    locks,
    ports,
    secretfile,
    stack,
    stamps,
)
from elearning.local.ground import Ground, find_ground
from elearning.local.output import Problem, say
from elearning.local.places import PYTHON
from elearning.local.postgres import DATABASE
from elearning.local.stack import CONFIGURED, Stack

MIGRATED = "migrated"


@contextlib.contextmanager
def throw_away(*, durable: bool = False) -> Iterator[Stack]:
    """A started stack for one run, whatever the environment names.

    With `durable` the servers write to disk as they do for real: to measure, not to test.
    """
    ground = find_ground()
    with _folder(ground.folder) as data:
        secrets = _copy_migrated(ground, data)
        here = _stack(ground, data, secrets, durable=durable)
        try:
            here.start()
            yield here
        finally:
            here.stop()


def _stack(
    ground: Ground, data: Path, secrets: dict[str, str], *, durable: bool
) -> Stack:
    env = {
        name: value
        for name, value in os.environ.items()
        if name.removesuffix("_FILE") not in CONFIGURED
    }
    here = Stack(ground, data, stack.environment(env, secrets))
    stack.add_postgres(here, secrets, ports.any_free(), throw_away=not durable)
    stack.add_valkey(here, secrets, ports.any_free(), throw_away=not durable)
    here.env["DJANGO_SETTINGS_MODULE"] = "elearning.settings.test"
    here.env["TEST_DATABASE_TEMPLATE"] = DATABASE
    return here


# --- The migrated cluster ---------------------------------------------------------------------
def _copy_migrated(ground: Ground, data: Path) -> dict[str, str]:
    """Puts a copy of the migrated cluster into the folder; returns the secrets that fit it."""
    kept = ground.folder / MIGRATED
    with locks.waiting(ground.folder / f"{MIGRATED}.lock"):
        if not stamps.is_current(kept / "stamp", installation.migrations_fingerprint()):
            _make_migrated(ground, kept)
        _copy(kept / "postgres", data)
        secrets: dict[str, str] = json.loads(
            (kept / secretfile.NAME).read_text(encoding="ascii")
        )
    return secrets


def _make_migrated(ground: Ground, kept: Path) -> None:
    say("· Making a migrated database for the tests to start from")
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(mode=0o755)
    kept.chmod(0o755)
    here = _stack(ground, kept, secretfile.load_or_make(kept), durable=False)
    fingerprint = installation.migrations_fingerprint()
    try:
        here.start()
        commands.run(
            [PYTHON, "manage.py", "migrate", "--noinput"],
            name="migrate",
            failure="The migrations do not run.",
            env=here.env,
        )
    finally:
        here.stop()
    stamps.write(kept / "stamp", fingerprint)


def _copy(source: Path, folder: Path) -> None:
    done = subprocess.run(
        ["cp", "-a", str(source), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Problem(f"The test database could not be copied: {done.stderr.strip()}")


# --- The folder -------------------------------------------------------------------------------
@contextlib.contextmanager
def _folder(parent: Path) -> Iterator[Path]:
    """A folder that is locked while it is used, so that what a killed run left can be swept."""
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.glob("throw-away-*"):
        if not locks.is_held(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="throw-away-", dir=parent))
    folder.chmod(0o755)
    try:
        with locks.only_one(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
