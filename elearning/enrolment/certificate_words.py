"""A certificate in words: for its paper, for its owner's list and for who checks it."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.core.documents import Cell, Document, Section, Table
from elearning.enrolment.certified import Contents, contents_of, shown_code
from elearning.enrolment.enums import CertificateKind
from elearning.enrolment.models import Certificate


def title_of(certificate: Certificate) -> str:
    """What it is, and of which year or day; never a topic (product rule 5)."""
    if certificate.kind == CertificateKind.PATH:
        return _("Certificate")
    return _("Proof of participation %(year)d") % {"year": certificate.year}


def facts_of(certificate: Certificate) -> list[tuple[str, Cell]]:
    """What stands above the table, without the name. Empty ones are left out."""
    contents = contents_of(certificate)
    facts: list[tuple[str, Cell]] = [
        (_("Learning path"), contents.path),
        (_("Completed on"), contents.finished_on),
        (_("Study load, in minutes"), contents.minutes),
        (_("Organisation"), contents.organisation),
        (_("Accreditation number"), _number(contents)),
        (_("Made on"), timezone.localdate(certificate.issued_at)),
    ]
    return [(label, value) for label, value in facts if value]


def _number(contents: Contents) -> str:
    return ", ".join(part for part in (contents.number, contents.register) if part)


def modules_of(certificate: Certificate) -> Table:
    """The modules with their designed minutes."""
    return Table(
        caption=_(
            "The minutes are the study load as designed. Time is never measured."
        ),
        head=(_("Module"), _("Minutes"), _("Completed on")),
        rows=[
            (
                module_words(module.title, module.is_exempt),
                module.minutes,
                module.done_on,
            )
            for module in contents_of(certificate).modules
        ],
    )


def module_words(title: str, is_exempt: bool) -> str:
    """The title, and that it was not studied but shown by a test to be known."""
    return _("%(module)s (exempt)") % {"module": title} if is_exempt else title


def document_of(certificate: Certificate) -> Document:
    """The paper."""
    address = f"{settings.SITE_URL.rstrip('/')}{reverse('check_certificate')}"
    code = shown_code(certificate.code)
    return Document(
        title=title_of(certificate),
        lead=contents_of(certificate).name,
        facts=facts_of(certificate),
        sections=[
            Section(title=_("Completed modules"), table=modules_of(certificate)),
            Section(
                title=_("Checking this document"),
                lines=[
                    _("Go to %(address)s and type the code %(code)s.")
                    % {"address": address, "code": code},
                    _(
                        "You then see what stands above, without the name. Results of tests and "
                        "choices in cases are not kept with it."
                    ),
                ],
            ),
        ],
        foot=_("Code %(code)s") % {"code": code},
    )
