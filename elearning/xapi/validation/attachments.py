"""Whether the attachments that came are those that the statements name (Data 2.4.11)."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from elearning.xapi.validation.errors import Invalid
from elearning.xapi.validation.multipart import Part
from elearning.xapi.validation.signatures import SIGNATURE, check_signature

HASHES = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}


def attachments_in(statement: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each attachment with its place, also those of a SubStatement."""
    for number, attachment in enumerate(statement.get("attachments", ())):
        yield f"/attachments/{number}", attachment
    inner = statement["object"]
    if inner.get("objectType") == "SubStatement":
        for number, attachment in enumerate(inner.get("attachments", ())):
            yield f"/object/attachments/{number}", attachment


def check_attachments(
    statements: Sequence[tuple[str, dict[str, Any]]], parts: Mapping[str, Part]
) -> None:
    """Every attachment came, or says where it is; nothing else came; every signature is right.

    `statements` with the place of each. Raises Invalid.
    """
    named = set()
    for pointer, statement in statements:
        for place, attachment in attachments_in(statement):
            sha2 = attachment["sha2"].lower()
            named.add(sha2)
            part = parts.get(sha2)
            if part is None and "fileUrl" not in attachment:
                raise Invalid("this attachment did not come along", pointer + place)
            if attachment["usageType"] == SIGNATURE:
                check_signature(statement, attachment, part, pointer + place)
    for sha2, part in parts.items():
        if sha2 not in named:
            raise Invalid(f"no statement names the attachment {sha2}")
        if hashlib.new(HASHES[len(sha2)], part.content).hexdigest() != sha2:
            raise Invalid(f"the content is not that of the hash {sha2}")
