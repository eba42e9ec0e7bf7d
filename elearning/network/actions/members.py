"""Joining the learning network and leaving it."""

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError
from elearning.network.actions.mails import mail_decision
from elearning.network.actions.sign_ups import give_up_coming_places
from elearning.network.enums import MemberKind, MemberState
from elearning.network.models import Attendance, NetworkMember
from elearning.network.queries import organisation_of
from elearning.network.rules import check_may_decide


@transaction.atomic
def ask_to_join(*, by: User, kind: MemberKind) -> NetworkMember:
    """`by` asks to join, as a professional or a volunteer; asking again changes nothing.

    Somebody who was declined or left may ask anew. Gives the one row of this person.
    """
    # The row of the person is locked: two clicks at once make one request.
    User.objects.select_for_update().only("pk").get(pk=by.pk)
    member = NetworkMember.objects.filter(user=by).first() or NetworkMember(user=by)
    if member.pk and member.state in {MemberState.ASKED, MemberState.ACCEPTED}:
        return member
    member.kind = kind
    member.organisation = organisation_of(by)
    member.state = MemberState.ASKED
    member.asked_at = clock.now()
    member.decided_at = None
    member.left_at = None
    member.save()
    _audit(member, by, "ask_to_join")
    return member


def accept_member(*, by: User, member: NetworkMember) -> NetworkMember:
    """Let in somebody who asks, with a mail. Only a network facilitator, never for oneself.

    Raises NotAllowed, or DomainError when the person does not ask (any more). Accepting twice
    changes nothing.
    """
    return _decide(by=by, member=member, state=MemberState.ACCEPTED)


def decline_member(*, by: User, member: NetworkMember) -> NetworkMember:
    """Say no to somebody who asks, with a neutral mail and no reason that is kept.

    Raises as `accept_member`.
    """
    return _decide(by=by, member=member, state=MemberState.DECLINED)


@transaction.atomic
def leave_network(*, by: User) -> None:
    """`by` leaves at once: coming places go to who waits, past attendance stays as a number.

    Asking is withdrawn in the same way. Does nothing for somebody who is not in or asking.
    """
    member = NetworkMember.objects.select_for_update().filter(user=by).first()
    if member is None or member.state not in {MemberState.ASKED, MemberState.ACCEPTED}:
        return
    give_up_coming_places(by=by)
    Attendance.objects.filter(user=by).update(user=None)
    member.state = MemberState.LEFT
    member.left_at = clock.now()
    member.save(update_fields=["state", "left_at"])
    _audit(member, by, "leave_network")


@transaction.atomic
def _decide(*, by: User, member: NetworkMember, state: MemberState) -> NetworkMember:
    check_may_decide(by)
    member = NetworkMember.objects.select_for_update().get(pk=member.pk)
    if member.state == state:
        return member
    if member.state != MemberState.ASKED:
        raise DomainError(_("This person does not ask to join any more."))
    if member.user_id == by.pk:
        raise DomainError(_("You cannot decide about yourself. Ask a colleague."))
    member.state = state
    member.decided_at = clock.now()
    member.save(update_fields=["state", "decided_at"])
    _audit(member, by, "accept_member" if member.is_accepted else "decline_member")
    mail_decision(member)
    return member


def _audit(member: NetworkMember, by: User, action: str) -> None:
    audit(by=by, action=action, subject=member, organisation=member.organisation)
