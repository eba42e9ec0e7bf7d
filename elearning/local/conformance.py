"""`make conformance SUITE=path`: a checkout of adlnet/lrs-conformance-test-suite against this LRS."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from elearning.local import installation
from elearning.local.commands import log_of
from elearning.local.output import Problem, say
from elearning.local.served import Served, served

VERSIONS = ("1.0.3", "2.0.0")
RUNNER = Path("bin") / "console_runner.js"
# The runner prints a line like this every two seconds, the last one when it is done.
SUMMARY = re.compile(r'^\{"total":\d+,.*\}$', re.MULTILINE)


def conformance(arguments: Sequence[str]) -> int:
    """Runs the suite for each version on a throw-away stack; returns 0 when all of it passed."""
    suite = _suite(arguments)
    installation.set_up("dev")
    with served() as store:
        figures = [_figures(suite, version, store) for version in VERSIONS]
    return 0 if all(passed == total > 0 for passed, total in figures) else 1


def _suite(arguments: Sequence[str]) -> Path:
    if len(arguments) != 1 or not (Path(arguments[0]) / RUNNER).is_file():
        raise Problem(
            "Name a checkout of adlnet/lrs-conformance-test-suite after `npm install`: "
            "make conformance SUITE=path"
        )
    return Path(arguments[0]).resolve()


def _figures(suite: Path, version: str, store: Served) -> tuple[int, int]:
    """How many tests passed, out of how many; the failing ones are in the log that is named."""
    log = log_of(f"conformance-{version}")
    with log.open("w+") as out:
        subprocess.run(
            [
                *("node", str(RUNNER), "-e", store.endpoint, "-a"),
                # Joined, since a key or secret may begin with a dash.
                *(f"--authUser={store.key}", f"--authPassword={store.secret}"),
                *("-x", version, "-z"),
            ],
            cwd=suite,
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        out.seek(0)
        found = SUMMARY.findall(out.read())
    if not found:
        raise Problem(f"The suite did not run for {version}.", log)
    last = json.loads(found[-1])
    say(f"xAPI {version}: {last['passed']} of {last['total']} tests passed")
    return last["passed"], last["total"]
