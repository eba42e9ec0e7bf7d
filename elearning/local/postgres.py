"""The embedded PostgreSQL: a real server out of a wheel, driven by its own programs."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from elearning.local.commands import log_of
from elearning.local.output import Problem
from elearning.local.places import shown
from elearning.local.ports import HOST
from elearning.local.processes import Service
from elearning.local.serveruser import ServerUser

ROLE = DATABASE = "leernetwerk"
READY_LINE = 7
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class Postgres:
    """A server on `port` with its data in `data`, run as `user` from the programs in `bin`."""

    def __init__(
        self, *, bin_: Path, data: Path, port: int, password: str, user: ServerUser,
        throw_away: bool = False,
    ) -> None:  # fmt: skip
        self.bin, self.data, self.port = bin_, data, port
        self.password, self.user, self.throw_away = password, user, throw_away

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}:{quote(self.password, safe='')}@{HOST}:{self.port}/{DATABASE}"

    def prepare(self) -> None:
        """Makes the data folder the first time; checks its version; ends what was left over."""
        if self.data.exists():
            self._check_version()
            self._end_leftover()
        else:
            self._initialise()

    def service(self) -> Service:
        settings = {
            "listen_addresses": HOST,
            "port": str(self.port),
            "unix_socket_directories": "",
            "log_min_messages": "warning",
            **(THROW_AWAY if self.throw_away else {}),
        }
        options = [part for item in settings.items() for part in ("-c", "=".join(item))]
        return Service(
            name="postgresql",
            command=[self.bin / "postgres", "-D", self.data, *options],
            is_ready=self._is_ready,
            env=ENV,
            user=self.user,
            cwd=Path("/"),
            stop_signal=signal.SIGINT,  # its "fast" shutdown: ends sessions, keeps the data whole
            patience=60,
            before_start=self.prepare,
        )

    def make_database(self) -> None:
        """Makes the project's database when it is not there yet."""
        there = self._psql(
            f"SELECT count(*) FROM pg_database WHERE datname = '{DATABASE}'"
        )
        if there.strip() == "0":
            self._psql(f"CREATE DATABASE {DATABASE}")

    def _psql(self, statement: str) -> str:
        done = subprocess.run(
            [self.bin / "psql", "-X", "-A", "-t", "-h", HOST, "-p", str(self.port), "-U", ROLE,
             "-d", "postgres", "-c", statement],
            env={**ENV, "PGPASSWORD": self.password},
            cwd="/", capture_output=True, text=True, check=False,
            **self.user.popen_options(),
        )  # fmt: skip
        if done.returncode:
            raise Problem(f"PostgreSQL refused: {done.stderr.strip()}")
        return str(done.stdout)

    def _initialise(self) -> None:
        draft = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True)
        self.user.own(draft)
        log = log_of("initdb")
        with self._password_file() as file, log.open("wb") as out:
            done = subprocess.run(
                [self.bin / "initdb", "-D", draft, "-U", ROLE, "--auth=scram-sha-256",
                 f"--pwfile={file}", "--encoding=UTF8", "--locale-provider=builtin",
                 "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions",
                 *(["--no-sync"] if self.throw_away else [])],
                env=ENV, cwd="/", stdout=out, stderr=subprocess.STDOUT, check=False,
                **self.user.popen_options(),
            )  # fmt: skip
        if done.returncode:
            raise Problem(
                f"PostgreSQL could not make its data folder {shown(self.data)}.", log
            )
        draft.rename(self.data)

    @contextlib.contextmanager
    def _password_file(self) -> Iterator[str]:
        with tempfile.NamedTemporaryFile("w", encoding="ascii") as file:
            file.write(self.password)
            file.flush()
            self.user.own(Path(file.name))
            yield file.name

    def _check_version(self) -> None:
        try:
            kept = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        except OSError:
            raise Problem(
                f"{shown(self.data)} is not a PostgreSQL data folder. Move it away and start again."
            ) from None
        ours = self.major_version()
        if kept != ours:
            raise Problem(
                f"The data in {shown(self.data)} is of PostgreSQL {kept} and this project brings "
                f"{ours}. Dump it with the older version and load it again, or start afresh: "
                f"mv {shown(self.data)} {shown(self.data)}-{kept}"
            )

    def major_version(self) -> str:
        done = subprocess.run(
            [self.bin / "postgres", "--version"],
            cwd="/", capture_output=True, text=True, check=True,
            **self.user.popen_options(),
        )  # fmt: skip
        found = re.search(r"(\d+)", done.stdout)
        return found.group(1) if found else "?"

    def _pid_file(self) -> list[str]:
        try:
            return (
                (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            )
        except OSError:
            return []

    def _is_ready(self) -> bool:
        lines = self._pid_file()
        return len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready"

    def _end_leftover(self) -> None:
        """A server that outlived a killed runner is ended; a stale pid file is taken away."""
        lines = self._pid_file()
        if not lines or not lines[0].strip().isdigit():
            return
        pid = int(lines[0])
        if self._is_our_server(pid):
            os.kill(pid, signal.SIGINT)
            _wait_until_gone(pid)
        with contextlib.suppress(FileNotFoundError):
            (self.data / "postmaster.pid").unlink()
        self._wait_for_backends()

    def _is_our_server(self, pid: int) -> bool:
        command = _command_line(pid)
        return "postgres" in command and str(self.data) in command

    def _wait_for_backends(self, seconds: float = 10) -> None:
        """After kill -9 of the server its backends end by themselves; the new one waits for that."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and _someone_works_in(self.data):
            time.sleep(0.1)


def _wait_until_gone(pid: int, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and _is_alive(pid):
        time.sleep(0.1)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _command_line(pid: int) -> str:
    proc = Path(f"/proc/{pid}/cmdline")
    if proc.parent.parent.joinpath("self").exists():
        try:
            return proc.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    done = subprocess.run(
        ["ps", "-o", "args=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def _someone_works_in(folder: Path) -> bool:
    """Whether a process has the folder as its working directory, as PostgreSQL's all have."""
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.readlink() == folder:
                return True
        except OSError:
            continue
    return False
