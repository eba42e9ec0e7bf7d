"""A client that sends its body slowly is refused, and a thread of the server is free again."""

import contextlib
import socket
import threading
import time

import pytest
from django.test import RequestFactory
from gunicorn.http.body import Body, LengthReader
from gunicorn.http.unreader import SocketUnreader

from elearning.xapi.exceptions import Refused
from elearning.xapi.resources import patience
from elearning.xapi.resources.calls import call_of


@pytest.fixture
def line():
    """Both ends of a connection."""
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def request(ours: socket.socket, length: int):
    """As gunicorn gives it: it reads until it has all that was announced."""
    made = RequestFactory().post("/xapi/statements", content_type="application/json")
    made.META |= {"gunicorn.socket": ours, "CONTENT_LENGTH": str(length)}
    made._stream = Body(LengthReader(SocketUnreader(ours), length))
    return made


def test_a_body_that_comes_in_time_is_read(line):
    ours, theirs = line
    theirs.sendall(b"[1, 2]")

    assert call_of(request(ours, 6)).body == b"[1, 2]"


def test_a_byte_now_and_then_does_not_keep_the_reader(line, monkeypatch):
    monkeypatch.setattr(patience, "PATIENCE", 0.2)
    monkeypatch.setattr(patience, "LOOK_EVERY", 0.05)
    ours, theirs = line
    stop = threading.Event()

    def trickle():
        # The reader may hang up while a byte is on its way: that is what it is here for.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while not stop.wait(0.05):
                theirs.sendall(b" ")

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
    assert (patience._watch.until, patience._watch.ended) == ({}, set())


def test_a_body_that_ends_too_soon_is_named(line):
    ours, theirs = line
    theirs.sendall(b"[1")
    theirs.shutdown(socket.SHUT_WR)

    with pytest.raises(Refused) as refused:
        call_of(request(ours, 6))

    assert (refused.value.status, refused.value.reason) == (
        400,
        "the body is shorter than Content-Length says",
    )
