"""Attachments are kept by their hash, in Django's storage, as long as a statement names them."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from elearning.xapi.models import LooseAttachment, StatementAttachment
from elearning.xapi.queries.attachments import place_of
from elearning.xapi.validation.attachments import attachments_in
from elearning.xapi.validation.multipart import Part

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('xapi attachment ' || %s, 0))"
# The same statement may be looked at twice, so a hash that is loose already stays so.
LET_GO = """
WITH gone AS (
    DELETE FROM xapi_statementattachment WHERE statement = ANY(%s) RETURNING tenant, sha2
)
INSERT INTO xapi_looseattachment (tenant, sha2) SELECT DISTINCT tenant, sha2 FROM gone
ON CONFLICT DO NOTHING
"""


def keep_attachments(*, tenant: uuid.UUID, parts: Mapping[str, Part]) -> None:
    """Keep each content under its SHA-2; one that is here already stays as it is.

    Written before the statement is: a content without a statement is waste, the other way round a
    loss. Held until the end of the caller's transaction, in the order of the hashes, so that
    nobody deletes what is about to be named again.
    """
    for sha2, part in sorted(parts.items()):
        place = place_of(tenant, sha2)
        _hold(place)
        if not default_storage.exists(place):
            default_storage.save(place, ContentFile(part.content))


def name_attachments(
    *, tenant: uuid.UUID, made: Iterable[tuple[int, dict[str, Any]]]
) -> None:
    """Note which contents each new statement, given with its key, names."""
    rows = {
        (attachment["sha2"].lower(), key)
        for key, statement in made
        for _, attachment in attachments_in(statement)
    }
    if rows:
        StatementAttachment.objects.bulk_create(
            [
                StatementAttachment(tenant=tenant, sha2=sha2, statement=key)
                for sha2, key in sorted(rows)
            ],
            ignore_conflicts=True,
        )


def let_go(*, keys: list[int]) -> None:
    """The statements with these keys name nothing any more; what they named is loose now."""
    with connection.cursor() as cursor:
        cursor.execute(LET_GO, [keys])


def drop_loose_attachments() -> int:
    """Delete the contents that no statement names; gives how many. May run twice, also at once."""
    return sum(
        _drop(tenant, sha2)
        for tenant, sha2 in LooseAttachment.objects.values_list("tenant", "sha2")
    )


@transaction.atomic
def _drop(tenant: uuid.UUID, sha2: str) -> bool:
    place = place_of(tenant, sha2)
    _hold(place)
    named = StatementAttachment.objects.filter(tenant=tenant, sha2=sha2).exists()
    if not named:
        default_storage.delete(place)
    LooseAttachment.objects.filter(tenant=tenant, sha2=sha2).delete()
    return not named


def _hold(place: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [place])
