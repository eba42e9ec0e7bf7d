"""What every resource shares: version, credential, refusals, and what each answer carries."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from elearning.core import clock
from elearning.core.database import AGAIN_SECONDS, AWAY
from elearning.xapi import actions, rules
from elearning.xapi.exceptions import NotLookedUp, Refused, TooMany
from elearning.xapi.queries.credentials import remembered
from elearning.xapi.resources import cors
from elearning.xapi.resources.calls import Call, call_of, from_form
from elearning.xapi.resources.refusals import note, said_by
from elearning.xapi.resources.versions import check_spoken, speaking
from elearning.xapi.validation import Invalid

logger = logging.getLogger(__name__)

Handler = Callable[[Call], HttpResponse]
View = Callable[[HttpRequest], HttpResponse]
SAFE = {"GET", "HEAD"}


def resource(
    handlers: Mapping[str, Handler],
    *,
    scope: str,
    looks_up_the_key: Collection[str] = (),
) -> View:
    """The view of a resource: one handler a method; HEAD is GET without its body.

    The handlers of the methods in `looks_up_the_key` are first tried on a key that is remembered:
    they let the database see whether it still holds, or raise NotLookedUp and have done nothing.
    Refuses with 400 (version, syntax), 401 (no valid credential), 403 (not within its scopes),
    405 and whatever the handler refuses with; says 503 while the database is away.
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

    return view_of(answer, methods=handlers, looks_up_the_key=looks_up_the_key)


def view_of(
    answer: Handler,
    *,
    methods: Mapping[str, Handler],
    for_everyone: bool = False,
    looks_up_the_key: Collection[str] = (),
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
                tried = call.method in looks_up_the_key and _try(call, answer)
                if tried and tried.response is not None:
                    return _finished(request, tried.call, tried.response)
                call = _known(call)
                # After the call knows its key: also a refusal is for the sites that key names.
                if not tried:  # else it was counted then
                    actions.use(call.tenant_credential)
            response = answer(call)
        except (Invalid, Refused, RecursionError) as error:
            response = refusal(*said_by(error))
            if isinstance(error, TooMany):
                response["Retry-After"] = str(error.wait)
            note(request, call, error)
        except AWAY:
            logger.exception("database away")
            response = refusal(503, "the store is away for a moment; send it again")
            response["Retry-After"] = AGAIN_SECONDS
        return _finished(request, call, response)

    view.is_resource = True  # type: ignore[attr-defined]  # see RecordStoreMiddleware
    view.methods = tuple(methods)  # type: ignore[attr-defined]  # what the description must name
    return view


@dataclass(frozen=True, slots=True)
class Tried:
    """A call that was counted, on a key that is remembered; no response when it came to anything else."""

    call: Call
    response: HttpResponse | None = None


def _try(call: Call, answer: Handler) -> Tried | None:
    """The answer on the key as it is remembered, or None when it is not.

    Only when all went well: any other answer is given by the call on the key that is looked up, so
    that no refusal rests on what may be old.
    """
    header = call.headers.get("authorization", "")
    credential = rules.credential_of(header, find=remembered)
    if credential is None:
        return None
    known = replace(call, credential=credential)
    try:
        actions.use(credential)
    except TooMany:
        return None
    try:
        return Tried(known, answer(known))
    except (NotLookedUp, Invalid, Refused, RecursionError):
        return Tried(known)
    except AWAY:
        # The first question of the call, so it is what finds out that the connection is gone.
        if connection.in_atomic_block:
            raise
        connection.close()
        return Tried(known)


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
