"""The page of a test: what it is, how it went, and the way in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from elearning.core.exceptions import InvalidRequest
from elearning.enrolment.models import Enrolment
from modules.components.body import render_body
from modules.components.outline import outline
from modules.models import AssessmentPage
from modules.queries import item_states, items_of, module_of
from modules.queries.assessments import other_questions
from modules.rules import is_concept
from modules.serving import serves
from modules.views.entrance import Entrance, enter
from toetsen.actions import start_attempt
from toetsen.models import Assessment, Attempt
from toetsen.queries import (
    asks_any,
    assessment_by_code,
    attempts_left,
    attempts_of,
    pass_mark,
    place_to_go_on,
)
from toetsen.rules import is_open

# As with a lesson, in the body of a POST: not in an address, a log or the history (brief, 6.4).
TEST, OTHER = "toets", "andere"


@serves("modules.AssessmentPage")
def assessment(request: HttpRequest, page: AssessmentPage) -> HttpResponse:
    entrance = enter(request, page)
    if isinstance(entrance, HttpResponse):
        return entrance
    found = assessment_by_code(page.assessment_code)
    if request.method == "POST" and found and entrance.enrolment is not None:
        choice = request.POST.get("keuze", "")
        if choice not in ("", TEST, OTHER):
            raise InvalidRequest(_("That is not one of the choices."))
        # Nobody begins a sensitive test without having had the notice and the choice.
        if choice or not page.sensitive:
            return _begin(request, page, entrance.enrolment, found, choice)
    return _show(request, page, entrance, found)


def _begin(
    request: HttpRequest,
    page: AssessmentPage,
    enrolment: Enrolment,
    found: Assessment,
    choice: str,
) -> HttpResponse:
    attempt = start_attempt(
        by=request.user,
        enrolment=enrolment,
        assessment=found,
        return_path=page.url,
        instead=other_questions(page) if choice == OTHER else {},
    )
    return redirect(place_to_go_on(attempt))


def _show(
    request: HttpRequest,
    page: AssessmentPage,
    entrance: Entrance,
    found: Assessment | None,
) -> HttpResponse:
    enrolled = entrance.enrolment is not None
    module = module_of(page)
    steps = items_of(module)
    progress = item_states(request.user, [s.key for s in steps]) if enrolled else {}
    attempts = list(attempts_of(request.user, found)[:5]) if found and enrolled else []
    left = attempts_left(request.user, found) if found and enrolled else None
    busy = next((a for a in attempts if not a.is_submitted and not a.is_over), None)
    context: dict[str, Any] = {
        "page": page,
        "module": module,
        "concept": is_concept(page),
        "enrolled": enrolled,
        "assessment": found,
        "body": render_body(page.body, key=f"{page.pk}.body.{page.content_version}"),
        "attempts": attempts,
        "attempts_left": left,
        "pass_mark": pass_mark(entrance.enrolment, found)
        if found and entrance.enrolment
        else None,
        "busy": busy is not None,
        "is_open": found is not None and is_open(found),
        "outline": outline(steps, progress, current=page.key),
        "may_choose": page.sensitive and _may_choose(page, busy),
    }
    return render(request, "modules/assessment.html", context)


def _may_choose(page: AssessmentPage, busy: Attempt | None) -> bool:
    """Whether there is something to choose: not any more when the heavy ones are gone already."""
    others = other_questions(page)
    return bool(others) if busy is None else asks_any(busy, others)
