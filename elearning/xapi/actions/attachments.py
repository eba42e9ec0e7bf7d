"""Attachments are kept by their hash, in Django's storage."""

import uuid
from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from elearning.xapi.queries.attachments import place_of
from elearning.xapi.validation.multipart import Part


def keep_attachments(*, tenant: uuid.UUID, parts: Mapping[str, Part]) -> None:
    """Keep each content under its SHA-2; one that is here already stays as it is.

    Written before the statement is: a content without a statement is waste, the other way round a
    loss.
    """
    for sha2, part in parts.items():
        place = place_of(tenant, sha2)
        if not default_storage.exists(place):
            default_storage.save(place, ContentFile(part.content))
