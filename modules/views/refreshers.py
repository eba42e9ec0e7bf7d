"""Opfrissen: what to do again now, and what comes later."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elearning.accounts.requests import UserRequest
from modules.actions.refreshers import ask_for_mail
from modules.components.outline import minutes
from modules.models import RefresherMail
from modules.queries.refreshers import Offered, refreshers_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def refreshers(request: UserRequest) -> HttpResponse:
    """Those due now, those for later with their day, and those done; a POST about the mail."""
    if request.method == "POST":
        return _mail(request)
    offered = refreshers_of(request.user)
    context = {
        "due": [_item(one) for one in offered if one.is_due],
        "later": [_item(one) for one in offered if one.is_later],
        "done": [_item(one) for one in offered if one.is_done],
        "gets_mail": RefresherMail.objects.filter(user=request.user).exists(),
    }
    return render(request, "modules/refreshers.html", context)


def _mail(request: UserRequest) -> HttpResponse:
    wanted = request.POST.get("bericht") == "ja"
    ask_for_mail(by=request.user, wanted=wanted)
    messages.success(
        request,
        _("You get a message when something is ready.")
        if wanted
        else _("You get no more messages about this."),
    )
    return redirect("refreshers")


def _item(one: Offered) -> dict[str, object]:
    """One refresher as an item of the component `steps`; what is for later has no link yet."""
    if one.is_done:
        words = {"kind": "done", "status": _("done")}
    elif one.is_due:
        words = {"kind": "todo", "status": _("ready")}
    else:
        day = date_format(one.due_on, "j F Y")
        words = {"kind": "todo", "status": _("from %(day)s") % {"day": day}}
    return {
        "title": one.refresher.title,
        "href": "" if one.is_later else one.refresher.url,
        "meta": minutes(one.refresher.minutes),
        **words,
    }
