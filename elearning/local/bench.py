"""`make bench`, `make bench-xapi` and so on: the numbers, on servers of their own.

The measuring is in `tests/bench`, `tests/bench_xapi`, `tests/bench_toetsen` and `tests/bench_courses`.
"""

from collections.abc import Sequence

from elearning.local import chromium, commands, installation
from elearning.local.output import Problem
from elearning.local.places import PROJECT, PYTHON
from elearning.local.served import served
from elearning.local.throwaway import throw_away


def bench(arguments: Sequence[str]) -> int:
    """Starts a throw-away stack and runs `python -m tests.bench` in it; returns its exit code."""
    if not (PROJECT / "tests" / "bench" / "__main__.py").exists():
        raise Problem("There is no tests/bench yet.")
    installation.set_up("dev")
    with throw_away(durable=True) as here:
        return commands.wait_for(
            [PYTHON, "-m", "tests.bench", *arguments], env=here.env
        )


def bench_xapi(arguments: Sequence[str]) -> int:
    """The record store as it is served: runs `python -m tests.bench_xapi`; returns its exit code."""
    installation.set_up("dev")
    with served(durable=True) as store:
        return commands.wait_for(
            [PYTHON, "-m", "tests.bench_xapi", *arguments], env=store.env
        )


def bench_toetsen(arguments: Sequence[str]) -> int:
    """The tests on an empty, migrated database: runs `python -m tests.bench_toetsen`."""
    installation.set_up("dev")
    with throw_away(durable=True) as here:
        return commands.wait_for(
            [PYTHON, "-m", "tests.bench_toetsen", *arguments], env=here.env
        )


def bench_courses(arguments: Sequence[str]) -> int:
    """What authors and readers wait for: runs `python -m tests.bench_courses`, with a Chromium."""
    installation.set_up("dev")
    browser = chromium.ensure()
    with throw_away(durable=True) as here:
        env = {**here.env, **({"CHROMIUM": browser} if browser else {})}
        return commands.wait_for(
            [PYTHON, "-m", "tests.bench_courses", *arguments], env=env
        )
