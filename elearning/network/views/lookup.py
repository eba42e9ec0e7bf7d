"""Finding what an address names; who may not know that it exists gets 404."""

from uuid import UUID

from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core.exceptions import NotFound
from elearning.network.models import Activity, Agreement, CaseForm, NetworkMember
from elearning.network.queries import full_activity
from elearning.network.rules import (
    check_may_decide,
    check_may_enter,
    check_may_lead,
    check_may_see_case,
)


def _nothing() -> NotFound:
    return NotFound(_("There is nothing here, or it is not for you."))


def activity_for(user: User, uuid: UUID) -> Activity:
    """The activity, for who is in the network. Raises NotFound."""
    check_may_enter(user)
    activity = full_activity(uuid)
    if activity is None:
        raise _nothing()
    return activity


def led_activity(user: User, uuid: UUID) -> Activity:
    """The activity, for who leads it. Raises NotFound or NotAllowed."""
    activity = activity_for(user, uuid)
    check_may_lead(user, activity)
    return activity


def led_agreement(user: User, uuid: UUID) -> Agreement:
    """The agreement, for who leads its activity. Raises NotFound or NotAllowed."""
    check_may_enter(user)
    agreements = Agreement.objects.select_related("activity__organisation")
    agreement = agreements.filter(uuid=uuid).first()
    if agreement is None:
        raise _nothing()
    check_may_lead(user, agreement.activity)
    return agreement


def case_for(user: User, uuid: UUID) -> CaseForm:
    """The case form, for the few who may see it. Raises NotFound for everybody else."""
    case_form = (
        CaseForm.objects.select_related("activity__type", "activity__organisation")
        .filter(uuid=uuid)
        .first()
    )
    if case_form is None:
        raise _nothing()
    check_may_see_case(user, case_form)
    return case_form


def request_for(user: User, uuid: UUID) -> NetworkMember:
    """Somebody's request to join, for a facilitator. Raises NotFound or NotAllowed."""
    check_may_decide(user)
    member = NetworkMember.objects.filter(uuid=uuid).select_related("user").first()
    if member is None:
        raise _nothing()
    return member
