"""Mijn overzicht: one's paths, how far, and since when."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core.exceptions import NotFound
from elearning.enrolment.enums import ProgressState
from elearning.enrolment.models import Enrolment
from elearning.enrolment.queries import current_enrolment, enrolments_of
from modules.models import PathPage
from modules.queries import (
    NextStep,
    finished_assessments,
    holds_concept,
    path_overview,
    paths_by_key,
)
from modules.queries.refreshers import count_due
from modules.views.paths import module_item
from toetsen.measured import all_open_to
from toetsen.measurement.figures import Moment
from toetsen.measurement_words import SLUGS, name_of

CHOSEN = "enrolment"


def chosen_enrolment(request: HttpRequest) -> uuid.UUID | None:
    """The enrolment this person chose to go on with, in this session."""
    kept = request.session.get(CHOSEN)
    return uuid.UUID(kept) if kept else None


@dataclass(frozen=True, slots=True)
class Shown:
    """One enrolment as the page shows it; `page` is None when its path went offline."""

    enrolment: Enrolment
    page: PathPage | None
    is_current: bool


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """All one's paths, and the chosen one in full; a POST chooses another."""
    if request.method == "POST":
        return _choose(request)
    enrolments = list(enrolments_of(request.user))
    current = current_enrolment(request.user, chosen_enrolment(request))
    pages = paths_by_key(enrolment.path_key for enrolment in enrolments)
    context = {
        "shown": [
            Shown(row, pages.get(row.path_key), row == current) for row in enrolments
        ],
        "current": current,
        "page": pages.get(current.path_key) if current else None,
        "results": finished_assessments(request.user, most=20),
        "measurements": _open_measurements(request.user),
        "refresh": count_due(request.user),
        **_progress(request, pages.get(current.path_key) if current else None),
    }
    return render(request, "modules/overview.html", context)


def _open_measurements(user: User) -> list[tuple[str, str, str]]:
    """What it is, of when, and its address: what may be filled in now and stands in no lesson."""
    opened = all_open_to(user)
    statements = [
        (
            "statements",
            name_of(moment),
            reverse("measurement:start", args=[SLUGS[moment]]),
        )
        for moment in opened.moments
        if moment not in {Moment.BEFORE, Moment.AFTER}
    ]
    situations = [
        (
            "situations",
            name_of(moment),
            reverse("measurement:situations", args=[SLUGS[moment]]),
        )
        for moment in opened.tests
    ]
    return [*statements, *situations]


def _progress(request: HttpRequest, page: PathPage | None) -> dict[str, Any]:
    following: NextStep | None = None
    modules: list[dict[str, object]] = []
    done = total = 0
    if page is not None:
        states, following = path_overview(request.user, page)
        modules = [module_item(state) for state in states if state.state]
        required = [state for state in states if state.required]
        total = len(required)
        done = sum(state.state == ProgressState.DONE for state in required)
    return {
        "next": following,
        "modules": modules,
        "done": done,
        "total": total,
        "concept": page is not None and holds_concept(page),
    }


def _choose(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("leerroute", "")
    for enrolment in enrolments_of(request.user):
        if str(enrolment.uuid) == wanted:
            request.session[CHOSEN] = wanted
            return redirect("my_overview")
    raise NotFound(_("That is not one of your learning paths."))
