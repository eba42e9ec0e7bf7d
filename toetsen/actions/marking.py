"""What an author's page promises about a test."""

from django.db import transaction

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from toetsen.models import Assessment


@transaction.atomic
def mark_sensitive(*, by: User | None, assessment: Assessment) -> bool:
    """From now on nothing of single answers is sent or worked out; gives whether that is new.

    There is no way back by a page: what was answered under this promise stays inside it.
    """
    changed = Assessment.objects.filter(pk=assessment.pk, sensitive=False).update(
        sensitive=True
    )
    if changed:
        audit(by=by, action="mark_sensitive", subject=assessment)
    return bool(changed)
