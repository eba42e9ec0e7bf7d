"""Writing documents: whole, merged or away, each under the conditions of its sender."""

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db import connection, transaction

from elearning.core import clock
from elearning.xapi.actions.dimensions import number
from elearning.xapi.enums import DocumentKind
from elearning.xapi.exceptions import Conflict, PreconditionFailed
from elearning.xapi.models import Credential, Document
from elearning.xapi.queries.documents import Shelf, document, documents_on
from elearning.xapi.validation import Invalid, decode, ifi_of

JSON = "application/json"
LONGEST_TYPE = 255


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the sender thinks is here: ETags, or `*`, as they came in the headers."""

    if_match: str | None
    if_none_match: str | None
    major: int

    def check(self, found: Document | None) -> None:
        """Raises PreconditionFailed when they are not met (Communication 3.1)."""
        etag = f'"{found.etag}"' if found else None
        if self.if_match is not None and not _names(self.if_match, etag):
            raise PreconditionFailed("the document is not the one of If-Match")
        if self.if_none_match is not None and _names(self.if_none_match, etag):
            raise PreconditionFailed("there is a document that If-None-Match excludes")

    @property
    def none(self) -> bool:
        return self.if_match is None and self.if_none_match is None


@dataclass(frozen=True, slots=True)
class SentDocument:
    """A document as it came in, and where it belongs."""

    shelf: Shelf
    name: str
    content: bytes
    content_type: str
    conditions: Conditions


@transaction.atomic
def put_document(*, by: Credential, sent: SentDocument) -> None:
    """Store it in the place of what was there.

    Without a condition a profile is refused: 409 when there is one, 400 when there is none (1.0.3
    only). A state needs none in 1.0.3; 2.0 wants one for whatever exists. Raises Conflict,
    PreconditionFailed, Invalid.
    """
    _check_json(sent)
    found = _locked(sent)
    sent.conditions.check(found)
    if sent.conditions.none:
        is_state = sent.shelf.kind == DocumentKind.STATE
        if found is not None and (sent.conditions.major == 2 or not is_state):
            raise Conflict(
                "there is a document already: read it first and send its ETag in If-Match"
            )
        if found is None and sent.conditions.major == 1 and not is_state:
            raise Invalid("send If-Match or If-None-Match")
    _write(sent, found, sent.content, sent.content_type)


@transaction.atomic
def merge_document(*, by: Credential, sent: SentDocument) -> None:
    """Store it, or put its top-level keys over those of what was there (Communication 2.2.s8).

    Raises Invalid unless both are JSON objects, and PreconditionFailed.
    """
    value = _check_json(sent)
    found = _locked(sent)
    sent.conditions.check(found)
    content, content_type = sent.content, sent.content_type
    if found is not None:
        if not _is_json(found.content_type) or not isinstance(value, dict):
            raise Invalid("only JSON objects are merged")
        before = msgspec.json.decode(bytes(found.content))
        if not isinstance(before, dict):
            raise Invalid("only JSON objects are merged")
        content, content_type = msgspec.json.encode({**before, **value}), JSON
    elif _is_json(sent.content_type) and not isinstance(value, dict):
        raise Invalid("what can be merged later is a JSON object")
    _write(sent, found, content, content_type)


@transaction.atomic
def delete_document(*, by: Credential, sent: SentDocument) -> None:
    """Away with it; what is not there is away already. Raises PreconditionFailed."""
    found = _locked(sent)
    sent.conditions.check(found)
    if found is not None:
        found.delete()


@transaction.atomic
def delete_documents(*, by: Credential, shelf: Shelf) -> None:
    """Away with all on the shelf."""
    documents_on(shelf, exact=False).delete()


def _locked(sent: SentDocument) -> Document | None:
    """What is there, with its place held until the end of the transaction, be it empty."""
    shelf = sent.shelf
    agent = ifi_of(shelf.agent) if shelf.agent is not None else None
    place = repr(
        (
            shelf.credential,
            shelf.kind,
            shelf.activity,
            agent,
            shelf.registration,
            sent.name,
        )
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [place])
    return document(sent.shelf, sent.name)


def _write(
    sent: SentDocument, found: Document | None, content: bytes, content_type: str
) -> None:
    if len(content_type) > LONGEST_TYPE or not content_type.isprintable():
        raise Invalid("this is no content type")
    target = found or _new(sent)
    target.content = content
    target.content_type = content_type
    target.etag = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    target.updated_at = clock.now()
    target.save()


def _new(sent: SentDocument) -> Document:
    shelf = sent.shelf
    ifi = ifi_of(shelf.agent) if shelf.agent is not None else None
    numbers = number(
        [], {shelf.activity: ""} if shelf.activity else {}, [ifi] if ifi else []
    )
    return Document(
        credential_id=shelf.credential,
        kind=shelf.kind,
        activity_id=numbers.activities.get(shelf.activity or ""),
        agent_id=numbers.agents.get(ifi or ""),
        registration=shelf.registration,
        name=sent.name,
    )


def _check_json(sent: SentDocument) -> Any:
    """The value of a JSON document, or None. Raises Invalid for one that cannot be read."""
    return decode(sent.content) if _is_json(sent.content_type) else None


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == JSON


def _names(header: str, etag: str | None) -> bool:
    """Whether the ETags of a header name what is there; `*` names anything."""
    if etag is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag in tags or etag.strip('"') in tags
