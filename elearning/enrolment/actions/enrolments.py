"""Coming onto a learning path, and leaving it."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.enums import Role
from elearning.accounts.models import Membership, Organisation, User
from elearning.core import clock
from elearning.core.exceptions import Gone, NotAllowed, NotFound
from elearning.enrolment.codes import normal_code
from elearning.enrolment.models import Cohort, Enrolment, JoinCode
from elearning.enrolment.rules import check_open_path, check_teaches
from elearning.enrolment.signals import enrolled


def open_code(text: str) -> JoinCode:
    """The code, when it still lets people in.

    Raises NotFound for a code that does not exist, Gone for one that expired, was revoked or whose
    group has ended.
    """
    join_code = (
        JoinCode.objects.filter(code=normal_code(text)[:12])
        .select_related("cohort", "cohort__organisation")
        .first()
    )
    if join_code is None:
        raise NotFound(
            _("We do not know this code. Look at it again, or ask your lecturer.")
        )
    if not join_code.is_open or join_code.cohort.ends_on < clock.today():
        raise Gone(_("This code no longer works. Ask your lecturer for a new one."))
    return join_code


@transaction.atomic
def join_with_code(*, by: User, code: str) -> Enrolment:
    """`by` is in the cohort of the code, as a participant of its organisation.

    Doing it twice gives the same enrolment. Sends `enrolled` when it is new. Raises NotFound and
    Gone as `open_code`.
    """
    cohort = open_code(code).cohort
    Membership.objects.get_or_create(
        user=by, organisation=cohort.organisation, role=Role.PARTICIPANT, ended_at=None
    )
    return _enrol(
        by=by,
        path_key=cohort.path_key,
        cohort=cohort,
        organisation=cohort.organisation,
    )


@transaction.atomic
def enrol_alone(
    *, by: User, path_key: uuid.UUID, organisation: Organisation | None = None
) -> Enrolment:
    """`by` takes an open path without a class, for `organisation` where she belongs to one.

    Doing it twice gives the same enrolment. Raises InvalidRequest for a path that does not exist,
    NotAllowed for a path that needs a code, concept content outside a demo (rule 13), or an
    organisation that is not hers.
    """
    check_open_path(path_key, organisation)
    if organisation is not None and not (
        Membership.objects.current().filter(user=by, organisation=organisation).exists()
    ):
        raise NotAllowed(_("You are not a member of that organisation."))
    return _enrol(by=by, path_key=path_key, cohort=None, organisation=organisation)


def _enrol(
    *,
    by: User,
    path_key: uuid.UUID,
    cohort: Cohort | None,
    organisation: Organisation | None,
) -> Enrolment:
    enrolment, made = Enrolment.objects.get_or_create(
        user=by,
        path_key=path_key,
        cohort=cohort,
        ended_at=None,
        defaults={"organisation": organisation},
    )
    if made:
        audit(by=by, action="enrol", subject=enrolment, organisation=organisation)
        enrolled.send(sender=Enrolment, enrolment=enrolment)
    return enrolment


@transaction.atomic
def finish_enrolment(*, by: User, enrolment: Enrolment) -> bool:
    """Mark the path as satisfied; True when it was not before."""
    row = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if row.finished_at is not None:
        return False
    row.finished_at = enrolment.finished_at = clock.now()
    row.save(update_fields=["finished_at"])
    audit(
        by=by,
        action="finish_enrolment",
        subject=row,
        organisation=row.organisation,
    )
    return True


@transaction.atomic
def leave(*, by: User, enrolment: Enrolment) -> None:
    """`by` leaves her own path or class; her progress stays hers. Raises NotFound for another's."""
    if enrolment.user_id != by.pk:
        raise NotFound(_("We cannot find that group, or it is not one of yours."))
    _end(by=by, enrolment=enrolment, action="leave")


@transaction.atomic
def remove_member(*, by: User, enrolment: Enrolment) -> None:
    """A lecturer takes somebody out of her class; the person keeps account and progress.

    Raises NotAllowed unless `by` teaches the cohort.
    """
    if enrolment.cohort is None:
        raise NotAllowed(_("Only a lecturer of this group can see or do this."))
    check_teaches(by, enrolment.cohort)
    _end(by=by, enrolment=enrolment, action="remove_member")


def _end(*, by: User, enrolment: Enrolment, action: str) -> None:
    row = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if row.ended_at is not None:
        return
    row.ended_at = enrolment.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    audit(by=by, action=action, subject=row, organisation=row.organisation)
    _end_membership_without_enrolments(row)


def _end_membership_without_enrolments(left: Enrolment) -> None:
    """A participant is one through her groups: with the last of them the role ends."""
    if left.cohort_id is None or left.organisation_id is None:
        return
    others = Enrolment.objects.filter(
        user=left.user_id, organisation=left.organisation_id, ended_at__isnull=True
    )
    if not others.exists():
        Membership.objects.current().filter(
            user=left.user_id,
            organisation=left.organisation_id,
            role=Role.PARTICIPANT,
        ).update(ended_at=clock.now())
