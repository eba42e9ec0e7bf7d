"""A case: first the hard stop, then the form, then the second reader, then the participants."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from elearning.accounts.queries import safety_contacts
from elearning.network import actions, queries, rules
from elearning.network.case_rules import case_rules
from elearning.network.enums import CaseFormState
from elearning.network.forms import (
    CaseTextForm,
    DangerForm,
    KeepLessonForm,
    ReviewForm,
)
from elearning.network.forms.cases import NO, YES
from elearning.network.models import Activity, CaseForm
from elearning.network.models.cases import deletion_day
from elearning.network.views.lookup import activity_for, case_for


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The form for a case. 'Yes, in danger' closes it at any step and stores nothing."""
    if request.POST.get("danger") == YES:
        return _stop(request)
    it = activity_for(request.user, uuid)
    rules.check_may_bring_case(request.user, it)
    if request.POST.get("danger") != NO:
        data = request.POST if request.method == "POST" else None
        form = DangerForm(data)
        return render(request, "network/danger.html", {"form": form, "activity": it})
    form = CaseTextForm(request.POST if "dilemma" in request.POST else None)
    if form.is_bound and form.is_valid():
        made = actions.submit_case_form(by=request.user, activity=it, text=form.text())
        messages.success(request, _("Handed in. A second reader looks at it first."))
        return redirect("network:case_form", made.uuid)
    return _text_page(request, it, form, deletion_day())


@login_required
@require_http_methods(["GET"])
def case_form(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A case, for its author, its second reader and, once read, the participants."""
    it = case_for(request.user, uuid)
    reads = rules.may_read_first(request.user, it)
    context = {
        "case": it,
        "is_author": it.author_id == request.user.pk,
        "waits": it.state == CaseFormState.WAITING,
        "visible": it.state == CaseFormState.VISIBLE,
        "unmet": [rule for rule in case_rules() if rule.number in it.unmet_rules],
        "review_form": ReviewForm() if reads else None,
        "lesson_form": KeepLessonForm(initial={"lesson": it.lesson}) if reads else None,
    }
    return render(request, "network/case.html", context)


@login_required
@require_POST
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    it = case_for(request.user, uuid)
    form = ReviewForm(request.POST)
    # A rule that does not exist is left to the action, which refuses it.
    met = form.cleaned_data["rules"] if form.is_valid() else [0]
    it = actions.review_case_form(by=request.user, case_form=it, rules_met=met)
    if it.state == CaseFormState.VISIBLE:
        messages.success(request, _("The participants can see it now."))
    else:
        messages.info(
            request, _("It went back to the author, with the rules to look at.")
        )
    return redirect("network:case_form", it.uuid)


@sensitive_post_parameters()
@login_required
@require_POST
def keep_lesson(request: HttpRequest, uuid: UUID) -> HttpResponse:
    it = case_for(request.user, uuid)
    form = KeepLessonForm(request.POST)
    lesson = form.cleaned_data["lesson"] if form.is_valid() else ""
    actions.keep_lesson(by=request.user, case_form=it, lesson=lesson)
    messages.success(request, _("The lesson stays. The text of the case does not."))
    return redirect("network:activity", it.activity.uuid)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The author changes what came back or still waits."""
    if request.POST.get("danger") == YES:
        return _stop(request)
    it = _own(request, uuid)
    is_post = request.method == "POST"
    form = CaseTextForm(request.POST) if is_post else CaseTextForm.of(it)
    if form.is_bound and form.is_valid():
        actions.mend_case_form(by=request.user, case_form=it, text=form.text())
        messages.success(request, _("Handed in. A second reader looks at it first."))
        return redirect("network:case_form", it.uuid)
    return _text_page(request, it.activity, form, it.delete_on)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    it = _own(request, uuid)
    if request.method == "POST":
        actions.withdraw_case_form(by=request.user, case_form=it)
        messages.success(request, _("Your form is deleted."))
        return redirect("network:activity", it.activity.uuid)
    return render(request, "network/withdraw.html", {"case": it})


def _own(request: HttpRequest, uuid: UUID) -> CaseForm:
    it = case_for(request.user, uuid)
    rules.check_is_author(request.user, it)
    return it


def _stop(request: HttpRequest) -> HttpResponse:
    """Whom to call. No write, no message, no log, nothing in the session."""
    context = {
        "contacts": queries.danger_contacts(),
        "own_contacts": safety_contacts(request.user),
    }
    return render(request, "network/stop.html", context)


def _text_page(
    request: HttpRequest, it: Activity, form: CaseTextForm, delete_on: object
) -> HttpResponse:
    context = {
        "activity": it,
        "form": form,
        "rules": case_rules(),
        "delete_on": delete_on,
        "danger": NO,
    }
    return render(request, "network/case_text.html", context)
