"""What was agreed at an activity, and whether key persons' payment is arranged."""

from datetime import date

from django.db import transaction

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.network.enums import Payment
from elearning.network.models import Activity, Agreement
from elearning.network.rules import check_may_lead


@transaction.atomic
def add_agreement(
    *, by: User, activity: Activity, what: str, role: str, due_on: date
) -> Agreement:
    """Write down what was agreed, by which role (never a name) and before when.

    Raises NotFound or NotAllowed for who does not lead the activity.
    """
    check_may_lead(by, activity)
    agreement = Agreement.objects.create(
        activity=activity, what=what, role=role, due_on=due_on
    )
    audit(
        by=by,
        action="add_agreement",
        subject=agreement,
        organisation=activity.organisation,
    )
    return agreement


@transaction.atomic
def close_agreement(*, by: User, agreement: Agreement) -> Agreement:
    """Mark an agreement as done; twice is once. Raises as `add_agreement`."""
    check_may_lead(by, agreement.activity)
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if agreement.closed_at is not None:
        return agreement
    agreement.closed_at = clock.now()
    agreement.save(update_fields=["closed_at"])
    audit(
        by=by,
        action="close_agreement",
        subject=agreement,
        organisation=agreement.activity.organisation,
    )
    return agreement


@transaction.atomic
def set_payment(*, by: User, activity: Activity, payment: Payment) -> None:
    """Say whether the payment of key persons is arranged. Raises as `add_agreement`."""
    check_may_lead(by, activity)
    activity.payment = payment
    activity.save(update_fields=["payment"])
    audit(
        by=by,
        action="set_payment",
        subject=activity,
        organisation=activity.organisation,
        payment=payment,
    )
