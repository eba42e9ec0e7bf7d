"""Documents of a state, activity profile or agent profile (Communication 2.2)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from elearning.xapi.enums import DocumentKind
from elearning.xapi.models import Document
from elearning.xapi.queries.hashes import digest
from elearning.xapi.validation import ifi_of


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where documents lie: of which credential (its number), and about what and whom."""

    credential: int
    kind: DocumentKind
    activity: str | None = None
    agent: dict[str, Any] | None = None
    registration: uuid.UUID | None = None


def document(shelf: Shelf, name: str) -> Document | None:
    return documents_on(shelf, exact=True).filter(name=name).first()


def document_names(shelf: Shelf, since: datetime | None) -> Sequence[str]:
    """The names on `shelf`, of what was stored or changed after `since` only."""
    found = documents_on(shelf, exact=False)
    if since is not None:
        found = found.filter(updated_at__gt=since)
    return sorted(set(found.values_list("name", flat=True)))


def documents_on(shelf: Shelf, *, exact: bool) -> QuerySet[Document]:
    """All on `shelf`. Without `exact`, a shelf without a registration holds those of every one."""
    found = Document.objects.filter(credential=shelf.credential, kind=shelf.kind)
    if shelf.activity is not None:
        found = found.filter(activity__iri=shelf.activity)
    if shelf.agent is not None:
        found = found.filter(agent__digest=digest(ifi_of(shelf.agent) or ""))
    if shelf.registration is not None or exact:
        found = found.filter(registration=shelf.registration)
    return found
