"""Who is no longer logged in and sends a form, keeps what is in it (ADR 0066)."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from themes.errors import error_response
from themes.sent_forms import sent_form, written_text

GetResponse = Callable[[HttpRequest], HttpResponse]


class LoggedOutFormMiddleware:
    """Answers 401 with the form in it, where the way to the login page would lose it.

    A page that sends its own forms (sending.js) keeps them itself. What cannot be kept, a file or
    a password, goes to the login page as ever.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_logged_out = request.method == "POST" and not request.user.is_authenticated
        if not is_logged_out or not _asks_to_log_in(request, response):
            return response
        kept = sent_form(request)
        if kept is None:
            return response
        answer = error_response(
            request,
            status=401,
            message=_(
                "You were logged out in the meantime. What you wanted to send is not saved yet, "
                "but nothing is lost: it is kept on this page."
            ),
            typed=written_text(request),
            kept=kept,
        )
        # RFC 9110, 15.5.2 wants to hear how one logs in; browsers leave a scheme they do not know.
        answer["WWW-Authenticate"] = f'Cookie form-action="{_login_url()}"'
        return answer


def _login_url() -> str:
    return resolve_url(settings.LOGIN_URL)


def _asks_to_log_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it sends the visitor to log in and then back to the very place of this form."""
    to = urlsplit(response.headers.get("Location", ""))
    if to.path not in (_login_url(), reverse("wagtailadmin_login")):
        return False
    back = parse_qs(to.query).get("next", [""])[0]
    return urlsplit(back).path == request.path
