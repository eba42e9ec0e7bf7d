"""My account: what people change, take along or delete of themselves."""

import uuid

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from elearning.accounts.actions import change_name, delete_account
from elearning.accounts.queries import memberships_of, own_data
from elearning.accounts.requests import UserRequest
from elearning.core.exceptions import NotFound
from elearning.core.json_stream import json_parts
from elearning.enrolment import actions
from elearning.enrolment.forms import DeleteAccountForm, NameForm
from elearning.enrolment.models import Enrolment
from elearning.enrolment.paths import path_titles
from elearning.enrolment.queries import enrolments_of


@login_required
@require_safe
def my_account(request: UserRequest) -> HttpResponse:
    titles = path_titles()
    return render(
        request,
        "enrolment/account.html",
        {
            "enrolments": [
                (row, titles.get(row.path_key, _("a learning path")))
                for row in enrolments_of(request.user)
            ],
            "memberships": memberships_of(request.user),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: UserRequest) -> HttpResponse:
    initial = {"full_name": request.user.full_name}
    form = NameForm(request.POST or None, initial=initial)
    if form.is_valid():
        change_name(by=request.user, full_name=form.cleaned_data["full_name"])
        messages.success(
            request, _("Your name has been changed. The rest is as it was.")
        )
        return redirect("my_account")
    status = 400 if form.is_bound else 200
    return render(request, "enrolment/account_name.html", {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: UserRequest, enrolment_uuid: uuid.UUID) -> HttpResponse:
    enrolment = _own_enrolment(request, enrolment_uuid)
    if request.method == "POST":
        actions.leave(by=request.user, enrolment=enrolment)
        messages.success(request, _("You have left. What you did is kept for you."))
        return redirect("my_account")
    title = path_titles().get(enrolment.path_key, _("a learning path"))
    return render(
        request,
        "enrolment/account_leave.html",
        {"what": enrolment.cohort.name if enrolment.cohort else title},
    )


def _own_enrolment(request: UserRequest, enrolment_uuid: uuid.UUID) -> Enrolment:
    enrolment = enrolments_of(request.user).filter(uuid=enrolment_uuid).first()
    if enrolment is None:
        raise NotFound(_("We cannot find that group, or it is not one of yours."))
    return enrolment


@login_required
@require_POST
def download(request: UserRequest) -> StreamingHttpResponse:
    """Everything we know of the person, as a file with a neutral name, written while it is read."""
    response = StreamingHttpResponse(
        json_parts(own_data(request.user)), content_type="application/json"
    )
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    response["Cache-Control"] = "no-store, private"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: UserRequest) -> HttpResponse:
    form = DeleteAccountForm(request.POST or None, user=request.user)
    if form.is_valid():
        delete_account(by=request.user)
        logout(request)
        messages.success(request, _("Your account has been deleted."))
        return redirect("/")
    status = 400 if form.is_bound else 200
    return render(
        request, "enrolment/account_delete.html", {"form": form}, status=status
    )
