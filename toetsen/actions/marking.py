"""What an author's page promises about a test."""

from collections.abc import Collection

from django.db import transaction

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from toetsen.models import Assessment


@transaction.atomic
def mark_sensitive(
    *, by: User | None, assessment: Assessment, heavy: Collection[int]
) -> bool:
    """From now on nothing of single answers is sent or worked out; gives whether that is new.

    `heavy` are the ids of its questions in whose place another may be chosen: those are never drawn
    (ADR 0050). There is no way back by a page: what was answered under this promise stays inside it.
    """
    assessment.heavy.set(heavy)
    changed = Assessment.objects.filter(pk=assessment.pk, sensitive=False).update(
        sensitive=True
    )
    if changed:
        audit(by=by, action="mark_sensitive", subject=assessment)
    return bool(changed)
