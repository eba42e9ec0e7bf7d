"""The commands of the runner."""

import signal
import sys
from collections.abc import Callable, Sequence

from elearning.local import (
    bench,
    checks,
    conformance,
    fuzz,
    installation,
    killing,
    messages_command,
    run,
    tests,
)
from elearning.local.output import Problem, complain

USAGE = """python3 elearning/local COMMAND

  run                 set up and start everything; Ctrl-C ends it
  test [-- ARGS]      the checks and all tests; with arguments, pytest with those only
  check               formatters, linters, types, contracts, migrations, translations
  format              lets the formatters change the files
  setup [base|dev]    only what has to be installed
  messages            update the translation catalogues from code and templates
  manage ARGS         a command of Django on the database of `run`
  bench [ARGS]        the numbers
  bench-xapi [ARGS]   the record store's numbers; --rows=100000 stores fewer before it measures
  bench-toetsen       the tests' numbers
  bench-courses       what authors and readers wait for
  fuzz MINUTES        the record store against all that is nearly right
  kill-test           the record store while its processes are killed
  conformance SUITE   the public xAPI conformance suite, a checkout of it
"""
INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns the exit code; a `Problem` becomes one clear line."""
    name, *rest = arguments or ["help"]
    command = COMMANDS.get(name)
    if command is None:
        sys.stdout.write(USAGE)
        return 0 if name in {"help", "-h", "--help"} else 2
    try:
        return command([part for part in rest if part != "--"]) or 0
    except Problem as problem:
        complain(problem)
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped by Ctrl-C.\n")
        return INTERRUPTED


def _setup(arguments: Sequence[str]) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    installation.set_up(arguments[0] if arguments else "dev")


COMMANDS: dict[str, Callable[[Sequence[str]], int | None]] = {
    "run": lambda _: run.run(),
    "test": tests.test,
    "check": lambda _: checks.check(),
    "format": lambda _: checks.format_all(),
    "setup": _setup,
    "messages": lambda _: messages_command.update(),
    "manage": run.manage_by_hand,
    "bench": bench.bench,
    "bench-xapi": bench.bench_xapi,
    "bench-toetsen": bench.bench_toetsen,
    "bench-courses": bench.bench_courses,
    "conformance": conformance.conformance,
    "fuzz": fuzz.fuzz,
    "kill-test": killing.kill_test,
}
