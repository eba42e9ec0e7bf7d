"""The Activities resource: an activity with all that is known of it (Communication 2.5)."""

from django.http import HttpResponse, JsonResponse

from elearning.xapi import queries
from elearning.xapi.queries.parameters import check_known, optional_iri
from elearning.xapi.resources.calls import Call
from elearning.xapi.resources.gate import resource
from elearning.xapi.validation import Invalid


def read(call: Call) -> HttpResponse:
    check_known(call.parameters, {"activityId"})
    iri = optional_iri(call.parameters, "activityId")
    if iri is None:
        raise Invalid("activityId is needed", "/activityId")
    reader = queries.reader_of(call.tenant_credential)
    return JsonResponse(queries.activity(reader, iri))


activities = resource({"GET": read}, scope="statements")
