"""Mijn bewijzen: certificate, proof of participation and one's own record."""

import json
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from elearning.accounts.requests import UserRequest
from elearning.core.documents import as_json
from elearning.core.downloads import download, pdf_download
from elearning.core.exceptions import InvalidRequest, NotFound
from elearning.core.typeset import to_pdf
from elearning.enrolment.certificate_words import title_of
from elearning.enrolment.certified import certificates_of, contents_of, shown_code
from elearning.enrolment.models import Enrolment
from modules.actions.certificates import make_certificate, make_proof
from modules.learner_record import learner_record
from modules.queries import paths_by_key
from modules.rules.certificates import Entitlement, entitlement


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proofs(request: UserRequest) -> HttpResponse:
    """What was made, and what can be made now; a POST makes it."""
    if request.method == "POST":
        return _make(request)
    context = {
        "made": [
            {
                "uuid": row.uuid,
                "title": title_of(row),
                "path": contents_of(row).path,
                "code": shown_code(row.code),
                "on": row.issued_at,
            }
            for row in certificates_of(request.user)
        ],
        "possible": _possible(request),
    }
    return render(request, "modules/proofs.html", context)


def _possible(request: UserRequest) -> list[Entitlement]:
    enrolments = _enrolments(request)
    pages = paths_by_key(row.path_key for row in enrolments)
    return [
        entitlement(request.user, row, pages[row.path_key])
        for row in enrolments
        if row.path_key in pages
    ]


def _enrolments(request: UserRequest) -> list[Enrolment]:
    """One for each path she took or takes: who left a group keeps what she did there."""
    own = Enrolment.objects.filter(user=request.user).select_related("organisation")
    newest = own.order_by(F("ended_at").desc(nulls_first=True), "-started_at")
    by_path: dict[UUID, Enrolment] = {}
    for enrolment in newest:
        by_path.setdefault(enrolment.path_key, enrolment)
    return list(by_path.values())


def _make(request: UserRequest) -> HttpResponse:
    enrolment = _enrolment(request)
    year = request.POST.get("jaar", "")
    if "certificaat" in request.POST:
        made = make_certificate(by=request.user, enrolment=enrolment)
    elif len(year) == 4 and year.isascii() and year.isdigit():
        made = make_proof(by=request.user, enrolment=enrolment, year=int(year))
    else:
        raise InvalidRequest(_("That is not one of the choices."))
    messages.success(request, _("It is ready: %(what)s.") % {"what": title_of(made)})
    return redirect("my_proofs")


def _enrolment(request: UserRequest) -> Enrolment:
    wanted = request.POST.get("inschrijving", "")
    for enrolment in _enrolments(request):
        if str(enrolment.uuid) == wanted:
            return enrolment
    raise NotFound(_("That is not one of your learning paths."))


@login_required
@require_safe
def record_pdf(request: UserRequest) -> HttpResponse:
    """One's own record to keep, as a tagged PDF."""
    return pdf_download(to_pdf(learner_record(request.user)), name="leeroverzicht")


@login_required
@require_safe
def record_json(request: UserRequest) -> HttpResponse:
    """The same for another system."""
    record = as_json(learner_record(request.user))
    return download(
        json.dumps(record, ensure_ascii=False, indent=2),
        name="leeroverzicht.json",
        content_type="application/json",
    )
