"""Reading attachments back."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.files.storage import default_storage

from elearning.xapi.validation.attachments import attachments_in


def place_of(tenant: uuid.UUID, sha2: str) -> str:
    """The name in the storage; hashes are hexadecimal (Data 2.4.11), so they make safe names."""
    return f"xapi/{tenant}/{sha2[:2]}/{sha2}"


def contents(
    tenant: uuid.UUID, statements: Iterable[dict[str, Any]]
) -> Iterator[tuple[str, str, bytes]]:
    """(SHA-2, content type, content) of every attachment we keep, each once."""
    seen: set[str] = set()
    for statement in statements:
        for _, attachment in attachments_in(statement):
            sha2 = attachment["sha2"].lower()
            place = place_of(tenant, sha2)
            if sha2 in seen or not default_storage.exists(place):
                continue
            seen.add(sha2)
            with default_storage.open(place) as file:
                yield sha2, attachment["contentType"], file.read()
