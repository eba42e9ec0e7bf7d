"""The door of the record store, before everything that pages need."""

from collections.abc import Callable
from functools import lru_cache, partial

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

PREFIX = "/xapi/"


class RecordStoreMiddleware:
    """Brings calls of other systems straight to their resource.

    They have no session, no language, no messages and no page to show an error on: of what a page
    goes through, nothing is for them, and it would be a tenth of the work of storing a statement.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PREFIX):
            resource = _resource_at(request.path_info)
            if resource is not None:
                return resource(request)
        return self.get_response(request)


@lru_cache(maxsize=64)  # there are ten; whatever else is asked for pushes itself out
def _resource_at(path: str) -> Callable[[HttpRequest], HttpResponse] | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if not getattr(match.func, "is_resource", False):
        return None
    return partial(match.func, **match.kwargs)
