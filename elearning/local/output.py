"""What the runner says, and the one exception that ends it with a clear line."""

import sys
from pathlib import Path

LAST_LINES = 15


class Problem(Exception):
    """Something the person at the keyboard can solve; the text says what to do."""

    def __init__(self, text: str, log: Path | None = None) -> None:
        super().__init__(text)
        self.log = log


def say(text: str) -> None:
    print(text, flush=True)


def complain(problem: Problem) -> None:
    """The problem on standard error, below the end of the log it came from."""
    if problem.log is not None:
        for line in last_lines(problem.log):
            print(f"  | {line}", file=sys.stderr)
    print(f"Stopped: {problem}", file=sys.stderr, flush=True)
    if problem.log is not None:
        print(f"  The whole log: {problem.log}", file=sys.stderr, flush=True)


def last_lines(log: Path, count: int = LAST_LINES) -> list[str]:
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [line for line in text.splitlines() if line.strip()][-count:]
