"""Help and safety: whom to call, for everyone and for one's own organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from elearning.accounts.queries import safety_contacts
from elearning.enrolment.help import help_contacts

CASE_NOW_PATH = "/ik-heb-nu-een-zaak/"


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "enrolment/help.html",
        {
            "contacts": help_contacts(),
            "own": safety_contacts(request.user),
            "case_now_path": CASE_NOW_PATH,
        },
    )
