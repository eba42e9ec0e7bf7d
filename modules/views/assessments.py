"""The page of a test: what it is, how it went, and the way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from modules.components.body import render_body
from modules.components.outline import outline
from modules.models import AssessmentPage
from modules.queries import item_states, items_of, module_of
from modules.rules import is_concept
from modules.serving import serves
from modules.views.entrance import enter
from toetsen.actions import start_attempt
from toetsen.queries import assessment_by_code, attempts_left, attempts_of
from toetsen.rules import is_open


@serves("modules.AssessmentPage")
def assessment(request: HttpRequest, page: AssessmentPage) -> HttpResponse:
    entrance = enter(request, page)
    if isinstance(entrance, HttpResponse):
        return entrance
    found = assessment_by_code(page.assessment_code)
    enrolled = entrance.enrolment is not None
    if request.method == "POST" and found and entrance.enrolment is not None:
        attempt = start_attempt(
            by=request.user,
            enrolment=entrance.enrolment,
            assessment=found,
            return_path=page.url,
        )
        return redirect("toetsen:attempt", attempt.uuid)
    module = module_of(page)
    steps = items_of(module)
    progress = item_states(request.user, [s.key for s in steps]) if enrolled else {}
    attempts = list(attempts_of(request.user, found)[:5]) if found and enrolled else []
    left = attempts_left(request.user, found) if found and enrolled else None
    context = {
        "page": page,
        "module": module,
        "concept": is_concept(page),
        "enrolled": enrolled,
        "assessment": found,
        "body": render_body(page.body, key=f"{page.pk}.body.{page.content_version}"),
        "attempts": attempts,
        "attempts_left": left,
        "busy": any(not one.is_submitted and not one.is_over for one in attempts),
        "is_open": found is not None and is_open(found),
        "outline": outline(steps, progress, current=page.key),
    }
    return render(request, "modules/assessment.html", context)
