"""The About resource: which versions are spoken; for everyone (Communication 2.8)."""

from django.http import HttpResponse, JsonResponse

from elearning.xapi.exceptions import Refused
from elearning.xapi.resources.calls import Call
from elearning.xapi.resources.gate import view_of
from elearning.xapi.resources.versions import HEADER, SPOKEN, check_spoken


def read(call: Call) -> HttpResponse:
    if call.method not in {"GET", "HEAD"}:
        raise Refused(405, f"{call.method} is not spoken here")
    if HEADER in call.headers:
        check_spoken(call)
    return JsonResponse({"version": list(SPOKEN)})


about = view_of(read, methods={"GET": read}, for_everyone=True)
