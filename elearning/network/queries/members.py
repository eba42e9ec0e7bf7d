"""Who is in the network, who asks, and for which organisations somebody plans."""

from django.db.models import QuerySet

from elearning.accounts.enums import Role
from elearning.accounts.models import Membership, Organisation, User
from elearning.network.models import NetworkMember


def membership_of(user: User) -> NetworkMember | None:
    """The one row of `user` in the network, in whatever state, or None."""
    return NetworkMember.objects.filter(user=user).first()


def requests_waiting() -> QuerySet[NetworkMember]:
    """Requests to join, oldest first, with person and organisation."""
    return NetworkMember.objects.asked().select_related("user", "organisation")


def members_with_names() -> QuerySet[NetworkMember]:
    """Accepted members by name, for a facilitator."""
    members = NetworkMember.objects.accepted().select_related("user", "organisation")
    return members.order_by("user__full_name", "user__email")


def organisation_of(user: User) -> Organisation | None:
    """The organisation that `user` now belongs to; the oldest when there are more."""
    membership = (
        Membership.objects.current()
        .filter(user=user)
        .select_related("organisation")
        .order_by("started_at", "id")
        .first()
    )
    return membership.organisation if membership else None


def organisations_led_by(user: User) -> QuerySet[Organisation]:
    """The organisations for which `user` plans and leads activities."""
    roles = [Role.COORDINATOR, Role.NETWORK_FACILITATOR]
    memberships = Membership.objects.current().filter(user=user, role__in=roles)
    return Organisation.objects.filter(
        pk__in=memberships.values("organisation")
    ).order_by("name")
