"""Certificates: taking one's own along, withdrawing it, and checking a paper in hand."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from elearning.accounts.requests import UserRequest
from elearning.core.downloads import pdf_download
from elearning.core.exceptions import NotFound
from elearning.core.typeset import to_pdf
from elearning.enrolment.actions import withdraw_certificate
from elearning.enrolment.certificate_words import (
    document_of,
    facts_of,
    modules_of,
    title_of,
)
from elearning.enrolment.certified import (
    certificate_by_code,
    is_name_on,
    own_certificate,
    shown_code,
)
from elearning.enrolment.forms import CheckForm
from elearning.enrolment.throttle import check_may_guess, count_wrong_guess

NAMES = {"path": "certificaat", "participation": "bewijs"}


@login_required
@require_safe
def certificate(request: UserRequest, certificate_uuid: uuid.UUID) -> HttpResponse:
    """One's own as PDF, set now from what was kept."""
    own = own_certificate(request.user, certificate_uuid)
    name = "-".join(str(part) for part in (NAMES[own.kind], own.year) if part)
    return pdf_download(to_pdf(document_of(own)), name=name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: UserRequest, certificate_uuid: uuid.UUID) -> HttpResponse:
    own = own_certificate(request.user, certificate_uuid)
    if request.method == "POST":
        withdraw_certificate(by=request.user, certificate=own)
        messages.success(request, _("Withdrawn. Its code no longer works."))
        return redirect("my_proofs")
    what = f"{title_of(own)}, {shown_code(own.code)}"
    return render(request, "enrolment/certificate_withdraw.html", {"what": what})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """For who has a paper in hand. Code and name are only ever posted, and not kept."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    context = {"form": form}
    if not form.is_bound:
        return _checked(request, context)
    if not form.is_valid():
        return _checked(request, context, status=400)
    check_may_guess(request)
    try:
        found = certificate_by_code(form.cleaned_data["code"])
    except NotFound as error:
        count_wrong_guess(request)
        form.add_error("code", error.message)
        return _checked(request, context, status=404)
    name = form.cleaned_data["name"]
    is_name_on_it = bool(name) and is_name_on(found, name)
    if name and not is_name_on_it:  # also a class list is guessing
        count_wrong_guess(request)
    context |= {
        "found": title_of(found),
        "facts": facts_of(found),
        "table": modules_of(found),
        "name": name,
        "is_name_on": is_name_on_it,
    }
    return _checked(request, context)


def _checked(
    request: HttpRequest, context: dict[str, object], status: int = 200
) -> HttpResponse:
    return render(request, "enrolment/certificate_check.html", context, status=status)
