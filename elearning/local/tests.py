"""`make test`: the checks, then every test against servers of its own."""

import os
import signal
import time
from collections.abc import Sequence

from elearning.local import checks, chromium, commands, installation
from elearning.local.output import Problem, say
from elearning.local.places import PROJECT, PYTHON
from elearning.local.stack import Stack
from elearning.local.throwaway import throw_away

BROWSER_TESTS = "tests/e2e"
# A rollup waits for every open transaction of the server, also for those of another test process
# (architecture, decision 7): these tests need the server to themselves.
ALONE = (
    "tests/integration/dashboard/test_forgetting.py",
    "tests/e2e/test_main_journey.py",
    "tests/integration/dashboard/test_outside_statements.py",
    "tests/integration/dashboard/test_restoring.py",
    "tests/integration/dashboard/test_rollups.py",
)


def test(arguments: Sequence[str]) -> int:
    """All of it; or, with arguments for pytest, only that. Returns the exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    installation.set_up("dev")
    if arguments:
        with throw_away() as here:
            return _pytest(here, arguments)
    began = time.monotonic()
    failed = [] if checks.check() == 0 else ["checks"]
    browser = chromium.ensure()
    with throw_away() as here:
        if browser:
            here.env["CHROMIUM"] = browser
        for name, folders in rounds().items():
            say(f"\n== {name}: {' '.join(folders)}")
            processes = 0 if folders == list(ALONE) else os.cpu_count() or 1
            apart = (
                [] if folders == list(ALONE) else [f"--ignore={file}" for file in ALONE]
            )
            if _pytest(here, [*folders, *apart, "-n", str(processes)]):
                failed.append(name)
    say(f"\nAll of it took {time.monotonic() - began:.0f} s.")
    if failed:
        raise Problem(
            f"not everything is right: {', '.join(failed)} failed, see above."
        )
    return 0


def rounds() -> dict[str, list[str]]:
    """The folders with tests, the browser's apart: they are slower and are seen last."""
    folders = sorted(
        f"tests/{folder.name}"
        for folder in (PROJECT / "tests").iterdir()
        if folder.is_dir() and any(folder.rglob("test_*.py"))
    )
    without = [folder for folder in folders if folder != BROWSER_TESTS]
    return {
        "Tests": without,
        "Tests that need the server to themselves": list(ALONE),
        "Browser tests": [BROWSER_TESTS],
    }


def _pytest(here: Stack, arguments: Sequence[str]) -> int:
    return commands.wait_for([PYTHON, "-m", "pytest", *arguments], env=here.env)
