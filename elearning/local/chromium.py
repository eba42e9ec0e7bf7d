"""A real Chromium for the browser tests: the one that is here, or else one is fetched."""

import os
import shutil
import subprocess
from pathlib import Path

from elearning.local import commands
from elearning.local.output import Problem, say
from elearning.local.places import LOGS, PYTHON

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The Chromium of this machine, or the one that CHROMIUM names."""
    named = os.environ.get("CHROMIUM")
    if named:
        if shutil.which(named) is None:
            raise Problem(f"CHROMIUM names {named}, which is not a program here.")
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None)


def ensure() -> str | None:
    """The path of a Chromium, or None for Playwright's own; raises `Problem` without any."""
    found = find() or _playwrights_own()
    if found:
        return found if found != "playwright" else None
    say("· Installing Chromium for the browser tests")
    if _from_debian() and (found := find()):
        return found
    if (
        _succeeds([PYTHON, "-m", "playwright", "install", "chromium"])
        and _playwrights_own()
    ):
        return None
    raise Problem(
        "The browser tests need a Chromium and none could be installed. Install it "
        "(on Debian: apt-get install chromium) or name one: CHROMIUM=/path/to/chromium make test",
        LOGS / "chromium.log",
    )


def _from_debian() -> bool:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return _succeeds(["apt-get", "update"], env) and _succeeds(
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium"], env
    )


def _playwrights_own() -> str | None:
    script = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    done = subprocess.run(
        [PYTHON, "-c", script], capture_output=True, text=True, check=False
    )
    path = done.stdout.strip()
    return (
        "playwright" if done.returncode == 0 and path and Path(path).exists() else None
    )


def _succeeds(command: list[str | Path], env: dict[str, str] | None = None) -> bool:
    with commands.log_of("chromium").open("ab") as out:
        return (
            commands.wait_for(command, env=env, stdout=out, stderr=subprocess.STDOUT)
            == 0
        )
