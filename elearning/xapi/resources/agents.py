"""The Agents resource: the Person of an Agent (Communication 2.4)."""

from django.http import HttpResponse, JsonResponse

from elearning.xapi import queries, rules
from elearning.xapi.queries.parameters import check_known
from elearning.xapi.queries.pseudonyms import at_the_door
from elearning.xapi.resources.calls import Call
from elearning.xapi.resources.gate import resource
from elearning.xapi.validation import Invalid, parse_agent


def read(call: Call) -> HttpResponse:
    check_known(call.parameters, {"agent"})
    if "agent" not in call.parameters:
        raise Invalid("agent is needed", "/agent")
    party = parse_agent(call.parameters["agent"])
    if party.get("objectType") == "Group":
        raise Invalid("agent is an Agent here", "/agent/objectType")
    rules.check_party(call.tenant_credential, party)
    known = at_the_door(call.tenant_credential, party)
    return JsonResponse(
        queries.person(queries.reader_of(call.tenant_credential), known)
    )


agents = resource({"GET": read}, scope="statements")
