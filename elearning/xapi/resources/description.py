"""/xapi/openapi.json: the description of the store, for everyone."""

from functools import lru_cache

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from elearning.xapi.description import document


@require_safe
@cache_control(public=True, max_age=3600)
def openapi(_request: HttpRequest) -> HttpResponse:
    """The OpenAPI description as JSON."""
    return HttpResponse(_text(), content_type="application/json")


@lru_cache(maxsize=1)
def _text() -> bytes:
    return msgspec.json.encode(document())
