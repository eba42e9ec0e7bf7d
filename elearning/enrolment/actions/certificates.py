"""Keeping and withdrawing what a learner can show others. Whether she may have it, `modules` knows."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.accounts.queries import lock_person
from elearning.core.exceptions import NotFound
from elearning.enrolment.codes import free_code
from elearning.enrolment.enums import CertificateKind
from elearning.enrolment.models import Certificate, Enrolment

# 24**12 is over 10**16: not to be found by guessing.
CODE_LENGTH = 12


@transaction.atomic
def keep_certificate(
    *,
    by: User,
    enrolment: Enrolment,
    kind: CertificateKind,
    contents: Any,
    year: int | None = None,
) -> Certificate:
    """The certificate with these contents, made when there is none yet.

    `contents` are JSON values (certified.to_json); `year` belongs to a proof of participation. Two
    clicks give one certificate: the person's row is locked. Raises NotFound for another's enrolment.
    """
    if enrolment.user_id != by.pk:
        raise NotFound(_("We cannot find that group, or it is not one of yours."))
    lock_person(by)
    same = Certificate.objects.filter(
        user=by, kind=kind, path_key=enrolment.path_key, year=year, contents=contents
    ).first()
    if same is not None:
        return same
    made = Certificate.objects.create(
        user=by,
        kind=kind,
        code=free_code(Certificate, CODE_LENGTH),
        path_key=enrolment.path_key,
        year=year,
        contents=contents,
    )
    audit(
        by=by,
        action="issue_certificate",
        subject=made,
        organisation=enrolment.organisation,
        kind=kind.value,
    )
    return made


@transaction.atomic
def withdraw_certificate(*, by: User, certificate: Certificate) -> None:
    """Delete it: its code is then unknown to whoever asks. Raises NotFound for another's."""
    if certificate.user_id != by.pk:
        raise NotFound(_("This document does not exist, or it is not yours."))
    audit(by=by, action="withdraw_certificate", subject=certificate)
    certificate.delete()
