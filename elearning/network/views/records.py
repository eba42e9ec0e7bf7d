"""What organisers keep: who was there, agreements, payment; and the list of all that is open."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elearning.core.exceptions import InvalidRequest
from elearning.network import actions, queries, rules
from elearning.network.forms import (
    AgreementForm,
    AttendanceForm,
    HeadCountForm,
    PaymentForm,
)
from elearning.network.models import Activity
from elearning.network.views.lookup import led_activity, led_agreement

A_PAGE = 20


@login_required
@require_GET
def manage(request: HttpRequest) -> HttpResponse:
    """What waits for an organiser, and the activities of the own organisations."""
    rules.check_may_plan(request.user)
    organisations = queries.organisations_led_by(request.user)
    past = Paginator(queries.past_activities_of(organisations), A_PAGE)
    decides = rules.may_decide(request.user)
    return render(
        request,
        "network/manage.html",
        {
            "requests": queries.requests_waiting().count() if decides else None,
            "to_read": list(queries.cases_to_read(request.user)[:A_PAGE]),
            "agreements": list(queries.open_agreements(organisations)[:100]),
            "payments": list(queries.payments_to_arrange(organisations)[:A_PAGE]),
            "page": past.get_page(request.GET.get("pagina")),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, uuid: UUID) -> HttpResponse:
    it = led_activity(request.user, uuid)
    if not it.type.names_attendance:
        return _head_count(request, it)
    form = AttendanceForm(
        request.POST if request.method == "POST" else None,
        sign_ups=queries.sign_ups_with_names(it),
        present=queries.present_user_ids(it),
    )
    if request.method == "POST" and form.is_valid():
        actions.record_attendance(by=request.user, activity=it, present=form.people())
        messages.success(request, _("Stored who was there."))
        return redirect("network:activity", it.uuid)
    context = {"activity": it, "form": form, "nobody": not form.sign_ups}
    return render(request, "network/attendance.html", context)


@login_required
@require_POST
def add_agreement(request: HttpRequest, uuid: UUID) -> HttpResponse:
    it = led_activity(request.user, uuid)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        context = {"activity": it, "form": form}
        return render(request, "network/agreement.html", context)
    actions.add_agreement(by=request.user, activity=it, **form.cleaned_data)
    messages.success(request, _("The agreement is stored."))
    return redirect("network:activity", it.uuid)


@login_required
@require_POST
def close_agreement(request: HttpRequest, uuid: UUID) -> HttpResponse:
    agreement = led_agreement(request.user, uuid)
    actions.close_agreement(by=request.user, agreement=agreement)
    messages.success(request, _("Noted: the agreement is done."))
    if request.POST.get("next") == "manage":
        return redirect("network:manage")
    return redirect("network:activity", agreement.activity.uuid)


@login_required
@require_POST
def payment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    it = led_activity(request.user, uuid)
    form = PaymentForm(request.POST)
    if not form.is_valid():
        raise InvalidRequest(_("That choice does not exist."))
    actions.set_payment(by=request.user, activity=it, **form.cleaned_data)
    messages.success(request, _("Stored."))
    return redirect("network:activity", it.uuid)


def _head_count(request: HttpRequest, it: Activity) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = HeadCountForm(data, initial={"number": it.head_count})
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        actions.record_head_count(by=request.user, activity=it, number=number)
        messages.success(request, _("Stored how many people were there."))
        return redirect("network:activity", it.uuid)
    context = {"activity": it, "form": form, "nobody": False}
    return render(request, "network/attendance.html", context)
