"""What every answer gets: the right policy, no copy on the device, and errors as pages."""

from collections.abc import Callable
from http import HTTPStatus

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control

from elearning.core.exceptions import DomainError
from themes.errors import error_response

GetResponse = Callable[[HttpRequest], HttpResponse]

CMS_PREFIX = "/cms/"
# Wagtail's admin writes styles and a few scripts into its pages. Ours do not, so it stays there.
CMS_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "media-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}


class PolicyMiddleware:
    """Gives the CMS its own Content-Security-Policy; the strict one is for everything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(CMS_PREFIX):
            response._csp_replace = CMS_POLICY  # type: ignore[attr-defined]
        return response


class PackedPageMiddleware(GZipMiddleware):
    """Packs pages, a quarter of the bytes on a phone; nothing else (ADR 0061).

    Static files are packed before they are served. Django adds up to a hundred bytes by chance, so
    that the length of a page tells nobody what is in it.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response


class PrivateCacheMiddleware:
    """No page stays behind on the device: 'back' after the way out must not show it (rule 6)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and "Cache-Control" not in response.headers:
            patch_cache_control(response, private=True, no_store=True)
        return response


class SentByPageMiddleware:
    """A form that sending.js sends is told where to go on, instead of being sent there.

    The page then goes there itself: what follows is asked for once, as after any form.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "X-Sent-By" in request.headers and response.has_header("Location"):
            response["X-Go-To"] = response["Location"]
            del response["Location"]
            response.status_code = HTTPStatus.NO_CONTENT
        return response


class ErrorPageMiddleware:
    """Turns what an action refuses into a page that says what happened and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, DomainError):
            return error_response(
                request, status=exception.status_code, message=exception.message
            )
        return None
