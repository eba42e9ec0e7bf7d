"""The door of the record store, before everything that pages need."""

from collections.abc import Callable

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
            try:
                match = resolve(request.path_info)
            except Resolver404:
                return self.get_response(request)
            if getattr(match.func, "is_resource", False):
                answer: HttpResponse = match.func(request, **match.kwargs)
                return answer
        return self.get_response(request)
