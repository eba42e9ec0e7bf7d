"""Error pages: what happened, what was kept, what to do. Never a dead end (look.md)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from themes.sent_forms import SentForm

TITLES: dict[int, str | Promise] = {
    400: _("This did not work"),
    401: _("You are no longer logged in"),
    403: _("You cannot open this"),
    404: _("This page is not here"),
    409: _("This cannot be done now"),
    410: _("This is no longer here"),
    413: _("This is too big to send"),
    429: _("Wait a moment"),
}
MESSAGES: dict[int, str | Promise] = {
    400: _("We did not understand what your browser sent. Nothing has been changed."),
    403: _("You are not allowed to see this page, or you have to log in first."),
    404: _("The page has moved, or the address has a mistake in it."),
    429: _("This was tried too often in a short time. Try again in an hour."),
    409: _(
        "Something changed in the meantime. Open the page again to see how it is now."
    ),
    410: _("This existed, but it has been taken away or its time has passed."),
    413: _(
        "Your text or file is too big. Nothing has been stored. "
        "Go back with your browser: what you typed is usually still there. Then send less."
    ),
}


def error_response(
    request: HttpRequest,
    *,
    status: int,
    message: str | Promise = "",
    title: str | Promise = "",
    typed: list[str] | None = None,
    again_url: str = "",
    kept: SentForm | None = None,
) -> HttpResponse:
    """A styled page with `status`; for htmx only its middle, put in the place of the content.

    `typed` is what the person had filled in, shown back so that it can be copied; `kept` the form
    itself, to be sent again from this page. Who waits for a piece of a page keeps the form there.
    """
    is_htmx = bool(getattr(request, "htmx", False))
    response = render(
        request,
        "errors/_message.html" if is_htmx else "errors/error.html",
        {
            "title": title or TITLES.get(status, TITLES[400]),
            "message": message or MESSAGES.get(status, MESSAGES[400]),
            "typed": typed or [],
            "kept": kept,
            "again_url": again_url,
            "status": status,
        },
        status=status,
    )
    if is_htmx and kept:
        response.headers["HX-Reswap"] = "none"
    elif is_htmx:
        response.headers["HX-Retarget"] = "#inhoud"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
