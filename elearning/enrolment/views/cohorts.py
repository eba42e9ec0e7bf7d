"""Groups: for who teaches them and who coordinates their organisation."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from elearning.accounts.requests import UserRequest
from elearning.core.exceptions import DomainError, InvalidRequest, NotFound
from elearning.enrolment import actions
from elearning.enrolment.forms import CohortForm, NewCodeForm
from elearning.enrolment.models import Cohort, Enrolment, JoinCode
from elearning.enrolment.paths import path_titles
from elearning.enrolment.queries import (
    cohort_for,
    cohort_overview,
    members_of,
)
from elearning.enrolment.rules import check_may_make_cohorts, check_teaches, teaches

PAGE_SIZE = 50


@login_required
@require_safe
def cohorts(request: UserRequest) -> HttpResponse:
    check_may_make_cohorts(request.user)
    page = Paginator(cohort_overview(request.user), PAGE_SIZE).get_page(
        request.GET.get("pagina")
    )
    titles = path_titles()
    rows = [(row, titles.get(row.path_key, "")) for row in page.object_list]
    return render(request, "enrolment/cohorts.html", {"page": page, "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_cohort(request: UserRequest) -> HttpResponse:
    check_may_make_cohorts(request.user)
    form = CohortForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            cohort = actions.make_cohort(
                by=request.user,
                **{
                    **form.cleaned_data,
                    "path_key": uuid.UUID(form.cleaned_data["path_key"]),
                },
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The group is there. Now make a code."))
            return redirect("cohort", cohort.uuid)
    status = 400 if form.is_bound else 200
    return render(request, "enrolment/cohort_new.html", {"form": form}, status=status)


@login_required
@require_safe
def cohort(request: UserRequest, cohort_uuid: uuid.UUID) -> HttpResponse:
    found = cohort_for(request.user, cohort_uuid)
    return _cohort_page(request, found, NewCodeForm(cohort=found))


def _cohort_page(
    request: UserRequest, found: Cohort, form: NewCodeForm, status: int = 200
) -> HttpResponse:
    sees_names = teaches(request.user, found)
    codes = list(found.join_codes.all())
    return render(
        request,
        "enrolment/cohort.html",
        {
            "cohort": found,
            "path_title": path_titles().get(found.path_key, ""),
            "open_codes": [code for code in codes if code.is_open],
            "form": form,
            "sees_names": sees_names,
            "members": list(members_of(found)) if sees_names else [],
        },
        status=status,
    )


@login_required
@require_POST
def new_code(request: UserRequest, cohort_uuid: uuid.UUID) -> HttpResponse:
    found = cohort_for(request.user, cohort_uuid)
    form = NewCodeForm(request.POST, cohort=found)
    if form.is_valid():
        try:
            actions.make_join_code(
                by=request.user,
                cohort=found,
                expires_on=form.cleaned_data["expires_on"],
            )
        except InvalidRequest as error:
            form.add_error("expires_on", error.message)
        else:
            return redirect("cohort", found.uuid)
    return _cohort_page(request, found, form, status=400)


@login_required
@require_POST
def revoke_code(request: UserRequest, cohort_uuid: uuid.UUID) -> HttpResponse:
    found = cohort_for(request.user, cohort_uuid)
    actions.revoke_join_code(by=request.user, join_code=_code_of(request, found))
    messages.success(request, _("The code no longer works. Who is in, stays in."))
    return redirect("cohort", found.uuid)


def _code_of(request: UserRequest, found: Cohort) -> JoinCode:
    number = request.POST.get("code_id", "")
    code = found.join_codes.filter(pk=number).first() if number.isdecimal() else None
    if code is None:
        raise NotFound(_("This group has no such code."))
    return code


@login_required
@require_safe
def class_sheet(request: UserRequest, cohort_uuid: uuid.UUID) -> HttpResponse:
    """One page to print or project: the address, the code and three steps."""
    found = cohort_for(request.user, cohort_uuid)
    code = next((code for code in found.join_codes.all() if code.is_open), None)
    return render(
        request,
        "enrolment/class_sheet.html",
        {
            "cohort": found,
            "code": code,
            "address": f"{settings.SITE_URL.rstrip('/')}{reverse('join')}",
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(
    request: UserRequest, cohort_uuid: uuid.UUID, enrolment_uuid: uuid.UUID
) -> HttpResponse:
    found = cohort_for(request.user, cohort_uuid)
    check_teaches(request.user, found)
    enrolment = _member(found, enrolment_uuid)
    if request.method == "POST":
        actions.remove_member(by=request.user, enrolment=enrolment)
        messages.success(request, _("This person is no longer in the group."))
        return redirect("cohort", found.uuid)
    return render(
        request,
        "enrolment/cohort_remove.html",
        {"cohort": found, "person": enrolment.user},
    )


def _member(found: Cohort, enrolment_uuid: uuid.UUID) -> Enrolment:
    enrolment = members_of(found).filter(uuid=enrolment_uuid).first()
    if enrolment is None:
        raise NotFound(_("This person is not in the group (any more)."))
    return enrolment
