"""multipart/mixed: statements first, then the attachments they name (Communication 1.5.2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from elearning.xapi.validation.errors import Invalid

MOST_PARTS = 200
MOST_HEADER_BYTES = 8_192
BOUNDARY = re.compile(
    r';\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    headers: dict[str, str]
    content: bytes


def is_multipart(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "multipart/mixed"


def split(content_type: str, body: bytes) -> tuple[bytes, dict[str, Part]]:
    """The bytes of the statements and each attachment by its SHA-2.

    Raises Invalid when the parts are not as the specification wants them: the first JSON, each
    other one binary and with its hash, all within one boundary that is closed.
    """
    first, *rest = _parts(content_type, body)
    if (
        first.headers.get("content-type", "").partition(";")[0].strip()
        != "application/json"
    ):
        raise Invalid("the first part is application/json")
    attachments: dict[str, Part] = {}
    for number, part in enumerate(rest, 1):
        if part.headers.get("content-transfer-encoding", "").strip() != "binary":
            raise Invalid(f"part {number} has no Content-Transfer-Encoding: binary")
        sha2 = part.headers.get("x-experience-api-hash", "").strip().lower()
        if not sha2:
            raise Invalid(f"part {number} has no X-Experience-API-Hash")
        attachments[sha2] = part
    return first.content, attachments


def join(
    boundary: str, statements: bytes, attachments: Iterable[tuple[str, str, bytes]]
) -> bytes:
    """The other way: statements and (SHA-2, content type, content) as one body."""
    lines = [
        b"--%s\r\nContent-Type: application/json\r\n\r\n" % boundary.encode(),
        statements,
    ]
    for sha2, content_type, content in attachments:
        lines += [
            f"\r\n--{boundary}\r\nContent-Type: {content_type}\r\n"
            "Content-Transfer-Encoding: binary\r\n"
            f"X-Experience-API-Hash: {sha2}\r\n\r\n".encode(),
            content,
        ]
    return b"".join([*lines, f"\r\n--{boundary}--\r\n".encode()])


def _parts(content_type: str, body: bytes) -> list[Part]:
    match = BOUNDARY.search(content_type)
    if match is None:
        raise Invalid("multipart/mixed needs a boundary")
    delimiter = b"\r\n--" + (match[1] or match[2]).encode()
    sections = (b"\r\n" + body).split(delimiter, MOST_PARTS + 2)
    if len(sections) > MOST_PARTS + 1:
        raise Invalid(f"at most {MOST_PARTS} parts")
    if len(sections) < 3 or not sections[-1].startswith(b"--"):
        raise Invalid("the parts do not fit the boundary")
    return [_part(section) for section in sections[1:-1]]


def _part(section: bytes) -> Part:
    head, found, content = section.lstrip(b" \t").partition(b"\r\n\r\n")
    if not found or not head.startswith(b"\r\n") or len(head) > MOST_HEADER_BYTES:
        raise Invalid("a part has no headers that can be read")
    headers = {}
    for line in head.decode("latin-1").split("\r\n"):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return Part(headers, content)
