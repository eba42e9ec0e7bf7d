"""Handing in a text to the lecturers of one's group, taking it back, and writing back (ADR 0053).

The audit holds that it happened and to which group, never a word of it; no statement is made.
"""

import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError, NotFound
from elearning.enrolment.actions import sealed_for
from elearning.enrolment.models import Enrolment
from modules.models import HandedIn
from modules.queries.handing_in import FEEDBACK, KEPT, TEXT, groups_for, handed_in_for
from modules.queries.portfolio import portfolio_text


@transaction.atomic
def hand_in(*, by: User, key: uuid.UUID, enrolment: Enrolment) -> HandedIn:
    """Give the lecturers of her group a copy of the text of `by` as it is now.

    A newer copy takes the place of the old one and waits for feedback again. Raises NotFound for a
    text that is not hers, or a group that she is not in or that nobody teaches.
    """
    text = portfolio_text(by, key)
    if enrolment not in groups_for(by):
        raise NotFound(_("We cannot find that group, or it is not one of yours."))
    # One after the other, so that the same text handed in twice at once is there once; and the row
    # itself, so that what a lecturer writes back at that moment stays.
    Enrolment.objects.select_for_update().only("pk").get(pk=enrolment.pk)
    there = HandedIn.objects.select_for_update()
    row = there.filter(enrolment=enrolment, text_key=key).first()
    row = row or HandedIn(enrolment=enrolment, text_key=key)
    data = {"title": text.title, "text": text.text}
    row.sealed = sealed_for(user=by, kind=TEXT, subject=row.uuid, data=data)
    row.handed_in_at, row.answered_at = clock.now(), None
    row.save()
    _audit(by, "hand_in", row)
    return row


@transaction.atomic
def take_back(*, by: User, work: uuid.UUID) -> None:
    """Nobody can read it any more, and what was written back goes with it.

    Raises NotFound for what is not hers.
    """
    row = HandedIn.objects.filter(uuid=work, enrolment__user=by).first()
    if row is None:
        raise NotFound(_("This text does not exist, or it is not yours."))
    _audit(by, "take_back", row)
    row.delete()


@transaction.atomic
def give_feedback(*, by: User, work: uuid.UUID, text: str, on: str) -> None:
    """A lecturer writes back about the copy that was handed in at `on` (ISO 8601, as on her page).

    Raises NotFound unless she teaches that group now, DomainError when there is a newer copy.
    """
    HandedIn.objects.select_for_update().filter(uuid=work).first()
    row = handed_in_for(by, work)
    if row.handed_in_at.isoformat() != on:
        raise DomainError(
            _("There is a newer version by now. Read that first; your words are here.")
        )
    row.feedback = sealed_for(
        user=row.enrolment.user, kind=FEEDBACK, subject=row.uuid, data={"text": text}
    )
    row.answered_at = clock.now()
    row.save(update_fields=["feedback", "answered_at"])
    _audit(by, "give_feedback", row)


@transaction.atomic
def forget_handed_in() -> int:
    """Delete what people handed in to groups they left, or that ended long ago; gives how many."""
    over = Q(enrolment__ended_at__isnull=False)
    over |= Q(enrolment__cohort__ends_on__lt=clock.today() - KEPT)
    return HandedIn.objects.filter(over).delete()[0]


def _audit(by: User, action: str, row: HandedIn) -> None:
    organisation = row.enrolment.organisation
    audit(by=by, action=action, subject=row, organisation=organisation)
