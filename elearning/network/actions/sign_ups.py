"""Signing up for an activity, waiting for a place, and giving it up."""

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError
from elearning.network.actions.mails import mail_place
from elearning.network.enums import SignUpState
from elearning.network.models import Activity, SignUp
from elearning.network.queries import own_sign_up, places_taken
from elearning.network.rules import check_may_enter


@transaction.atomic
def sign_up(*, by: User, activity: Activity) -> SignUp:
    """Take a place at `activity`, or one at the end of its queue when it is full.

    Twice is once. Raises NotFound for who is not in the network, DomainError when the activity is
    cancelled or over. The activity is locked, so the last place goes to one person.
    """
    check_may_enter(by)
    activity = locked(activity)
    if not activity.is_open:
        raise DomainError(_("You can no longer sign up for this activity."))
    known = own_sign_up(by, activity)
    if known is not None:
        return known
    made, _made = SignUp.objects.update_or_create(
        activity=activity,
        user=by,
        defaults={"state": _free_state(activity), "asked_at": clock.now()},
    )
    audit(
        by=by,
        action="sign_up",
        subject=activity,
        organisation=activity.organisation,
        state=made.state,
    )
    return made


@transaction.atomic
def cancel_sign_up(*, by: User, activity: Activity) -> None:
    """Give up one's place; the first who waits gets it, with a mail.

    Nothing happens for who has none. Raises DomainError when the activity is over.
    """
    activity = locked(activity)
    own = own_sign_up(by, activity)
    if own is None:
        return
    if not activity.is_open:
        raise DomainError(_("This activity is over or cancelled."))
    own.state = SignUpState.CANCELLED
    own.save(update_fields=["state"])
    audit(
        by=by,
        action="cancel_sign_up",
        subject=activity,
        organisation=activity.organisation,
    )
    fill_places(activity)


def give_up_coming_places(*, by: User) -> None:
    """Give up every place of `by` at what is still to come; for who leaves the network."""
    own = Activity.objects.coming().filter(
        sign_ups__user=by,
        sign_ups__state__in=[SignUpState.GOING, SignUpState.WAITING],
    )
    for activity in own.order_by("pk"):
        cancel_sign_up(by=by, activity=activity)


def fill_places(activity: Activity) -> None:
    """Give free places of a locked `activity` to who waits, in order, each with a mail."""
    waiting = activity.sign_ups.filter(state=SignUpState.WAITING)
    for first in waiting.select_related("user").order_by("asked_at", "id"):
        if _free_state(activity) != SignUpState.GOING:
            return
        first.state = SignUpState.GOING
        first.save(update_fields=["state"])
        mail_place(activity, first.user)


def locked(activity: Activity) -> Activity:
    """The activity as it is now, locked until the transaction ends."""
    return (
        Activity.objects.select_for_update(of=("self",))
        .select_related("type", "organisation")
        .get(pk=activity.pk)
    )


def _free_state(activity: Activity) -> SignUpState:
    if activity.places is None or places_taken(activity) < activity.places:
        return SignUpState.GOING
    return SignUpState.WAITING
