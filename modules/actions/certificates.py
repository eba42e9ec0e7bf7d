"""Making what a learner can show others. On demand: nobody waits for it in a last answer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core.exceptions import DomainError, NotFound
from elearning.enrolment.actions import keep_certificate
from elearning.enrolment.certified import Contents, DoneModule, to_json
from elearning.enrolment.enums import CertificateKind
from elearning.enrolment.models import Certificate, Enrolment
from modules.queries import path_page
from modules.queries.certificates import Counted, accreditation_of
from modules.rules.certificates import Entitlement, check_has_name, entitlement


@transaction.atomic
def make_certificate(*, by: User, enrolment: Enrolment) -> Certificate:
    """A certificate of the whole path: its required modules.

    Raises DomainError when it is not finished, is concept content (product rule 13) or `by` gave no
    name; NotFound for another's enrolment or a path that is offline.
    """
    allowed = _allowed(by, enrolment)
    if allowed.why_not:
        raise DomainError(allowed.why_not)
    contents = Contents(
        name=by.full_name.strip(),
        path=allowed.path.neutral_title,
        modules=_modules([one for one in allowed.counted if one.required]),
        finished_on=timezone.localdate(enrolment.finished_at),
        organisation=_organisation(enrolment),
    )
    return keep_certificate(
        by=by,
        enrolment=enrolment,
        kind=CertificateKind.PATH,
        contents=to_json(contents),
    )


@transaction.atomic
def make_proof(*, by: User, enrolment: Enrolment, year: int) -> Certificate:
    """A proof of participation: the modules of the path that were done in `year`, with minutes.

    With the accreditation number that the organisation of the enrolment had in that year. Sensitive
    electives are never on it. Raises DomainError when there is nothing to prove or `by` gave no name;
    NotFound as `make_certificate`.
    """
    allowed = _allowed(by, enrolment)
    modules = allowed.provable(year)
    if not modules:
        raise DomainError(_("There is nothing of that year that may stand on it."))
    accreditation = accreditation_of(enrolment.organisation, year)
    contents = Contents(
        name=by.full_name.strip(),
        path=allowed.path.neutral_title,
        modules=_modules(modules),
        organisation=_organisation(enrolment),
        number=accreditation.number if accreditation else "",
        register=accreditation.register if accreditation else "",
    )
    return keep_certificate(
        by=by,
        enrolment=enrolment,
        kind=CertificateKind.PARTICIPATION,
        year=year,
        contents=to_json(contents),
    )


def _allowed(by: User, enrolment: Enrolment) -> Entitlement:
    path = path_page(enrolment)
    if path is None or enrolment.user_id != by.pk:
        raise NotFound(_("That is not one of your learning paths."))
    check_has_name(by)
    return entitlement(by, enrolment, path)


def _modules(counted: list[Counted]) -> list[DoneModule]:
    return [
        DoneModule(
            one.module.neutral_title,
            0 if one.done.is_exempt else one.module.minutes,
            one.done.day,
            one.done.is_exempt,
        )
        for one in counted
        if one.done
    ]


def _organisation(enrolment: Enrolment) -> str:
    return enrolment.organisation.name if enrolment.organisation else ""
