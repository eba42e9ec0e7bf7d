"""Scripts of other sites: only those whose origin is named in XAPI_ALLOWED_ORIGINS."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADERS = (
    "Authorization, Content-Type, Content-Length, If-Match, If-None-Match, Accept-Language,"
    " X-Experience-API-Version, X-Experience-API-Hash"
)
EXPOSED = (
    "ETag, Last-Modified, Content-Length, X-Experience-API-Version,"
    " X-Experience-API-Consistent-Through"
)


def allow(request: HttpRequest, response: HttpResponse) -> None:
    """Lets the asking origin read the answer, when it is one of ours."""
    response["Vary"] = "Origin, Accept-Language"
    origin = request.headers.get("Origin", "")
    if origin and origin in settings.XAPI_ALLOWED_ORIGINS:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = EXPOSED


def preflight(request: HttpRequest, methods: Mapping[str, object]) -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = ", ".join([*methods, "HEAD", "OPTIONS"])
    allow(request, response)
    if "Access-Control-Allow-Origin" in response:
        response["Access-Control-Allow-Methods"] = response["Allow"]
        response["Access-Control-Allow-Headers"] = HEADERS
        response["Access-Control-Max-Age"] = "86400"
    return response
