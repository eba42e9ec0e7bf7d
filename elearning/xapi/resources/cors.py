"""Scripts of other sites: those named in XAPI_ALLOWED_ORIGINS, and those of the credential.

A preflight does not say which credential will speak, so it is answered for the origins of all that
are valid; the answer to the call itself only for those of the one that spoke.
"""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from elearning.xapi.models import Credential
from elearning.xapi.queries.credentials import all_origins

HEADERS = (
    "Authorization, Content-Type, Content-Length, If-Match, If-None-Match, Accept-Language,"
    " X-Experience-API-Version, X-Experience-API-Hash"
)
EXPOSED = (
    "ETag, Last-Modified, Content-Length, X-Experience-API-Version,"
    " X-Experience-API-Consistent-Through, Retry-After"
)


def origins_of(credential: Credential | None) -> list[str]:
    """Whose scripts may read the answer to a call of `credential`."""
    own = credential.origins if credential is not None else []
    return [*settings.XAPI_ALLOWED_ORIGINS, *own]


def allow(
    request: HttpRequest, response: HttpResponse, origins: Collection[str]
) -> None:
    """Lets the asking origin read the answer, when it is among `origins`."""
    response["Vary"] = "Origin, Accept-Language"
    origin = request.headers.get("Origin", "")
    if origin and origin in origins:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = EXPOSED


def preflight(request: HttpRequest, methods: Mapping[str, object]) -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = ", ".join([*methods, "HEAD", "OPTIONS"])
    allow(request, response, [*settings.XAPI_ALLOWED_ORIGINS, *all_origins()])
    if "Access-Control-Allow-Origin" in response:
        response["Access-Control-Allow-Methods"] = response["Allow"]
        response["Access-Control-Allow-Headers"] = HEADERS
        response["Access-Control-Max-Age"] = "86400"
    return response
