"""The front door: the calendar for members, joining for others; leaving; who decides."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elearning.network import actions, queries, rules
from elearning.network.enums import MemberState
from elearning.network.forms import CalendarForm, JoinForm
from elearning.network.views.lookup import request_for

A_PAGE = 30


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The calendar, or what the network is and how to join it."""
    if not rules.may_enter(request.user):
        return _introduction(request, JoinForm())
    types = list(queries.activity_types())
    form = CalendarForm(request.GET, types)
    coming = queries.coming_activities(request.user, **form.filters())
    page = Paginator(coming, A_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request,
        "network/calendar.html",
        {
            "form": form,
            "page": page,
            "months": queries.by_month(list(page)),
            "filtered": any(form.filters().values()),
            "member": queries.membership_of(request.user),
            "may_plan": rules.may_plan(request.user),
        },
    )


@login_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _introduction(request, form)
    actions.ask_to_join(by=request.user, kind=form.cleaned_data["kind"])
    messages.success(request, _("Your request has been sent to a network facilitator."))
    return redirect("network:home")


@login_required
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        actions.leave_network(by=request.user)
        messages.success(request, _("You have left the network."))
        return redirect("network:home")
    return render(request, "network/leave.html")


@login_required
@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """Who asks and who is in, for facilitators."""
    rules.check_may_decide(request.user)
    everybody = Paginator(queries.members_with_names(), A_PAGE)
    return render(
        request,
        "network/members.html",
        {
            "requests": list(queries.requests_waiting()[:A_PAGE]),
            "page": everybody.get_page(request.GET.get("pagina")),
        },
    )


@login_required
@require_POST
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    member = request_for(request.user, uuid)
    if request.POST.get("decision") == "accept":
        actions.accept_member(by=request.user, member=member)
        messages.success(request, _("Accepted. A mail is on its way."))
    else:
        actions.decline_member(by=request.user, member=member)
        messages.success(request, _("Declined. A mail is on its way."))
    return redirect("network:members")


def _introduction(request: HttpRequest, form: JoinForm) -> HttpResponse:
    member = queries.membership_of(request.user)
    context = {
        "form": form,
        "has_asked": bool(member) and member.state == MemberState.ASKED,
        "was_declined": bool(member) and member.state == MemberState.DECLINED,
        "types": queries.activity_types(),
    }
    return render(request, "network/introduction.html", context)
