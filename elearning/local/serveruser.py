"""As whom the servers run: PostgreSQL refuses to run as root, and Valkey need not either."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearning.local.output import Problem

CANDIDATES = ("leernetwerk", "postgres", "nobody")


@dataclass(frozen=True)
class ServerUser:
    """Who runs the servers; `switch` is true when that is not who started the runner."""

    name: str
    uid: int
    gid: int
    switch: bool

    def popen_options(self) -> dict[str, Any]:
        if not self.switch:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def can_run(self, binary: Path) -> bool:
        try:
            done = subprocess.run(
                [str(binary), "--version"],
                cwd="/",
                capture_output=True,
                check=False,
                **self.popen_options(),
            )
        except OSError:
            return False
        return done.returncode == 0

    def can_enter(self, folder: Path) -> bool:
        done = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
            cwd="/",
            capture_output=True,
            check=False,
            **self.popen_options(),
        )
        return done.returncode == 0


def choose(data: Path) -> ServerUser:
    """Oneself; for root the owner of the data that is there, or else a system user.

    Raises `Problem` when root has no unprivileged system user at hand.
    """
    if os.geteuid() != 0:
        return ServerUser(str(os.geteuid()), os.geteuid(), os.getegid(), switch=False)
    for known in (data / "postgres", data / "valkey"):
        if known.exists() and known.stat().st_uid != 0:
            facts = known.stat()
            return ServerUser(
                _name(facts.st_uid), facts.st_uid, facts.st_gid, switch=True
            )
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(name, entry.pw_uid, entry.pw_gid, switch=True)
    raise Problem(
        "PostgreSQL does not run as root and this system has no user 'nobody'. "
        "Make a system user 'leernetwerk', or start as an ordinary user."
    )


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
