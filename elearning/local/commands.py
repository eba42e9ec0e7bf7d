"""Runs one command to its end, quietly, with its output in a log of its own."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from elearning.local.output import Problem
from elearning.local.places import LOGS, PROJECT

PR_SET_PDEATHSIG = 1


def dies_with_us(number: int = signal.SIGTERM) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel ends the child when the runner is killed without a word.

    Linux only; elsewhere a killed runner leaves its children, and the next start finds them.
    """
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, int(number))


def log_of(name: str) -> Path:
    LOGS.mkdir(parents=True, exist_ok=True)
    return LOGS / f"{name}.log"


def run(
    command: Sequence[str | Path],
    *,
    name: str,
    failure: str,
    env: Mapping[str, str] | None = None,
) -> None:
    """Runs the command in the project's folder with its output in `var/log/<name>.log`.

    Raises `Problem` with the text `failure` when it ends in an error.
    """
    log = log_of(name)
    with log.open("wb") as out:
        code = wait_for(command, env=env, stdout=out, stderr=subprocess.STDOUT)
    if code:
        raise Problem(failure, log)


def wait_for(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    stdout: IO[bytes] | int | None = None,
    stderr: IO[bytes] | int | None = None,
    cwd: Path = PROJECT,
) -> int:
    """Runs the command to its end and returns its exit code; a Ctrl-C here ends the command too."""
    process = _start(command, env=env, stdout=stdout, stderr=stderr, cwd=cwd)
    try:
        return process.wait()
    except BaseException:
        end_group(process)
        raise


def begin(
    command: Sequence[str | Path], *, env: Mapping[str, str], out: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Starts the command, with all it says in `out`; whoever asks ends it, with `end_group`."""
    return _start(command, env=env, stdout=out, stderr=subprocess.STDOUT, cwd=PROJECT)


def _start(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None,
    stdout: IO[bytes] | int | None,
    stderr: IO[bytes] | int | None,
    cwd: Path,
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=dict(os.environ if env is None else env),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        preexec_fn=dies_with_us(),
    )


def end_group(process: subprocess.Popen[bytes], patience: float = 10) -> None:
    """Ends the process and everything it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return
