"""Learning paths and modules: the next step first, then what there is."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.enrolment.actions import enrol_alone
from elearning.enrolment.enums import ProgressState
from elearning.enrolment.queries import enrolments_of
from modules.components.outline import minutes, outline, state_words
from modules.models import ModuleIndexPage, ModulePage, PathIndexPage, PathPage
from modules.queries import (
    ModuleState,
    concept_ids,
    enrolment_for,
    holds_concept,
    item_states,
    items_of,
    path_overview,
)
from modules.queries.assessments import exemption_url
from modules.queries.order import first_for, minutes_open, open_before
from modules.serving import serves
from themes.navigation import reverse_or_empty

# More modules than this are not named one by one.
NAMED = 2


@serves("modules.PathIndexPage")
def path_index(request: HttpRequest, page: PathIndexPage) -> HttpResponse:
    context = {
        "page": page,
        "paths": PathPage.objects.live().child_of(page).order_by("path"),
        "mine": _keys_of(request.user),
    }
    return render(request, "modules/path_index.html", context)


def _keys_of(user: User | AnonymousUser) -> set[object]:
    if not user.is_authenticated:
        return set()
    return set(enrolments_of(user).values_list("path_key", flat=True))


@serves("modules.PathPage")
def path(request: HttpRequest, page: PathPage) -> HttpResponse:
    if request.method == "POST" and request.user.is_authenticated:
        enrol_alone(by=request.user, path_key=page.key)
        messages.success(request, _("You are on this path now. Begin when you like."))
        return redirect(page.url)
    states, following = path_overview(request.user, page)
    required = [state for state in states if state.required]
    context = {
        "page": page,
        "concept": holds_concept(page),
        "enrolled": page.key in _keys_of(request.user),
        "next": following,
        "done": sum(state.state == ProgressState.DONE for state in required),
        "total": len(required),
        "minutes_open": minutes_open(states),
        "required": [module_item(state, states) for state in required],
        "join_url": reverse_or_empty("join") or "/meedoen/",
        "electives": [
            module_item(state, states) for state in states if not state.required
        ],
    }
    return render(request, "modules/path.html", context)


def module_item(
    state: ModuleState, states: Sequence[ModuleState] = ()
) -> dict[str, object]:
    """One module as an item of the component `steps`; `states` are those of its path."""
    words = state_words(state.state)
    if state.exempt:
        words["status"] = _("exempt")
    if state.module.being_written or not state.steps:
        words = {"kind": "concept", "status": _("being written")}
    parts = [minutes(state.module.minutes)]
    if state.done and state.state != ProgressState.DONE:
        parts.append(
            _("%(done)d of %(total)d parts done")
            % {"done": state.done, "total": state.total}
        )
    return {
        "title": state.module.title,
        "href": state.module.url,
        "text": _first(open_before(states, state.module)) if not state.state else "",
        "meta": " · ".join(part for part in parts if part),
        **words,
    }


def _first(states: Sequence[ModuleState]) -> str:
    if not states:
        return ""
    if len(states) > NAMED:
        return _("Best after the other required modules.")
    names = " · ".join(state.module.title for state in states)
    return _("Best after: %(modules)s") % {"modules": names}


@serves("modules.ModuleIndexPage")
def module_index(request: HttpRequest, page: ModuleIndexPage) -> HttpResponse:
    # Modules are found through a path; the bare list has nothing to choose by.
    index = PathIndexPage.objects.live().first()
    return redirect(index.url if index else "/")


@serves("modules.ModulePage")
def module(request: HttpRequest, page: ModulePage) -> HttpResponse:
    steps = items_of(page)
    enrolment = enrolment_for(request.user, page)
    keys = [page.key, *(step.key for step in steps)]
    progress = item_states(request.user, keys) if enrolment else {}
    whole = progress.get(page.key)
    is_done = whole is not None and whole.state == ProgressState.DONE
    items = outline(steps, progress)
    context = {
        "page": page,
        "concept": bool(concept_ids(steps)) if steps else False,
        "crumbs": [(_("Learning paths"), "/leerroutes/"), (page.title, "")],
        "enrolled": enrolment is not None,
        "first": first_for(request.user, enrolment, page) if enrolment else [],
        "goals": page.goals.all(),
        "items": items,
        "next": next((item for item in items if item["kind"] != "done"), None),
        "done": sum(item["kind"] == "done" for item in items),
        "total": len(items),
        "exempt": whole is not None and whole.exempt,
        "exemption_url": exemption_url(page) if enrolment and not is_done else "",
    }
    return render(request, "modules/module.html", context)
