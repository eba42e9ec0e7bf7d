"""What every resource shares: version, credential, refusals, and what each answer carries."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from elearning.core import clock
from elearning.xapi import actions, rules
from elearning.xapi.exceptions import Refused, TooMany
from elearning.xapi.resources import cors
from elearning.xapi.resources.calls import Call, call_of, from_form
from elearning.xapi.resources.refusals import note, said_by
from elearning.xapi.resources.versions import check_spoken, speaking
from elearning.xapi.validation import Invalid

Handler = Callable[[Call], HttpResponse]
View = Callable[[HttpRequest], HttpResponse]
SAFE = {"GET", "HEAD"}


def resource(handlers: Mapping[str, Handler], *, scope: str) -> View:
    """The view of a resource: one handler a method; HEAD is GET without its body.

    Refuses with 400 (version, syntax), 401 (no valid credential), 403 (not within its scopes),
    405 and whatever the handler refuses with.
    """

    def answer(call: Call) -> HttpResponse:
        method = "GET" if call.method == "HEAD" else call.method
        handler = handlers.get(method)
        if handler is None:
            raise Refused(405, f"{call.method} is not spoken here")
        allowed = rules.may_read if method in SAFE else rules.may_write
        if not allowed(call.tenant_credential, scope):
            raise Refused(403, "this credential may not do that")
        return handler(call)

    return view_of(answer, methods=handlers)


def view_of(
    answer: Handler, *, methods: Mapping[str, Handler], for_everyone: bool = False
) -> View:
    """The view around `answer`: reads the request, turns refusals into answers, adds headers.

    Unless it is `for_everyone`, the version and the credential come first.
    """

    @csrf_exempt  # no cookie opens this door, so none can be abused
    def view(request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return cors.preflight(request, methods)
        call = Call(request.method or "", {}, {}, b"")
        try:
            call = speaking(call_of(request))
            if "method" in call.parameters:
                call = _alternate(call)
            if not for_everyone:
                check_spoken(call)
                call = _known(call)
                # After the call knows its key: also a refusal is for the sites that key names.
                actions.use(call.tenant_credential)
            response = answer(call)
        except (Invalid, Refused, RecursionError) as error:
            response = refusal(*said_by(error))
            if isinstance(error, TooMany):
                response["Retry-After"] = str(error.wait)
            note(request, call, error)
        return _finished(request, call, response)

    view.is_resource = True  # type: ignore[attr-defined]  # see RecordStoreMiddleware
    view.methods = tuple(methods)  # type: ignore[attr-defined]  # what the description must name
    return view


def refusal(status: int, reason: str, pointer: str = "") -> HttpResponse:
    """The reason, and the place as a JSON pointer where there is one."""
    place = {"pointer": pointer} if pointer else {}
    response = JsonResponse({"error": reason, **place}, status=status)
    if status == 401:
        response["WWW-Authenticate"] = 'Basic realm="xAPI"'
    return response


def _alternate(call: Call) -> Call:
    """2.0 has no alternate request syntax; the form's version counts before the header's."""
    if call.major == 2:
        raise Refused(400, "2.0 has no parameter method")
    inner = speaking(from_form(call))
    if inner.major == 2:
        raise Refused(400, "2.0 has no parameter method")
    return inner


def _known(call: Call) -> Call:
    credential = rules.credential_of(call.headers.get("authorization", ""))
    if credential is None:
        raise Refused(401, "a valid key and secret are needed")
    return replace(call, credential=credential)


def _finished(request: HttpRequest, call: Call, response: HttpResponse) -> HttpResponse:
    response["X-Experience-API-Version"] = call.version
    response["X-Experience-API-Consistent-Through"] = clock.now().isoformat()
    response.setdefault("Cache-Control", "no-store")
    cors.allow(request, response, cors.origins_of(call.credential))
    response["Content-Length"] = str(len(response.content))
    if request.method == "HEAD" or call.method == "HEAD":
        response.content = b""
    return response
