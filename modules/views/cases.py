"""/modules/<module>/<case>/: the notice, the case itself and its end, all at one address.

What is shown follows from where the learner is, so a reload, the back button and another browser
all come to the same place. Every form is a post and every post ends in a redirect; the one
exception is the text version, which is shown at once so that nothing has to remember that it was
chosen (product rule 5).
"""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from elearning.core.exceptions import Gone, InvalidRequest
from modules.actions import cases as actions
from modules.case_map import case_map
from modules.case_screens import (
    ending_context,
    notice_context,
    outline_context,
    phase_context,
)
from modules.cases.definition import from_json
from modules.cases.engine import Phase
from modules.components.body import Body, render_body
from modules.enums import MAP_PREVIEW
from modules.models import CasePage, CaseRun
from modules.queries.case_runs import busy_run, last_finished_run, place_of, runs_of
from modules.queries.cases import latest_version, written_case
from modules.rules import check_may_learn, check_may_play, may_learn, may_read
from modules.rules.cases import is_being_checked, may_go_on, version_to_start
from modules.serving import serves

TEMPLATES = {
    Phase.SCENE: "modules/cases/scene.html",
    Phase.CONSEQUENCE: "modules/cases/consequence.html",
    Phase.REASON: "modules/cases/reason.html",
}


@serves("modules.CasePage")
def case(request: HttpRequest, page: CasePage) -> HttpResponse:
    """Whatever the visitor's place in this case is; or what a form asks for."""
    if getattr(request, "is_preview", False):
        return _preview(request, page)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if not page.live:
        return _offline(request, page)
    if request.method == "POST":
        check_may_play(page)
        return _post(request, page)  # each action checks whether they may
    run = busy_run(request.user, page.key)
    if not (run and may_go_on(run)) and not may_learn(request.user, page):
        if may_read(request.user):
            return _outline(request, page)
        check_may_learn(request.user, page)
    check_may_play(page)
    return _show(request, page, run)


def _offline(request: HttpRequest, page: CasePage) -> HttpResponse:
    if not runs_of(request.user, page.key).exists():
        raise Http404
    raise Gone(
        _(
            "This case was taken offline. What you did is kept: when it is back, you go on where "
            "you were."
        )
    )


def _show(
    request: HttpRequest, page: CasePage, run: CaseRun | None, error: str = ""
) -> HttpResponse:
    place = place_of(run) if run else None
    if place is not None:
        context = phase_context(page, place) | {"error": error}
        status = 422 if error else 200
        return render(request, TEMPLATES[place.state.phase], context, status=status)
    run = last_finished_run(request.user, page.key)
    place = place_of(run) if run else None
    if place is not None:
        return render(request, "modules/cases/ending.html", ending_context(page, place))
    return _notice(request, page)


def _notice(request: HttpRequest, page: CasePage) -> HttpResponse:
    version = latest_version(page.key)
    case = from_json(version.definition) if version else written_case(page)
    context = notice_context(page, case) | {"being_checked": is_being_checked(case)}
    return render(request, "modules/cases/notice.html", context)


def _preview(request: HttpRequest, page: CasePage) -> HttpResponse:
    if request.preview_mode != MAP_PREVIEW:
        return _outline(request, page)
    context = {"page": page, "map": case_map(page)}
    return render(request, "modules/workshop/preview_map.html", context)


def _outline(request: HttpRequest, page: CasePage) -> HttpResponse:
    """All scenes under each other, for who writes, reviews or teaches; leaves no trace."""
    context = outline_context(page, written_case(page))
    return render(request, "modules/cases/outline.html", context)


# --- Forms -------------------------------------------------------------------------------------
def _begin(request: HttpRequest, page: CasePage) -> HttpResponse:
    actions.start_run(by=request.user, page=page)
    return redirect(request.path)


def _text(request: HttpRequest, page: CasePage) -> HttpResponse:
    version_to_start(request.user, page)
    context = notice_context(page, written_case(page)) | {"body": _text_body(page)}
    return render(request, "modules/cases/text.html", context)


def _text_body(page: CasePage) -> Body:
    key = f"{page.pk}.alternative.{page.content_version}"
    return render_body(page.alternative, key=key)


def _text_read(request: HttpRequest, page: CasePage) -> HttpResponse:
    actions.finish_text(by=request.user, page=page)
    messages.success(request, _("This case is done. You can always read it again."))
    return redirect(page.get_parent().url)


def _choose(request: HttpRequest, page: CasePage) -> HttpResponse:
    choice = request.POST.get("choice", "")
    if not choice:
        check_may_learn(request.user, page)
        run = busy_run(request.user, page.key)
        return _show(request, page, run, error=_("Choose first what you do."))
    step = actions.choose_in_run(
        by=request.user, run=_run(request), step=_number(request, "step"), choice=choice
    )
    return _after(request, step)


def _go_on(request: HttpRequest, page: CasePage) -> HttpResponse:
    step = actions.go_on(
        by=request.user, run=_run(request), step=_number(request, "step")
    )
    return _after(request, step)


def _again(request: HttpRequest, page: CasePage) -> HttpResponse:
    actions.play_again(
        by=request.user, run=_run(request), position=_number(request, "position")
    )
    return redirect(request.path)


FORMS: dict[str, Callable[[HttpRequest, CasePage], HttpResponse]] = {
    "begin": _begin,
    "text": _text,
    "text-read": _text_read,
    "choose": _choose,
    "on": _go_on,
    "again": _again,
}


def _post(request: HttpRequest, page: CasePage) -> HttpResponse:
    form = FORMS.get(request.POST.get("action", ""))
    if form is None:
        raise _not_understood()
    return form(request, page)


def _after(request: HttpRequest, step: actions.Step) -> HttpResponse:
    if step.stale:
        messages.info(request, _("You were here already; we go on where you were."))
    return redirect(request.path)


def _run(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("run", ""))
    except ValueError as error:
        raise _not_understood() from error


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) < 6):
        raise _not_understood()
    return int(value)


def _not_understood() -> InvalidRequest:
    return InvalidRequest(
        _("We do not understand this form. Go back to the case and try again.")
    )
