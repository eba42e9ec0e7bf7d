"""A body that comes too slowly is ended, so that a slow client does not keep a thread of the server.

Reading waits until all is there, and a byte now and then keeps it waiting. So what is being read
stands in a list, and one thread per process ends those whose time is over; for the reader it is as
if the client had stopped.

The server does not say which socket a request came from. But on that one nothing was sent since the
reading began, for no answer is there yet: so those of the same client and as silent on our side are
ended. A connection without a request under way may be among them, and those end at any time.
"""

import contextlib
import itertools
import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.http import HttpRequest

from elearning.xapi.exceptions import Refused

PATIENCE = (
    60.0  # seconds for a whole body; the largest we take then needs some 400 kB/s
)
LOOK_EVERY = 1.0  # seconds

OPEN_FILES = "/proc/self/fd"
TCP_INFO = getattr(socket, "TCP_INFO", 0)
LAST_DATA_SENT = struct.Struct("=44xI")  # milliseconds ago; struct tcp_info of Linux


class Reading(NamedTuple):
    """From which address, to which port of ours, and until when (monotonic)."""

    address: str
    port: int
    until: float


class _Watch:
    """What is being read, and the thread that looks at it."""

    def __init__(self) -> None:
        self.under_way: dict[int, Reading] = {}
        self.ended: set[int] = set()
        self.numbers = itertools.count()
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def begin(self, address: str, port: int) -> int:
        with self.lock:
            number = next(self.numbers)
            until = time.monotonic() + PATIENCE
            self.under_way[number] = Reading(address, port, until)
            # In a process that was forked there is no thread yet.
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._look, daemon=True)
                self.thread.start()
        return number

    def end(self, number: int) -> bool:
        """Whether the reading was ended because it took too long."""
        with self.lock:
            del self.under_way[number]
            was_ended = number in self.ended
            self.ended.discard(number)
        return was_ended

    def _look(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            with self.lock:
                overdue = self._overdue(time.monotonic())
                self.ended |= overdue.keys()
            # Again each time while it is read: what was sent last may have been a moment later.
            for reading in overdue.values():
                _end_reading(reading)

    def _overdue(self, now: float) -> dict[int, Reading]:
        return {n: one for n, one in self.under_way.items() if one.until < now}


_watch = _Watch()


@contextlib.contextmanager
def patience_with(request: HttpRequest) -> Iterator[None]:
    """Within, the body of `request` may be read. Raises Refused (408) when it took too long."""
    address, port = request.META["REMOTE_ADDR"], request.META["SERVER_PORT"]
    number = _watch.begin(address, int(port))
    broken: OSError | None = None
    was_ended = False
    try:
        yield
    except OSError as error:  # what the server makes of a body that ends too soon
        broken = error
    finally:
        was_ended = _watch.end(number)
    if was_ended:
        raise Refused(408, f"the body took more than {PATIENCE:.0f} seconds")
    if broken is not None:
        raise broken


def _end_reading(reading: Reading) -> None:
    for sock in _open_sockets():
        with sock, contextlib.suppress(OSError):
            if _may_be_of(sock, reading):
                sock.shutdown(socket.SHUT_RD)


def _open_sockets() -> Iterator[socket.socket]:
    """A second handle on each socket of this process; none where the system does not list them."""
    with contextlib.suppress(FileNotFoundError):
        for file in Path(OPEN_FILES).iterdir():
            with contextlib.suppress(OSError):  # closed meanwhile
                if file.readlink().name.startswith("socket:"):
                    yield socket.socket(fileno=os.dup(int(file.name)))


def _may_be_of(sock: socket.socket, reading: Reading) -> bool:
    if sock.type != socket.SOCK_STREAM or sock.family == socket.AF_UNIX:
        return False
    if (sock.getsockname()[1], sock.getpeername()[0]) != (
        reading.port,
        reading.address,
    ):
        return False
    info = sock.getsockopt(socket.IPPROTO_TCP, TCP_INFO, LAST_DATA_SENT.size)
    (silent,) = LAST_DATA_SENT.unpack(info)
    return bool(silent >= PATIENCE * 1000)
