"""The embedded Valkey: broker and shared cache, out of a wheel."""

import socket
from pathlib import Path

from elearning.local.ports import HOST
from elearning.local.processes import Service
from elearning.local.serveruser import ServerUser

BROKER_DATABASE, CACHE_DATABASE = 1, 2
DATABASES = 64  # the tests give each process one of its own


class Valkey:
    """A server on `port` with its data in `data`, run as `user`."""

    def __init__(
        self, *, binary: Path, data: Path, port: int, password: str, user: ServerUser,
        throw_away: bool = False,
    ) -> None:  # fmt: skip
        self.binary, self.data, self.port = binary, data, port
        self.password, self.user, self.throw_away = password, user, throw_away

    def url(self, database: int) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}/{database}"

    def prepare(self) -> None:
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.user.own(self.data)

    def service(self) -> Service:
        """The settings go in through standard input: a password in a command line is for all to see."""
        settings = [
            f"bind {HOST}",
            f"port {self.port}",
            f"requirepass {self.password}",
            f'dir "{self.data}"',
            f"databases {DATABASES}",
            'save ""',
            f"appendonly {'no' if self.throw_away else 'yes'}",
            "appendfsync everysec",
            "daemonize no",
            "loglevel warning",
        ]
        return Service(
            name="valkey",
            command=[self.binary, "-"],
            is_ready=self._is_ready,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            user=self.user,
            stdin="\n".join([*settings, ""]).encode(),
            cwd=Path("/"),
            before_start=self.prepare,
        )

    def _is_ready(self) -> bool:
        request = f"AUTH {self.password}\r\nPING\r\n".encode()
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as line:
                line.sendall(request)
                answer = b""
                while answer.count(b"\r\n") < 2:
                    part = line.recv(256)
                    if not part:
                        return False
                    answer += part
        except OSError:
            return False
        return answer.endswith(b"+PONG\r\n")
