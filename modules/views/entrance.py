"""What comes before a step of a module is shown: who is here, on which path, is it ready."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from elearning.enrolment.models import Enrolment
from modules.queries import enrolment_for
from modules.rules import check_may_play, may_read


@dataclass(frozen=True, slots=True)
class Entrance:
    """Who reads a step: `enrolment` is None for who only reads (teaches, writes, previews)."""

    enrolment: Enrolment | None
    is_preview: bool


def enter(request: HttpRequest, page: Page) -> Entrance | HttpResponse:
    """How this person may be in `page`, or the page that says why not.

    Raises NotFound for concept content where the demo is off (product rule 13).
    """
    if getattr(request, "is_preview", False):
        return Entrance(None, True)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    check_may_play(page)
    enrolment = enrolment_for(request.user, page)
    if enrolment is None and not may_read(request.user):
        return render(
            request,
            "modules/not_enrolled.html",
            {"page": page},
            status=HTTPStatus.FORBIDDEN,
        )
    return Entrance(enrolment, False)
