"""Attachments and signatures (Data 2.4.11, 2.6; Communication 1.5.2)."""

import hashlib
import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from elearning.xapi.models import Statement
from elearning.xapi.validation.multipart import join, split
from tests.conformance.xapi.conftest import STATEMENTS, Speaker
from tests.conformance.xapi.statements import UUID, statement
from tests.factories.xapi import attachment

MIXED = "multipart/mixed; boundary=grens"
CONTENT = b"een bijlage\r\n--met streepjes"
ATTACHMENT = attachment(CONTENT)
SHA2 = ATTACHMENT["sha2"]
WITH = statement(id=UUID, attachments=[ATTACHMENT])


def mixed(made: object, *parts: tuple[str, str, bytes]) -> bytes:
    return join("grens", json.dumps(made).encode(), parts)


def test_an_attachment_comes_back(speaker: Speaker) -> None:
    """XAPI-00127, XAPI-00167."""
    sent = mixed(WITH, (SHA2, "text/plain", CONTENT))
    assert speaker.send("POST", STATEMENTS, sent, MIXED).status_code == 200

    response = speaker.send("GET", statementId=UUID, attachments=True)

    first, parts = split(response["Content-Type"], response.content)
    assert json.loads(first)["id"] == UUID
    assert {sha2: part.content for sha2, part in parts.items()} == {SHA2: CONTENT}


@pytest.mark.parametrize(
    "body",
    [
        mixed(WITH),
        mixed(WITH, (SHA2, "text/plain", b"iets anders")),
        mixed(statement(), (SHA2, "text/plain", CONTENT)),
        mixed(WITH, (SHA2, "text/plain", CONTENT)).replace(b"binary", b"base64"),
        mixed(WITH, (SHA2, "text/plain", CONTENT)).replace(
            b"X-Experience-API-Hash", b"X"
        ),
        mixed(WITH, (SHA2, "text/plain", CONTENT)).replace(
            b"application/json", b"text/plain"
        ),
        mixed(WITH, (SHA2, "text/plain", CONTENT)).removesuffix(b"--grens--\r\n"),
        mixed(WITH, *[(SHA2, "text/plain", CONTENT)] * 300),
        b"",
        b"--grens--",
    ],
    ids=[
        "missing",
        "wrong-hash",
        "excess",
        "encoding",
        "no-hash",
        "first",
        "open",
        "bomb",
        "empty",
        "no-part",
    ],
)
def test_parts_that_do_not_fit_are_refused(speaker: Speaker, body: bytes) -> None:
    """XAPI-00128 to XAPI-00134."""
    response = speaker.send("POST", STATEMENTS, body, MIXED)

    assert (response.status_code, Statement.objects.count()) == (400, 0)


def test_an_attachment_that_is_elsewhere_need_not_come(speaker: Speaker) -> None:
    elsewhere = {**ATTACHMENT, "fileUrl": "https://elders.example/x"}

    assert speaker.post(statement(id=UUID, attachments=[elsewhere])) == [UUID]
    assert speaker.send("POST", body=WITH).status_code == 400


# --- Signatures -------------------------------------------------------------------------------
def signed(payload: object, algorithm: str = "RS256", **changes: object) -> bytes:
    key = (
        rsa.generate_private_key(65537, 2048)
        if algorithm.startswith("RS")
        else "x" * 64
    )
    text = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    jws = jwt.PyJWS().encode(text, key, algorithm).encode()
    attachment = {
        **ATTACHMENT,
        "usageType": "http://adlnet.gov/expapi/attachments/signature",
        "contentType": "application/octet-stream",
        "length": len(jws),
        "sha2": hashlib.sha256(jws).hexdigest(),
        **changes,
    }
    made = statement(id=UUID, attachments=[attachment])
    return mixed(made, (attachment["sha2"], "application/octet-stream", jws))


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512"])
def test_a_signed_statement_is_taken(one: Speaker, algorithm: str) -> None:
    """XAPI-00117."""
    body = signed(statement(id=UUID), algorithm)

    assert one.send("POST", STATEMENTS, body, MIXED).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        signed(statement(id=UUID), "HS256"),
        signed(statement(id=UUID, verb={"id": "http://example.com/other"})),
        signed(b"{'no': json}"),
        signed(statement(id=UUID), contentType="text/plain"),
    ],
    ids=["algorithm", "other", "no-json", "content-type"],
)
def test_a_signature_that_is_not_right_is_refused(one: Speaker, body: bytes) -> None:
    """XAPI-00115 to XAPI-00117."""
    response = one.send("POST", STATEMENTS, body, MIXED)

    assert (response.status_code, Statement.objects.count()) == (400, 0)
