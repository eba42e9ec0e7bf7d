"""One long-running process: how it is started, watched and ended."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from elearning.local.commands import dies_with_us, end_group, log_of
from elearning.local.output import Problem
from elearning.local.places import PROJECT
from elearning.local.serveruser import ServerUser

RESTARTS = 5
RESTART_WINDOW_SECONDS = 60


@dataclass
class Service:
    """`is_ready` answers whether it works yet; `stop_signal` asks it to end in its own way."""

    name: str
    command: Sequence[str | Path]
    is_ready: Callable[[], bool] = lambda: True
    env: Mapping[str, str] | None = None
    user: ServerUser | None = None
    stdin: bytes | None = None
    cwd: Path = PROJECT
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 30
    before_start: Callable[[], None] = lambda: None
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return log_of(self.name)

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Starts it and waits until it works; raises `Problem` when it does not come up."""
        self.launch()
        self.wait_until_ready()

    def launch(self) -> None:
        self.before_start()
        self.starts.append(time.monotonic())
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [str(part) for part in self.command],
                cwd=self.cwd,
                env=dict(os.environ if self.env is None else self.env),
                stdin=subprocess.DEVNULL if self.stdin is None else subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=dies_with_us(self.stop_signal),
                **(self.user.popen_options() if self.user else {}),
            )
        if self.stdin is not None and self.process.stdin is not None:
            self.process.stdin.write(self.stdin)
            self.process.stdin.close()

    def stop(self) -> None:
        """Asks it to end, waits for its patience, then ends it."""
        if self.process is None:
            return
        if self.running:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(self.patience)
            except subprocess.TimeoutExpired:
                end_group(self.process, patience=5)
        self.process = None

    def restarts_too_often(self) -> bool:
        since = time.monotonic() - RESTART_WINDOW_SECONDS
        return len([start for start in self.starts if start > since]) > RESTARTS

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + self.patience
        while not self.is_ready():
            if not self.running:
                raise Problem(f"{self.name} did not start.", self.log)
            if time.monotonic() > deadline:
                self.stop()
                raise Problem(
                    f"{self.name} was not ready in {self.patience:.0f} s.", self.log
                )
            time.sleep(0.05)
