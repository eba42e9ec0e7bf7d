"""One activity: its page, planning it, changing it, coming to it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elearning.network import actions, queries, rules
from elearning.network.calendars import FILE_NAME, calendar_of
from elearning.network.enums import FieldKind, SignUpState
from elearning.network.forms import ActivityForm, AgreementForm, PaymentForm
from elearning.network.models import Activity, ActivityType
from elearning.network.views.lookup import activity_for, led_activity


@login_required
@require_GET
def activity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    it = activity_for(request.user, uuid)
    leads = rules.may_lead(request.user, it)
    own = queries.own_sign_up(request.user, it)
    going = own is not None and own.state == SignUpState.GOING
    context = {
        "activity": it,
        "leads": leads,
        "own": own,
        "going": going,
        "sees_names": leads or going,
        "taken": queries.places_taken(it),
        "waiting": queries.waiting_number(it),
        "present": queries.attendance_count(it),
        "extra": _extra(it),
        **(_for_leaders(it) if leads else {}),
        **(
            _cases(request, it, sees=leads or going) if it.type.takes_case_forms else {}
        ),
    }
    return render(request, "network/activity.html", context)


@login_required
@require_GET
def types(request: HttpRequest) -> HttpResponse:
    """First step of planning: which kind of meeting."""
    rules.check_may_plan(request.user)
    return render(request, "network/types.html", {"types": queries.activity_types()})


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, code: str) -> HttpResponse:
    rules.check_may_plan(request.user)
    form = _form(request, get_object_or_404(ActivityType, code=code))
    if request.method == "POST" and form.is_valid():
        made = actions.plan_activity(by=request.user, plan=form.plan())
        messages.success(request, _("The activity is in the calendar."))
        return redirect("network:activity", made.uuid)
    return render(request, "network/activity_form.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    it = led_activity(request.user, uuid)
    form = _form(request, it.type, it)
    if request.method == "POST" and form.is_valid():
        actions.change_activity(by=request.user, activity=it, plan=form.plan())
        messages.success(request, _("The changes are stored."))
        return redirect("network:activity", it.uuid)
    return render(request, "network/activity_form.html", {"form": form, "activity": it})


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    it = led_activity(request.user, uuid)
    if request.method == "POST":
        actions.cancel_activity(by=request.user, activity=it)
        messages.success(
            request, _("The activity is cancelled. Mails are on their way.")
        )
        return redirect("network:activity", it.uuid)
    number = queries.places_taken(it) + queries.waiting_number(it)
    return render(request, "network/cancel.html", {"activity": it, "number": number})


@login_required
@require_POST
def finish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    actions.finish_activity(by=request.user, activity=led_activity(request.user, uuid))
    messages.success(request, _("Noted: the activity was held."))
    return redirect("network:activity", uuid)


@login_required
@require_POST
def sign_up(request: HttpRequest, uuid: UUID) -> HttpResponse:
    own = actions.sign_up(by=request.user, activity=activity_for(request.user, uuid))
    if own.state == SignUpState.GOING:
        messages.success(request, _("You have a place."))
    else:
        messages.info(
            request,
            _(
                "It is full. You are on the waiting list; you get a mail when there is a place."
            ),
        )
    return redirect("network:activity", uuid)


@login_required
@require_POST
def cancel_sign_up(request: HttpRequest, uuid: UUID) -> HttpResponse:
    actions.cancel_sign_up(by=request.user, activity=activity_for(request.user, uuid))
    messages.success(request, _("You no longer have a place."))
    return redirect("network:activity", uuid)


@login_required
@require_GET
def calendar_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    it = activity_for(request.user, uuid)
    url = settings.SITE_URL.rstrip("/") + reverse("network:activity", args=[it.uuid])
    response = HttpResponse(
        calendar_of(it, url=url), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _form(
    request: HttpRequest, kind: ActivityType, it: Activity | None = None
) -> ActivityForm:
    organisations = queries.organisations_led_by(request.user)
    return ActivityForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        organisations=organisations,
        people=queries.people_to_name(organisations, it),
        activity=it,
    )


def _extra(it: Activity) -> list[tuple[str, object]]:
    known = [spec for spec in it.type.fields if spec["code"] in it.extra]
    return [
        (spec["name"], _shown(spec["kind"], it.extra[spec["code"]])) for spec in known
    ]


def _shown(kind: str, value: Any) -> object:
    """A stored extra value as a reader wants it: a list in lines, a day in words."""
    if kind == FieldKind.LIST:
        return "\n".join(value)
    if kind == FieldKind.DATE:
        return date_format(date.fromisoformat(value), "j F Y")
    return value


def _for_leaders(it: Activity) -> dict[str, object]:
    return {
        "agreement_form": AgreementForm(),
        "payment_form": PaymentForm(initial={"payment": it.payment}),
        "can_note": not it.is_cancelled and it.attendance_has_opened,
    }


def _cases(request: HttpRequest, it: Activity, *, sees: bool) -> dict[str, object]:
    to_read = queries.cases_to_read(request.user).filter(activity=it)
    return {
        "case_forms": list(queries.visible_case_forms(it)) if sees else [],
        "own_case_forms": list(queries.own_case_forms(request.user, it)),
        "to_read": list(to_read),
        "lessons": list(it.lessons.all()),
        "may_bring": it.is_open and rules.may_bring_case(request.user, it),
    }
