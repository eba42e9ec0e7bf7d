"""One at a time: two starts on the same data would fight."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from elearning.local.output import Problem


@contextlib.contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Two starts on the same data would fight; the second is told so."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Problem(
                "`make run` is already running in this folder. Stop it there with Ctrl-C first."
            ) from None
        yield


def is_held(data: Path) -> bool:
    try:
        with only_one(data):
            return False
    except Problem:
        return True


@contextlib.contextmanager
def waiting(file: Path) -> Iterator[None]:
    """Waits for its turn; for work of seconds."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
