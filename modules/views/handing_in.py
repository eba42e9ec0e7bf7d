"""Handing in a text of one's portfolio, and reading what was handed in (ADR 0053)."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elearning.accounts.requests import UserRequest
from elearning.core import patterns
from elearning.core.exceptions import DomainError, NotFound
from elearning.enrolment.models import Enrolment
from modules.actions import handing_in as actions
from modules.forms import FeedbackForm, HandInForm
from modules.queries.handing_in import (
    groups_for,
    handed_in_for,
    lecturers_of,
    opened_work,
)
from modules.queries.portfolio import portfolio_text


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: UserRequest, key: uuid.UUID) -> HttpResponse:
    """Who will read it, what looks like a real person in it, and the question; a POST is the yes."""
    text = portfolio_text(request.user, key)
    groups = groups_for(request.user)
    if not groups:
        raise NotFound(_("You are in no group with a lecturer."))
    form = HandInForm(request.POST or None, groups=groups)
    if form.is_valid():
        chosen = {str(row.uuid): row for row in groups}[form.cleaned_data["group"]]
        actions.hand_in(by=request.user, key=key, enrolment=chosen)
        messages.success(request, _("Your text was handed in."))
        return redirect("portfolio_text", key)
    context = {
        "form": form,
        "text": text,
        "groups": [(row.cohort, _names(row)) for row in groups],
        "found": patterns.find(f"{text.title}\n{text.text}"),
    }
    status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
    return render(request, "modules/portfolio/hand_in.html", context, status=status)


def _names(enrolment: Enrolment) -> str:
    found = lecturers_of(enrolment.cohort) if enrolment.cohort else []
    return ", ".join(lecturer.get_full_name() for lecturer in found)


@login_required
@require_POST
def take_back(request: UserRequest, key: uuid.UUID, work: uuid.UUID) -> HttpResponse:
    actions.take_back(by=request.user, work=work)
    messages.success(
        request, _("It was taken back. Nobody can read it there any more.")
    )
    return redirect("portfolio_text", key)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handed_in(request: UserRequest, work: uuid.UUID) -> HttpResponse:
    """For a lecturer of the group: what was handed in; a POST writes back."""
    row = handed_in_for(request.user, work)
    learner, cohort = row.enrolment.user, row.enrolment.cohort
    form = FeedbackForm(
        request.POST or None, initial={"on": row.handed_in_at.isoformat()}
    )
    status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
    if form.is_valid():
        try:
            actions.give_feedback(by=request.user, work=work, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
            status = HTTPStatus(error.status_code)
        else:
            messages.success(request, _("Your feedback stands with the text."))
            return redirect("handed_in", work)
    context = {
        "work": opened_work(row, learner),
        "learner": learner,
        "cohort": cohort,
        "form": form,
        "breadcrumbs": [
            (cohort.name, reverse("dashboard:cohort", args=[cohort.uuid])),
            (_("Handed in"), ""),
        ],
    }
    return render(request, "modules/portfolio/handed_in.html", context, status=status)
