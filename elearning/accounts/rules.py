"""Who may do what in an organisation: least privilege, by role (product)."""

from django.utils.translation import gettext as _

from elearning.accounts.enums import Role
from elearning.accounts.models import Membership, Organisation, User
from elearning.core.exceptions import NotAllowed


def has_role(
    user: User, *roles: Role, organisation: Organisation | None = None
) -> bool:
    """Whether `user` now has one of `roles`, in `organisation` or, when None, anywhere."""
    if not user.is_authenticated:
        return False
    memberships = Membership.objects.current().filter(user=user, role__in=roles)
    if organisation is not None:
        memberships = memberships.filter(organisation=organisation)
    return memberships.exists()


def check_role(
    user: User, *roles: Role, organisation: Organisation | None = None
) -> None:
    """Raise NotAllowed unless `has_role`."""
    if not has_role(user, *roles, organisation=organisation):
        raise NotAllowed(_("You do not have the role that this needs."))
