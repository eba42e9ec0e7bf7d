"""A body that comes too slowly is ended, so that a slow client does not keep a thread of the server.

The server reads until it has what was announced, and a byte now and then keeps it reading. So the
sockets that are being read stand in a list, and one thread per process ends the reading of those
whose time is over; for the reader it is as if the client had stopped. Where the server does not
tell the socket (the test client), nothing is watched.
"""

import contextlib
import itertools
import socket
import threading
import time
from collections.abc import Iterator

from django.http import HttpRequest

from elearning.xapi.exceptions import Refused

PATIENCE = (
    60.0  # seconds for a whole body; the largest we take then needs some 400 kB/s
)
LOOK_EVERY = 1.0  # seconds


class _Watch:
    """The sockets that are being read, and the thread that looks at them."""

    def __init__(self) -> None:
        self.until: dict[int, tuple[float, socket.socket]] = {}
        self.ended: set[int] = set()
        self.numbers = itertools.count()
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def begin(self, sock: socket.socket) -> int:
        with self.lock:
            number = next(self.numbers)
            self.until[number] = (time.monotonic() + PATIENCE, sock)
            # In a process that was forked there is no thread yet.
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._look, daemon=True)
                self.thread.start()
        return number

    def end(self, number: int) -> bool:
        """Whether the reading was ended because it took too long."""
        with self.lock:
            del self.until[number]
            was_ended = number in self.ended
            self.ended.discard(number)
        return was_ended

    def _look(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            with self.lock:
                self._end_overdue(time.monotonic())

    def _end_overdue(self, now: float) -> None:
        for number, (until, sock) in self.until.items():
            if until < now and number not in self.ended:
                self.ended.add(number)
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RD)


_watch = _Watch()


@contextlib.contextmanager
def patience_with(request: HttpRequest) -> Iterator[None]:
    """Within, the body of `request` may be read. Raises Refused (408) when it took too long."""
    sock = request.META.get("gunicorn.socket")
    if sock is None:
        yield
        return
    number = _watch.begin(sock)
    broken: OSError | None = None
    was_ended = False
    try:
        yield
    except (
        OSError
    ) as error:  # what the server makes of a chunked body that ends too soon
        broken = error
    finally:
        was_ended = _watch.end(number)
    if was_ended:
        raise Refused(408, f"the body took more than {PATIENCE:.0f} seconds")
    if broken is not None:
        raise broken
