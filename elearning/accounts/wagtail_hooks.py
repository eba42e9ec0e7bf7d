"""What the CMS gets from this app."""

from django.db import models
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from elearning.accounts.actions.audit import audit
from elearning.accounts.actions.people import forget_old_addresses
from elearning.accounts.models import (
    Accreditation,
    Membership,
    Organisation,
    Programme,
    Region,
    User,
)
from elearning.accounts.requests import UserRequest
from elearning.accounts.viewsets import KeptPermissionPolicy, PeopleViewSetGroup

AUDITED = (Membership, Organisation, Programme, Region, Accreditation)

for kept in AUDITED:
    register_permission_policy(kept, KeptPermissionPolicy(kept))
register_snippet(PeopleViewSetGroup)


@hooks.register("after_create_snippet")
def audit_creation(request: UserRequest, instance: models.Model) -> None:
    if isinstance(instance, AUDITED):
        audit(by=request.user, action="create_in_cms", subject=instance)


@hooks.register("after_edit_snippet")
def audit_change(request: UserRequest, instance: models.Model) -> None:
    if isinstance(instance, AUDITED):
        audit(by=request.user, action="change_in_cms", subject=instance)


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def audit_person(request: UserRequest, user: User) -> None:
    audit(by=request.user, action="change_person_in_cms", subject=user)
    forget_old_addresses(user=user)
