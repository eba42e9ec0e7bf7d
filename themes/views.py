"""Error pages, the page about the way out, and the gallery."""

import sys
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from elearning.core.database import AGAIN_SECONDS, AWAY
from themes import registry
from themes.errors import error_response
from themes.gallery import example, examples
from themes.sent_forms import is_sent_from_here, sent_form, written_text

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django calls this for everything suspicious; too much data is told apart."""
    return error_response(
        request, status=413 if isinstance(exception, TOO_BIG) else 400
    )


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_response(request, status=403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_response(request, status=404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Touches no database and no session: those may be what is broken.

    503 while the database is away: a form that a page sends is then kept there and sent again.
    """
    away = isinstance(sys.exception(), AWAY)
    context = {"exit_url": settings.EXIT_URL, "away": away}
    response = HttpResponse(render_to_string("errors/500.html", context), status=500)
    if away:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        response["Retry-After"] = AGAIN_SECONDS
    return response


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or sent again after logging in or out: 403.

    It can be sent again from the page, with a token that holds now, when surely a page of this
    site sent it; sending.js does so by itself. What was typed is shown back, but not when another
    site sent it.
    """
    is_ours = is_sent_from_here(request)
    kept = sent_form(request) if is_ours else None
    response = error_response(
        request,
        status=403,
        title=_("Not sent yet") if kept else "",
        message=_(
            "This form was open for a long time, or you logged in or out in another tab. "
            "It has not been sent yet."
        ),
        typed=written_text(request) if is_ours else [],
        again_url=_referring_path(request) if is_ours else "",
        kept=kept,
    )
    if is_ours:
        response["X-Csrf-Token"] = get_token(request)
    return response


def _referring_path(request: HttpRequest) -> str:
    referrer = urlsplit(request.headers.get("Referer", ""))
    return referrer.path if referrer.netloc == request.get_host() else ""


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it at the root, whatever a page says."""
    return redirect(static("themes/img/mark.svg"), permanent=False)


@require_safe
def way_out_help(request: HttpRequest) -> HttpResponse:
    """What the way out does and what it cannot do (product rule 6)."""
    exit_site = urlsplit(settings.EXIT_URL).netloc.removeprefix("www.")
    return render(request, "themes/way_out_help.html", {"exit_site": exit_site})


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its examples; only where settings.GALLERY is on."""
    return render(request, "gallery/gallery.html", {"examples": examples()})


@require_safe
def gallery_component(request: HttpRequest, name: str) -> HttpResponse:
    """One component alone, for a scan or a picture of just that."""
    try:
        shown = example(registry.get(name))
    except registry.ComponentError as error:
        raise Http404(str(error)) from error
    return render(request, "gallery/component.html", {"example": shown})
