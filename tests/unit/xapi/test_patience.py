"""A client that sends its body slowly is refused, and a thread of the server is free again."""

import contextlib
import socket
import threading
import time

import pytest
from django.test import RequestFactory

from elearning.xapi.exceptions import Refused
from elearning.xapi.resources import patience
from elearning.xapi.resources.calls import call_of


@pytest.fixture
def line():
    """Both ends of a connection, and one more of the same client that has just been answered."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        pairs = []
        for _ in range(2):
            theirs = socket.create_connection(door.getsockname())
            pairs.append((door.accept()[0], theirs))
        yield pairs
        for pair in pairs:
            for end in pair:
                end.close()


class Announced:
    """A body as a server gives it: reading waits until all is there that was announced."""

    def __init__(self, sock: socket.socket, length: int) -> None:
        self.sock, self.left = sock, length

    def read(self, _size: int) -> bytes:
        got = b""
        while self.left and (part := self.sock.recv(self.left)):
            got += part
            self.left -= len(part)
        return got


def request(ours: socket.socket, length: int):
    made = RequestFactory().post(
        "/xapi/statements",
        content_type="application/json",
        REMOTE_ADDR=ours.getpeername()[0],
        SERVER_PORT=str(ours.getsockname()[1]),
    )
    made.META["CONTENT_LENGTH"] = str(length)
    made._stream = Announced(ours, length)
    return made


def test_a_body_that_comes_in_time_is_read(line):
    ours, theirs = line[0]
    theirs.sendall(b"[1, 2]")

    assert call_of(request(ours, 6)).body == b"[1, 2]"


def test_a_byte_now_and_then_does_not_keep_the_reader(line, monkeypatch):
    monkeypatch.setattr(patience, "PATIENCE", 0.2)
    monkeypatch.setattr(patience, "LOOK_EVERY", 0.05)
    ours, theirs = line[0]
    other, neighbour = line[1]
    stop = threading.Event()

    def trickle():
        # The reader may hang up while a byte is on its way: that is what it is here for.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while not stop.wait(0.05):
                theirs.sendall(b" ")
                other.sendall(b".")  # an answer that is being sent

    slow = threading.Thread(target=trickle)
    slow.start()
    began = time.monotonic()
    try:
        with pytest.raises(Refused) as refused:
            call_of(request(ours, 10_000))
    finally:
        stop.set()
        slow.join()

    assert (refused.value.status, refused.value.reason) == (
        408,
        "the body took more than 0 seconds",
    )
    assert time.monotonic() - began < 100  # 10,000 bytes would take 500
    assert (patience._watch.under_way, patience._watch.ended) == ({}, set())
    neighbour.sendall(b"still there")
    assert other.recv(100) == b"still there"


def test_a_body_that_ends_too_soon_is_named(line):
    ours, theirs = line[0]
    theirs.sendall(b"[1")
    theirs.shutdown(socket.SHUT_WR)

    with pytest.raises(Refused) as refused:
        call_of(request(ours, 6))

    assert (refused.value.status, refused.value.reason) == (
        400,
        "the body is shorter than Content-Length says",
    )
