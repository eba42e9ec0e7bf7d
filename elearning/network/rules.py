"""Who may do what in the learning network, by least privilege.

Somebody who may not know that a row exists gets NotFound; somebody who may see it but not do this
gets NotAllowed.
"""

from django.utils.translation import gettext as _

from elearning.accounts.enums import Role
from elearning.accounts.models import Organisation, User
from elearning.accounts.rules import has_role
from elearning.core.exceptions import NotAllowed, NotFound
from elearning.network.enums import CaseFormState, SignUpState
from elearning.network.models import Activity, CaseForm, NetworkMember

LEADING = (Role.NETWORK_FACILITATOR, Role.COORDINATOR)


def is_member(user: User) -> bool:
    """Whether `user` is an accepted member of the learning network."""
    return (
        user.is_authenticated
        and NetworkMember.objects.accepted().filter(user=user).exists()
    )


def may_decide(user: User) -> bool:
    """Whether `user` accepts and declines who asks to join: a network facilitator."""
    return has_role(user, Role.NETWORK_FACILITATOR)


def may_plan(user: User, organisation: Organisation | None = None) -> bool:
    """Whether `user` plans activities, for `organisation` or, when None, for any."""
    return has_role(user, *LEADING, organisation=organisation)


def may_enter(user: User) -> bool:
    """Whether `user` sees the calendar: members and those who plan."""
    return is_member(user) or may_plan(user)


def may_lead(user: User, activity: Activity) -> bool:
    """Whether `user` edits it, and sees and notes names: its own organisation's people alone.

    Everybody else sees counts, a coordinator of another organisation too (brief, 5.1).
    """
    return may_plan(user, activity.organisation)


def is_going(user: User, activity: Activity) -> bool:
    """Whether `user` has a place at `activity`."""
    return activity.sign_ups.filter(user=user, state=SignUpState.GOING).exists()


def may_bring_case(user: User, activity: Activity) -> bool:
    """Whether `user` may hand in a case form: a participant of a meeting that takes them."""
    return activity.type.takes_case_forms and (
        is_going(user, activity) or may_lead(user, activity)
    )


def may_read_first(user: User, case_form: CaseForm) -> bool:
    """Whether `user` may be the second reader: appointed or leading, and not its author."""
    activity = case_form.activity
    if case_form.author_id == user.pk:
        return False
    return activity.second_reader_id == user.pk or may_lead(user, activity)


def may_see_case(user: User, case_form: CaseForm) -> bool:
    """The author and the second readers always; the participants once it has been read."""
    if case_form.author_id == user.pk or may_read_first(user, case_form):
        return True
    return case_form.state == CaseFormState.VISIBLE and is_going(
        user, case_form.activity
    )


def check_may_decide(user: User) -> None:
    """Raise NotAllowed unless `may_decide`."""
    if not may_decide(user):
        raise NotAllowed(_("Only a network facilitator can do this."))


def check_may_plan(user: User, organisation: Organisation | None = None) -> None:
    """Raise NotAllowed unless `may_plan`."""
    if not may_plan(user, organisation):
        raise NotAllowed(
            _(
                "Only a coordinator or network facilitator of the organisation can do this."
            )
        )


def check_may_enter(user: User) -> None:
    """Raise NotFound unless `may_enter`: whether an activity exists is for members."""
    if not may_enter(user):
        raise NotFound(_("There is nothing here, or it is not for you."))


def check_may_lead(user: User, activity: Activity) -> None:
    """Raise NotFound for who may not enter, NotAllowed for who does not lead `activity`."""
    check_may_enter(user)
    if not may_lead(user, activity):
        raise NotAllowed(
            _("Only the organisation that holds this activity can do this.")
        )


def check_may_bring_case(user: User, activity: Activity) -> None:
    """Raise NotFound or NotAllowed unless `may_bring_case`."""
    check_may_enter(user)
    if not activity.type.takes_case_forms:
        raise NotFound(_("This activity has no form for cases."))
    if not may_bring_case(user, activity):
        raise NotAllowed(_("Only participants of this meeting can bring in a case."))


def check_may_read_first(user: User, case_form: CaseForm) -> None:
    """Raise NotFound unless `may_read_first`."""
    if not may_read_first(user, case_form):
        raise NotFound(_("There is nothing here, or it is not for you."))


def check_may_see_case(user: User, case_form: CaseForm) -> None:
    """Raise NotFound unless `may_see_case`."""
    if not may_see_case(user, case_form):
        raise NotFound(_("There is nothing here, or it is not for you."))


def check_is_author(user: User, case_form: CaseForm) -> None:
    """Raise NotAllowed unless `user` wrote it."""
    if case_form.author_id != user.pk:
        raise NotAllowed(_("You can only change or delete your own form."))
