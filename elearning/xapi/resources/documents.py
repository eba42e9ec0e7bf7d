"""State, activity profile and agent profile: three shelves of documents (Communication 2.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.http import http_date

from elearning.xapi import actions, queries, rules
from elearning.xapi.enums import DocumentKind
from elearning.xapi.exceptions import Refused
from elearning.xapi.models import Credential
from elearning.xapi.queries.documents import Shelf
from elearning.xapi.queries.parameters import (
    check_known,
    optional_iri,
    optional_moment,
    optional_uuid,
)
from elearning.xapi.queries.pseudonyms import at_the_door
from elearning.xapi.resources.calls import Call
from elearning.xapi.resources.gate import Handler, View, resource
from elearning.xapi.validation import Invalid, parse_agent

LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: the parameter that names one, and those that name the shelf."""

    kind: DocumentKind
    name: str
    needed: frozenset[str]
    optional: frozenset[str] = frozenset()


STATE = Kind(
    DocumentKind.STATE,
    "stateId",
    frozenset({"activityId", "agent"}),
    frozenset({"registration"}),
)
ACTIVITY_PROFILE = Kind(
    DocumentKind.ACTIVITY_PROFILE, "profileId", frozenset({"activityId"})
)
AGENT_PROFILE = Kind(DocumentKind.AGENT_PROFILE, "profileId", frozenset({"agent"}))


def shelf_of(kind: Kind, call: Call) -> Shelf:
    """Where the call's documents lie. Raises Invalid for a parameter missing, wrong or unknown."""
    known = kind.needed | kind.optional | {kind.name, "since"}
    check_known(call.parameters, set(known))
    for name in sorted(kind.needed):
        if name not in call.parameters:
            raise Invalid(f"{name} is needed", f"/{name}")
    credential = call.tenant_credential
    agent = _agent(credential, call.parameters)
    registration = optional_uuid(call.parameters, "registration")
    if kind is STATE:
        rules.check_registration(credential, registration)
    return Shelf(
        credential=credential.pk,
        kind=kind.kind,
        activity=optional_iri(call.parameters, "activityId"),
        agent=agent,
        registration=registration,
    )


def _agent(credential: Credential, given: dict[str, str]) -> dict[str, Any] | None:
    if "agent" not in given:
        return None
    party = parse_agent(given["agent"])
    rules.check_party(credential, party)
    return at_the_door(credential, party)


def _read(kind: Kind, call: Call) -> HttpResponse:
    shelf = shelf_of(kind, call)
    since = optional_moment(call.parameters, "since")
    name = call.parameters.get(kind.name)
    if name is None:
        return JsonResponse(list(queries.document_names(shelf, since)), safe=False)
    found = queries.document(shelf, name)
    if found is None:
        raise Refused(404, "there is no such document")
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response["ETag"] = f'"{found.etag}"'
    response["Last-Modified"] = http_date(found.updated_at.timestamp())
    return response


def _name(kind: Kind, call: Call) -> str:
    name = call.parameters.get(kind.name, "")
    if not 0 < len(name) <= LONGEST_NAME:
        raise Invalid(
            f"{kind.name} is needed, of at most 500 characters", f"/{kind.name}"
        )
    return name


def _sent(kind: Kind, call: Call) -> actions.SentDocument:
    if "since" in call.parameters:
        raise Invalid("since goes with reading", "/since")
    return actions.SentDocument(
        shelf=shelf_of(kind, call),
        name=_name(kind, call),
        content=call.body,
        content_type=call.content_type or "application/octet-stream",
        conditions=actions.Conditions(
            if_match=call.headers.get("if-match"),
            if_none_match=call.headers.get("if-none-match"),
            major=call.major,
        ),
    )


def _put(kind: Kind, call: Call) -> HttpResponse:
    actions.put_document(by=call.tenant_credential, sent=_sent(kind, call))
    return HttpResponse(status=204)


def _post(kind: Kind, call: Call) -> HttpResponse:
    actions.merge_document(by=call.tenant_credential, sent=_sent(kind, call))
    return HttpResponse(status=204)


def _delete(kind: Kind, call: Call) -> HttpResponse:
    """One document; of a state without its id, all on the shelf (2.3)."""
    if kind is STATE and kind.name not in call.parameters:
        check_known(call.parameters, {"activityId", "agent", "registration"})
        actions.delete_documents(by=call.tenant_credential, shelf=shelf_of(kind, call))
    else:
        actions.delete_document(by=call.tenant_credential, sent=_sent(kind, call))
    return HttpResponse(status=204)


def _resource(kind: Kind, scope: str) -> View:
    def bound(handler: Callable[[Kind, Call], HttpResponse]) -> Handler:
        return lambda call: handler(kind, call)

    handlers = {"GET": _read, "PUT": _put, "POST": _post, "DELETE": _delete}
    return resource(
        {name: bound(handler) for name, handler in handlers.items()}, scope=scope
    )


state = _resource(STATE, "state")
activity_profile = _resource(ACTIVITY_PROFILE, "profile")
agent_profile = _resource(AGENT_PROFILE, "profile")
