"""The store seen from outside: reading statements with a credential.

The whole of xAPI (writing, documents, agents, activities) has its own place in the plan; what is
here answers as the specification says.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from elearning.core import clock
from elearning.xapi import queries
from elearning.xapi.models import Credential
from elearning.xapi.rules import credential_of

VERSIONS = {"1.0": "1.0.3", "1.0.1": "1.0.3", "1.0.2": "1.0.3", "1.0.3": "1.0.3"}
View = Callable[[HttpRequest, Credential], HttpResponse]


def about(request: HttpRequest) -> HttpResponse:
    return _versioned(JsonResponse({"version": ["1.0.3"]}))


def resource(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Wrap a resource: version header (400), credential (401), and what every answer carries."""

    @csrf_exempt
    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        if request.headers.get("X-Experience-API-Version", "") not in VERSIONS:
            return _refused("send the header X-Experience-API-Version: 1.0.3", 400)
        credential = credential_of(request.headers.get("Authorization", ""))
        if credential is None:
            answer = _refused("a valid key and secret are needed", 401)
            answer["WWW-Authenticate"] = 'Basic realm="xAPI"'
            return answer
        try:
            return _versioned(view(request, credential))
        except queries.BadQueryError as error:
            return _refused(str(error), 400)

    return wrapped


@resource
def statements(request: HttpRequest, credential: Credential) -> HttpResponse:
    parameters = {name: request.GET[name] for name in request.GET}
    if "statementId" in parameters:
        if set(parameters) != {"statementId"}:
            raise queries.BadQueryError("statementId goes with no other parameter")
        return _one(
            queries.statement_by_id(credential.tenant, parameters["statementId"])
        )
    page = queries.statements(credential.tenant, parameters)
    more = ""
    if page.next_cursor is not None:
        query = urlencode({**parameters, "from": page.next_cursor})
        more = f"{reverse('xapi:statements')}?{query}"
    # The bodies are kept as text and go out as text: nothing is parsed to be written again.
    return _json(f'{{"statements":[{",".join(page.bodies)}],"more":"{more}"}}')


def _one(body: str | None) -> HttpResponse:
    if body is None:
        return _refused("there is no such statement", 404)
    return _json(body)


def _json(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/json")


def _refused(reason: str, status: int) -> HttpResponse:
    return _versioned(JsonResponse({"error": reason}, status=status))


def _versioned(answer: HttpResponse) -> HttpResponse:
    answer["X-Experience-API-Version"] = "1.0.3"
    answer["X-Experience-API-Consistent-Through"] = clock.now().isoformat()
    answer["Cache-Control"] = "no-store"
    return answer
