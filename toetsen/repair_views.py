"""/toetsen/…/herstel/…: the lesson again, then another question about safety."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elearning.accounts.requests import UserRequest
from toetsen.actions.repairing import answer_repair, begin_repair
from toetsen.lessons import LessonLink, lessons_for, reference_of
from toetsen.models import Attempt, AttemptItem, Repair
from toetsen.question_types import question_type
from toetsen.repairs import misses
from toetsen.rules import check_repairs, item_at
from toetsen.views import own_attempt


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def repair(request: UserRequest, key: uuid.UUID, position: int) -> HttpResponse:
    own = own_attempt(request.user, key)
    if not own.is_submitted:
        return redirect(own)
    if own.passed:
        return redirect("toetsen:outcome", key)
    if request.method == "POST":
        return _post(request, own, position)
    check_repairs(own)
    found = {miss.position: miss for miss in misses(own)}
    item = item_at([miss.item for miss in found.values()], position)
    return _page(request, own, item, found[position].repair)


def _post(request: UserRequest, own: Attempt, position: int) -> HttpResponse:
    """Begin with the other question, or answer it."""
    if "begin" in request.POST:
        begin_repair(by=request.user, attempt=own, position=position)
        return redirect("toetsen:repair", own.uuid, position)
    asked = answer_repair(
        by=request.user, attempt=own, position=position, form=request.POST
    )
    if asked.answered_at is None:
        item = item_at(own.items.select_related("version__question"), position)
        kind = question_type(asked.version.kind)
        lacks = asked.response and kind.complaint(asked.version.data, asked.response)
        return _page(
            request,
            own,
            item,
            asked,
            lacks or _("There is no answer here yet. Give one."),
        )
    own.refresh_from_db(fields=["passed"])
    return redirect(
        *(
            ("toetsen:outcome", own.uuid)
            if own.passed
            else ("toetsen:repair", own.uuid, position)
        )
    )


def _page(
    request: UserRequest,
    own: Attempt,
    item: AttemptItem,
    asked: Repair | None,
    error: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "attempt": own,
        "item": item,
        "repair": asked,
        "lesson": _lesson(item),
        "error": error,
        "question": None,
        "question_template": "",
        "question_scripts": (),
        "review": None,
    }
    if asked is not None:
        kind = question_type(asked.version.kind)
        data = asked.version.data
        context |= {
            "question": kind.context(data, asked.response, asked.shown),
            "question_template": kind.template,
            "question_scripts": kind.scripts,
            "review": kind.review(data, asked.response) if asked.answered_at else None,
        }
    return render(request, "toetsen/repair.html", context, status=422 if error else 200)


def _lesson(item: AttemptItem) -> LessonLink | None:
    known = reference_of(item.version.data.get("review_lesson") or {})
    return lessons_for([known]).get(known) if known else None
