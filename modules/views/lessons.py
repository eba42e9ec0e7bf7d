"""A lesson: its notice, its content, going on, and being done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from elearning.core.exceptions import InvalidRequest
from elearning.enrolment.enums import ProgressState
from elearning.enrolment.models import Progress
from modules.actions import finish_page, finish_refresher, touch_page
from modules.components.body import Body, render_body
from modules.components.outline import outline
from modules.models import LessonPage
from modules.queries import (
    Step,
    is_due,
    item_states,
    items_and_translations,
    items_of,
    module_of,
    path_page,
)
from modules.queries.handing_in import groups_for
from modules.rules import is_concept
from modules.serving import serves
from modules.views.entrance import Entrance, enter

FIELDS = {"lezen": "body", "tekst": "alternative"}


@serves("modules.LessonPage")
def lesson(request: HttpRequest, page: LessonPage) -> HttpResponse:
    entrance = enter(request, page)
    if isinstance(entrance, HttpResponse):
        return entrance
    if request.method == "POST" and "klaar" in request.POST:
        if page.refresher_after:
            return _finish_refresher(request, page, entrance)
        return _finish(request, page, entrance)
    # The choice is in the body of a POST: not in an address, a log or the history (brief, 6.4).
    choice = request.POST.get("keuze", "")
    if choice and choice not in FIELDS:
        raise InvalidRequest(_("That is not one of the choices."))
    if page.sensitive and not choice and not entrance.is_preview:
        return _notice(request, page, entrance)
    return _show(request, page, entrance, FIELDS.get(choice, "body"))


def _finish(request: HttpRequest, page: LessonPage, entrance: Entrance) -> HttpResponse:
    module = module_of(page)
    steps = items_of(module)
    following = _neighbour(steps, page, 1)
    if entrance.enrolment is not None and not _body(page, "body").waits_for_lawyer:
        finish_page(by=request.user, page=page, version=page.content_version)
        messages.success(request, _("Done. What you did is saved."))
    return redirect(following.url if following else module.url)


def _finish_refresher(
    request: HttpRequest, page: LessonPage, entrance: Entrance
) -> HttpResponse:
    if entrance.enrolment is not None:
        finish_refresher(by=request.user, page=page)
        messages.success(request, _("Refreshed. It counts for nothing, only for you."))
    return redirect("refreshers")


def _notice(request: HttpRequest, page: LessonPage, entrance: Entrance) -> HttpResponse:
    place = _progress(request, page, entrance).get(page.key)
    context = {
        "page": page,
        "module": module_of(page),
        "concept": is_concept(page),
        "place": place.place if place else "",
        "has_alternative": bool(page.alternative),
    }
    return render(request, "modules/lesson_notice.html", context)


def _show(
    request: HttpRequest, page: LessonPage, entrance: Entrance, field: str
) -> HttpResponse:
    module = module_of(page)
    steps, translations = items_and_translations(module)
    same = [step for step in [*steps, *translations] if step.key == page.key]
    progress = _progress(request, page, entrance, steps)
    own = progress.get(page.key)
    if entrance.enrolment is not None and not page.refresher_after and is_due(own):
        own = progress[page.key] = touch_page(by=request.user, page=page)
    body = _body_for(entrance, page, field)
    context: dict[str, Any] = {
        "page": page,
        "module": module,
        "concept": is_concept(page),
        "body": body,
        "can_hand_in": _can_hand_in(request, entrance, body),
        "is_alternative": field == "alternative",
        "enrolled": entrance.enrolment is not None,
        "outline": outline(steps, progress, current=page.key),
        "previous": _neighbour(steps, page, -1),
        "following": _neighbour(steps, page, 1),
        "finished": own if own and own.state == ProgressState.DONE else None,
        "changed": _changed(page, own, same),
        "written_in": next((s.language for s in translations if s.pk == page.pk), ""),
        "other_languages": [step for step in same if step.pk != page.pk],
    }
    return render(request, "modules/lesson.html", context)


def _progress(
    request: HttpRequest,
    page: LessonPage,
    entrance: Entrance,
    steps: list[Step] | None = None,
) -> dict[Any, Progress]:
    if entrance.enrolment is None:
        return {}
    keys = [step.key for step in steps] if steps else [page.key]
    return item_states(request.user, keys)


def _body(page: LessonPage, field: str) -> Body:
    key = f"{page.pk}.{field}.{page.content_version}"
    return render_body(getattr(page, field), key=key)


def _body_for(entrance: Entrance, page: LessonPage, field: str) -> Body:
    """The body, with the parts for the learner's own path open; most lessons have none."""
    body = _body(page, field)
    if not body.opened or entrance.enrolment is None:
        return body
    path = path_page(entrance.enrolment)
    return body.for_path(path.code if path else "")


def _can_hand_in(request: HttpRequest, entrance: Entrance, body: Body) -> bool:
    """Whether there is an assignment here and a lecturer who may read it. No query without one."""
    if entrance.enrolment is None or "assignment" not in body.kinds:
        return False
    return bool(groups_for(request.user))


def _changed(page: LessonPage, own: Progress | None, same: list[Step]) -> bool:
    """Whether the lesson is another than the one that was finished; nothing is lost by it (7f).

    `same` are the pages that say this lesson, in every language: who finished it in another has
    read it. One query when the version is none of this page's and there are more.
    """
    if own is None or own.state != ProgressState.DONE or not own.version:
        return False
    if own.version == page.content_version:
        return False
    others = [step.pk for step in same if step.pk != page.pk]
    lessons = LessonPage.objects.filter(pk__in=others) if others else []
    return own.version not in {lesson.content_version for lesson in lessons}


def _neighbour(steps: list[Step], page: LessonPage, distance: int) -> Step | None:
    keys = [step.key for step in steps]
    if page.key not in keys:
        return None
    position = keys.index(page.key) + distance
    return steps[position] if 0 <= position < len(steps) else None
