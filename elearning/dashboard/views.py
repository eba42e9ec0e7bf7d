import uuid
from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from elearning.core import clock
from elearning.core.exceptions import NotFound
from elearning.dashboard import cohort_words, question_words, study_words
from elearning.dashboard.forms import FilterForm
from elearning.dashboard.lag_words import lag_context
from elearning.dashboard.meeting_words import meeting_context
from elearning.dashboard.models import ClosedPeriod
from elearning.dashboard.queries.cohort import cohort_screen
from elearning.dashboard.queries.frozen import closed_periods
from elearning.dashboard.queries.lag import lag
from elearning.dashboard.queries.questions import question_screen
from elearning.dashboard.rules import (
    check_has_screens,
    led_organisation,
    open_study,
    open_test,
    studies_of,
    taught_cohort,
)
from elearning.dashboard.screens import coordinator_screen, meetings
from elearning.enrolment.queries import cohorts_taught_by
from elearning.network.queries import organisations_led_by
from toetsen.actions.studying import export_study
from toetsen.measured import newest_report


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The screens this person has."""
    check_has_screens(request.user)
    context = {
        "cohorts": cohorts_taught_by(request.user),
        "organisations": organisations_led_by(request.user),
        "studies": studies_of(request.user),
    }
    return render(request, "dashboard/home.html", context)


@require_safe
@login_required
def cohort(request: HttpRequest, cohort: uuid.UUID) -> HttpResponse:
    """A lecturer's own group, by name."""
    screen = cohort_screen(taught_cohort(request.user, cohort))
    context = {
        "screen": screen,
        "sentence": cohort_words.sentence(screen),
        "by_module": cohort_words.by_module(screen),
        "elective_items": cohort_words.elective_items(screen),
        "breadcrumbs": _breadcrumbs(screen.cohort.name),
        "now": clock.now(),
    }
    return render(request, "dashboard/cohort.html", context)


@require_safe
@login_required
def questions(request: HttpRequest, cohort: uuid.UUID, code: str) -> HttpResponse:
    """How the questions of a test do: for who teaches a cohort that takes it."""
    own, test = open_test(request.user, cohort, code)
    screen = question_screen(test)
    context = {
        "screen": screen,
        "sentence": question_words.sentence(screen),
        "to_look_at": question_words.questions(screen, to_look_at=True),
        "others": question_words.questions(screen, to_look_at=False),
        "whole": question_words.whole_items(screen),
        "option_headers": [_("Answer"), _("Right or wrong"), _("How many")],
        "breadcrumbs": [
            (_("Dashboard"), reverse("dashboard:home")),
            (own.name, reverse("dashboard:cohort", args=[own.uuid])),
            (test.title, ""),
        ],
    }
    return render(request, "dashboard/questions.html", context)


@require_safe
@login_required
def organisation(request: HttpRequest, organisation: uuid.UUID) -> HttpResponse:
    """A coordinator's or facilitator's page."""
    own = led_organisation(request.user, organisation)
    periods = closed_periods()
    if not periods:
        return render(request, "dashboard/nothing_closed.html", {"organisation": own})
    period = _chosen(periods, request.GET.get("periode", ""))
    facts = meetings(own, period.month)
    screen = coordinator_screen(own, period, request.GET.get("leerroute", ""))
    context = {
        "organisation": own,
        "screen": screen,
        "breadcrumbs": _breadcrumbs(own.name),
        "meetings": facts,
        **meeting_context(facts),
        "form": FilterForm(
            periods=periods, paths=screen.paths, chosen=(period, screen.path)
        ),
        "now": clock.now(),
    }
    return render(request, "dashboard/organisation.html", context)


@require_safe
@login_required
def study(request: HttpRequest, code: str) -> HttpResponse:
    """What a study says, for evaluators: means of ten people or more, never an answer."""
    found = open_study(request.user, code)
    frozen = newest_report(found)
    context = {
        "study": found,
        "breadcrumbs": _breadcrumbs(found.title),
        "frozen": frozen,
        **(study_words.study_context(frozen) if frozen else {}),
    }
    return render(request, "dashboard/study.html", context)


@require_POST
@login_required
def study_file(request: HttpRequest, code: str) -> HttpResponse:
    """The files of a study; each time with new pseudonyms, and with a line of who asked."""
    made = export_study(by=request.user, study=open_study(request.user, code))
    response = HttpResponse(made.content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_safe
@login_required
def progress_of_rollups(request: HttpRequest) -> HttpResponse:
    """For whoever keeps the platform running: how far the rollups are."""
    if not request.user.is_superuser:
        raise NotFound(_("There is nothing here, or it is not for you."))
    found = lag()
    return render(request, "dashboard/lag.html", {"lag": found, **lag_context(found)})


def _breadcrumbs(here: str) -> list[tuple[str, str]]:
    return [(_("Dashboard"), reverse("dashboard:home")), (here, "")]


def _chosen(periods: Sequence[ClosedPeriod], asked: str) -> ClosedPeriod:
    """The period that was asked for, else the newest; NotFound for one that is not closed."""
    if not asked:
        return periods[0]
    for period in periods:
        if str(period) == asked:
            return period
    raise NotFound(_("That month is not closed (yet)."))
