"""`make test`: the checks, then every test against servers of its own."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from elearning.local import checks, chromium, commands, installation
from elearning.local.output import Problem, say
from elearning.local.places import PROJECT, PYTHON
from elearning.local.stack import Stack
from elearning.local.throwaway import throw_away

BROWSER_TESTS = "tests/e2e"
APART = "Tests that need the server to themselves"
# A rollup waits for every open transaction of the server, also for those of another test process
# (architecture, decision 7). These have servers of their own, and run beside the others.
ALONE = (
    "tests/integration/dashboard/test_forgetting.py",
    "tests/e2e/test_main_journey.py",
    "tests/integration/dashboard/test_outside_statements.py",
    "tests/integration/dashboard/test_restoring.py",
    "tests/integration/dashboard/test_rollups.py",
)
SLOWEST = ("--durations=10", "--durations-min=10")
LEFT_OUT = tuple(f"--ignore={file}" for file in ALONE)


def test(arguments: Sequence[str]) -> int:
    """All of it; or, with arguments for pytest, only that. Returns the exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    installation.set_up("dev")
    if arguments:
        with throw_away() as here:
            return _pytest(here, arguments)
    began = time.monotonic()
    browser = {"CHROMIUM": found} if (found := chromium.ensure()) else {}
    with _meanwhile(ALONE, browser) as alone:
        failed = [] if checks.check() == 0 else ["checks"]
        with throw_away() as here:
            here.env |= browser
            for name, folder in rounds().items():
                say(f"\n== {name}: {' '.join(folder)}")
                processes = ("-n", str(os.cpu_count() or 1))
                if _pytest(here, [*folder, *LEFT_OUT, *processes, *SLOWEST]):
                    failed.append(name)
        say(f"\n== {APART}: {' '.join(ALONE)}")
        if alone.ended():
            failed.append(APART)
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
    return {"Tests": without, "Browser tests": [BROWSER_TESTS]}


def _pytest(here: Stack, arguments: Sequence[str]) -> int:
    return commands.wait_for([PYTHON, "-m", "pytest", *arguments], env=here.env)


# --- Beside the others, with servers of their own ---------------------------------------------
@dataclass(frozen=True)
class Meanwhile:
    """A run of pytest whose words are kept until it is asked for them."""

    process: subprocess.Popen[bytes]
    log: Path

    def ended(self) -> int:
        """Waits for its end, says what it said, and returns its exit code."""
        code = self.process.wait()
        say(self.log.read_text(encoding="utf-8", errors="replace"))
        return code


@contextlib.contextmanager
def _meanwhile(files: Sequence[str], more: Mapping[str, str]) -> Iterator[Meanwhile]:
    """Runs the files from now on, in one process, on servers that nothing else uses."""
    log = commands.log_of("tests-apart")
    with throw_away() as here, log.open("wb") as out:
        process = commands.begin(
            [PYTHON, "-m", "pytest", *files, "-n", "0"],
            env={**here.env, **more},
            out=out,
        )
        try:
            yield Meanwhile(process, log)
        finally:
            if process.poll() is None:
                commands.end_group(process)
