"""What is hostile or broken: a refusal with the reason and the place, and nothing of it stored."""

import io
import json

import pytest
from django.test import RequestFactory

from elearning.xapi.exceptions import Refused
from elearning.xapi.models import Statement
from elearning.xapi.resources.calls import CHUNK, MOST_BYTES, call_of
from tests.conformance.xapi.conftest import STATEMENTS, Speaker
from tests.conformance.xapi.statements import STATEMENT, statement

HUGE = 100_000_000
MIXED = 'multipart/mixed; boundary="b"'


class Endless(io.RawIOBase):
    """A body that never ends, and how much of it was read."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0
        self.taken += size
        return b" " * size


def with_raw(place: str, raw: bytes) -> bytes:
    """A statement with `raw` where its text `place` stands."""
    text = json.dumps(statement("result/response", place)).encode()
    return text.replace(b'"' + place.encode() + b'"', raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"NaN",
        b"-Infinity",
        b"1e999",
        rb'"\u0000"',
        rb'"\ud800"',
        b'"\xed\xa0\x80"',
        b'"\xff"',
        b'"a","response":"b"',
        b"[" * 10_000 + b"]" * 10_000,
    ],
)
def test_json_that_is_not_strict_is_refused(speaker: Speaker, raw: bytes) -> None:
    response = speaker.send("POST", STATEMENTS, with_raw("here", raw))

    assert response.status_code == 400
    assert response.json()["error"]
    assert not Statement.objects.exists()


def test_the_place_is_said_as_a_pointer(speaker: Speaker) -> None:
    wrong = statement("context/extensions", {"no scheme/or ~": 1})

    response = speaker.send("POST", STATEMENTS, [STATEMENT, wrong])

    assert response.json() == {
        "error": "Expected an IRI with a scheme",
        "pointer": "/1/context/extensions/no scheme~1or ~0",
    }
    assert not Statement.objects.exists()


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    body = Endless()

    with pytest.raises(Refused) as refused:
        call_of(_request(body, CONTENT_LENGTH=str(HUGE)))

    assert (refused.value.status, body.taken) == (413, 0)


def test_a_body_without_an_end_is_read_no_further_than_the_most() -> None:
    body = Endless()

    with pytest.raises(Refused) as refused:
        call_of(_request(body, HTTP_TRANSFER_ENCODING="chunked"))

    assert refused.value.status == 413
    assert body.taken <= MOST_BYTES + CHUNK


def _request(body: Endless, **meta: str) -> object:
    request = RequestFactory().post(STATEMENTS, b"", "application/json")
    request.META.update(meta)
    request.META["wsgi.input"] = body
    return request


@pytest.mark.parametrize(
    "body",
    [
        b"\r\n--b".join([b""] * 10_000) + b"--",
        b"--b\r\n" + b"X: y\r\n" * 100_000 + b"\r\n{}\r\n--b--",
        b"--b\r\nContent-Type: application/json\r\n\r\n"
        + json.dumps(STATEMENT).encode(),
        b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n--b--",
    ],
    ids=["ten thousand parts", "endless headers", "never closed", "a mix in a mix"],
)
def test_a_multipart_bomb_is_refused(speaker: Speaker, body: bytes) -> None:
    response = speaker.send("POST", STATEMENTS, body, MIXED)

    assert (response.status_code, Statement.objects.count()) == (400, 0)


def test_an_attachment_of_another_hash_is_refused(speaker: Speaker) -> None:
    named = {
        "usageType": "https://leer.example/use",
        "display": {"nl": "Bijlage"},
        "contentType": "text/plain",
        "length": 3,
        "sha2": "a" * 64,
    }
    body = (
        b"--b\r\nContent-Type: application/json\r\n\r\n"
        + json.dumps(statement(attachments=[named])).encode()
        + b"\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\n"
        + b"X-Experience-API-Hash: "
        + b"a" * 64
        + b"\r\n\r\nabc\r\n--b--"
    )

    response = speaker.send("POST", STATEMENTS, body, MIXED)

    assert (response.status_code, Statement.objects.count()) == (400, 0)
    assert "hash" in response.json()["error"]
