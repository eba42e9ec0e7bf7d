"""What do you do? Eight situations, in one of two forms, beside the statements about oneself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from elearning.accounts.requests import UserRequest
from toetsen import actions, judged
from toetsen.judged import Sheet
from toetsen.measurement.instrument import SKIPPED
from toetsen.measurement.situations import Situation, read_choices
from toetsen.measurement_words import moment_of, name_of
from toetsen.models import Measurement
from toetsen.rules import check_may_go_on, check_may_judge, own_measurement_of


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def start(request: UserRequest, when: str) -> HttpResponse:
    """What they are about and that they are voluntary; a POST begins."""
    moment = moment_of(when)
    own = judged.own_test(request.user, moment)
    if own is not None and own.is_done:
        return redirect("measurement:home")
    check_may_judge(request.user, moment)
    if request.method == "POST":
        actions.start_situations(by=request.user, moment=moment)
        return redirect("measurement:judge", when)
    context = {
        "test": judged.situations_for(request.user),
        "moment": name_of(moment),
        "begun": own is not None,
    }
    return render(request, "toetsen/measurement/situations.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def judge(request: UserRequest, when: str) -> HttpResponse:
    """The situations on one page. What is chosen is kept by every POST, finished or not."""
    own = own_measurement_of(
        request.user, judged.own_test(request.user, moment_of(when))
    )
    # What the page sends by itself gets the action's own words: no other page fits in its place.
    if own.is_done and "HX-Request" not in request.headers:
        return redirect("measurement:home")
    if request.method == "POST":
        return _keep(request, own, when)
    check_may_go_on(request.user, own)
    return _page(request, judged.sheet_of(own), when)


def _keep(request: UserRequest, own: Measurement, when: str) -> HttpResponse:
    given = read_choices(judged.sheet_of(own).situations, request.POST)
    own = actions.keep_choices(by=request.user, measurement=own, choices=given)
    if "HX-Request" in request.headers:
        return render(request, "toetsen/measurement/_saved.html")
    if "klaar" not in request.POST:
        messages.success(request, _("What you filled in is kept. Go on when you want."))
        return redirect("measurement:home")
    sheet = judged.sheet_of(own)
    left = len(sheet.situations) - len(sheet.choices)
    if left and "zeker" not in request.POST:
        return _page(request, sheet, when, left=left)
    actions.finish_measurement(by=request.user, measurement=own)
    messages.success(request, _("Done. What you filled in is kept, for you."))
    return redirect("measurement:home")


def _page(request: UserRequest, sheet: Sheet, when: str, left: int = 0) -> HttpResponse:
    context = {
        "test": sheet.test,
        "moment": name_of(moment_of(when)),
        "when": when,
        "left": left,
        "kept": bool(sheet.choices),
        "situations": [
            _cards(number, one, sheet)
            for number, one in enumerate(sheet.situations, start=1)
        ],
    }
    return render(request, "toetsen/measurement/judge.html", context)


def _cards(number: int, one: Situation, sheet: Sheet) -> dict[str, object]:
    chosen = sheet.choices.get(one.code, "")
    return {
        "name": one.code,
        "legend": f"{number}. {one.text}",
        "selected": SKIPPED if chosen is None else chosen,
        "choices": [
            *({"value": step.key, "label": step.text} for step in one.steps),
            {"value": SKIPPED, "label": _("I skip this one")},
        ],
    }
