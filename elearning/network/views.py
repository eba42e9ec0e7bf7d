from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from elearning.core.exceptions import NotFound


def home(request: HttpRequest) -> HttpResponse:
    raise NotFound(_("There is nothing here, or it is not for you."))


def activity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return home(request)


def case_form(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return home(request)
