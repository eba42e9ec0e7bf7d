"""Making groups and the codes that let people in."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.enums import Role
from elearning.accounts.models import Membership, Organisation, Programme, User
from elearning.accounts.rules import has_role
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest
from elearning.enrolment.codes import free_code
from elearning.enrolment.models import Cohort, JoinCode
from elearning.enrolment.rules import (
    check_manages,
    check_may_make_cohorts,
    check_path,
)

CODE_LENGTH = 8


@transaction.atomic
def make_cohort(
    *,
    by: User,
    organisation: Organisation,
    programme: Programme | None,
    path_key: uuid.UUID,
    name: str,
    starts_on: date,
    ends_on: date,
    lecturers: Iterable[User] = (),
) -> Cohort:
    """A new cohort. Without `lecturers`, `by` teaches it when she is a lecturer there.

    Raises NotAllowed when `by` neither lectures nor coordinates in `organisation` or the path is
    concept content and this is no demo (rule 13); InvalidRequest for a wrong path, programme,
    lecturer or period; DomainError when the name is taken.
    """
    check_may_make_cohorts(by, organisation)
    check_path(path_key, organisation)
    if programme is not None and programme.organisation_id != organisation.pk:
        raise InvalidRequest(_("That programme belongs to another organisation."))
    if ends_on < starts_on:
        raise InvalidRequest(_("The last day is before the first day."))
    teachers = _teachers(by, organisation, lecturers)
    try:
        with transaction.atomic():
            cohort = Cohort.objects.create(
                organisation=organisation,
                programme=programme,
                path_key=path_key,
                name=name,
                starts_on=starts_on,
                ends_on=ends_on,
                is_demo=organisation.is_demo,
            )
    except IntegrityError:
        raise DomainError(
            _("Your organisation already has a group with this name.")
        ) from None
    cohort.lecturers.set(teachers)
    audit(by=by, action="make_cohort", subject=cohort, organisation=organisation)
    return cohort


def _teachers(
    by: User, organisation: Organisation, lecturers: Iterable[User]
) -> list[User]:
    teachers = list(lecturers)
    if not teachers:
        return [by] if has_role(by, Role.LECTURER, organisation=organisation) else []
    known = Membership.objects.current().filter(
        organisation=organisation, role=Role.LECTURER, user__in=teachers
    )
    if known.count() != len({teacher.pk for teacher in teachers}):
        raise InvalidRequest(_("Not everyone you chose is a lecturer here."))
    return teachers


@transaction.atomic
def make_join_code(*, by: User, cohort: Cohort, expires_on: date) -> JoinCode:
    """A new code that lets people into `cohort` through the day `expires_on`.

    Raises NotAllowed unless `by` manages the cohort, InvalidRequest for a day before today or
    after the cohort's last.
    """
    check_manages(by, cohort)
    if not clock.today() <= expires_on <= cohort.ends_on:
        raise InvalidRequest(
            _("Choose a last day from today up to the last day of the group.")
        )
    join_code = JoinCode.objects.create(
        code=free_code(JoinCode, CODE_LENGTH),
        cohort=cohort,
        expires_on=expires_on,
        made_by=by,
    )
    audit(
        by=by,
        action="make_join_code",
        subject=cohort,
        organisation=cohort.organisation,
        expires_on=expires_on.isoformat(),
    )
    return join_code


@transaction.atomic
def revoke_join_code(*, by: User, join_code: JoinCode) -> None:
    """Close the code at once; who used it stays in. Raises NotAllowed unless `by` manages it."""
    check_manages(by, join_code.cohort)
    if join_code.revoked_at is not None:
        return
    join_code.revoked_at = clock.now()
    join_code.save(update_fields=["revoked_at"])
    audit(
        by=by,
        action="revoke_join_code",
        subject=join_code.cohort,
        organisation=join_code.cohort.organisation,
    )
