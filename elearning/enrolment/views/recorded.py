"""My learning data: what the record store holds of the person who looks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from elearning.accounts.requests import UserRequest
from elearning.enrolment.recorded_words import recorded_lines
from elearning.xapi.queries.keys import LAST_KEY
from elearning.xapi.queries.own import own_statements


@login_required
@require_safe
def recorded(request: UserRequest) -> HttpResponse:
    """A page of it, newest first; a place that makes no sense is the beginning."""
    text = request.GET.get("voor", "")
    before = int(text) if text.isascii() and text.isdigit() else None
    if before is not None and not 0 < before <= LAST_KEY:
        before = None
    found, older = own_statements(request.user, before)
    response = render(
        request,
        "enrolment/account_recorded.html",
        {
            "lines": recorded_lines(found),
            "older": older,
            "is_first": before is None,
        },
    )
    response["Cache-Control"] = "no-store, private"
    return response
