"""/xapi/openapi.json and /xapi/profile/: what the store speaks and what we record, for everyone."""

from functools import lru_cache

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from elearning.xapi.description import document, profile
from elearning.xapi.statements import profile_iri

for_an_hour = cache_control(public=True, max_age=3600)


@require_safe
@for_an_hour
def openapi(_request: HttpRequest) -> HttpResponse:
    """The OpenAPI description as JSON."""
    return HttpResponse(_openapi(), content_type="application/json")


@require_safe
@for_an_hour
def xapi_profile(_request: HttpRequest, path: str = "") -> HttpResponse:
    """The xAPI Profile as JSON-LD; at the address of each word in it as well."""
    found = profile()
    listed = (*found["versions"], *found["concepts"], *found["templates"])
    known = {one["id"] for one in (found, *listed, *found["patterns"])}
    if profile_iri(path) not in known:
        raise Http404
    return HttpResponse(msgspec.json.encode(found), content_type="application/ld+json")


@lru_cache(maxsize=1)
def _openapi() -> bytes:
    return msgspec.json.encode(document())
