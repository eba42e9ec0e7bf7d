"""The web server: Granian, with the site loaded before it makes its processes (ADR 0055).

    python -m elearning.server --port 8000

Speaks plain HTTP/1.1, for the way between a proxy and the site. The processes share the memory of
what was loaded, and one that died is replaced without loading it again.
"""

import argparse
import os
import socket
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.template.loader import get_template
from django.urls import get_resolver
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.net import SocketSpec

from elearning.wsgi import application

# As many processes as this machine has cores for; a thread waits for the database half of its time.
WORKERS, THREADS = 2, 4
IDLE_SECONDS = 600  # then a thread ends, and with it its connection to the database
GRACE_SECONDS = 10
AGAIN_SECONDS = 1

OWN = {"elearning", "modules", "toetsen", "themes"}

_settings = tuple(os.environ)


def site(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """The site without the variables of this process, which Granian adds to each request.

    Among them are passwords, and one that begins with HTTP_ would pass for a header.
    """
    for name in _settings:
        environ.pop(name, None)
    return application(environ, start_response)


def warm_up() -> None:
    """Work out what each process would else work out while somebody waits: addresses, templates.

    For who comes first after a start, and after a process that died.
    """
    get_resolver()._populate()
    for app in apps.get_app_configs():
        if app.name.partition(".")[0] in OWN:
            for file in (folder := Path(app.path) / "templates").rglob("*.html"):
                get_template(str(file.relative_to(folder)))


class Server(Granian):
    """Granian with one socket at which all its processes take connections.

    It would give each a socket of its own, and who waits at that of a process that dies is turned
    away; here the others take them. And it forgets the word to end that comes in the very moment
    in which it begins to replace a process, so it is told again.
    """

    def signal_handler_interrupt(self, *args: Any, **kwargs: Any) -> None:
        super().signal_handler_interrupt(*args, **kwargs)
        again = threading.Timer(AGAIN_SECONDS, self.main_loop_interrupt.set)
        again.daemon = True
        again.start()

    def _init_shared_socket(self) -> None:
        self._shd = SocketSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._sso = socket.socket(fileno=self._shd.get_fd())
        self._sso.set_inheritable(True)
        self._ssp = None


def main() -> None:
    """Serves until it is told to end (TERM, INT); then what is under way is finished first."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--host", default="127.0.0.1")
    wanted.add_argument("--port", type=int, default=8000)
    wanted.add_argument("--workers", type=int, default=WORKERS)
    wanted.add_argument("--threads", type=int, default=THREADS)
    given = wanted.parse_args()
    warm_up()
    Server(
        f"{__name__}:site",
        address=given.host,
        port=given.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=given.workers,
        blocking_threads=given.threads,
        blocking_threads_idle_timeout=IDLE_SECONDS,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.warning,
    ).serve(target_loader=lambda _target: site)


if __name__ == "__main__":
    main()
