"""A test in the browser: one question a screen, then a look back, then the result."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elearning.accounts.models import User
from elearning.accounts.requests import UserRequest
from elearning.core.exceptions import NotFound
from toetsen import actions, queries
from toetsen.models import Attempt
from toetsen.question_types import question_type
from toetsen.rules import check_own_attempt, own_item


def _own_attempt(user: User, key: uuid.UUID) -> Attempt:
    attempt = queries.attempt_by_uuid(key)
    if attempt is None:
        raise NotFound(_("This test does not exist, or it is not yours."))
    check_own_attempt(user, attempt)
    return attempt


@login_required
def attempt(request: UserRequest, key: uuid.UUID) -> HttpResponse:
    """Go on where one was: the first question without an answer, the look back, or the result."""
    own = _own_attempt(request.user, key)
    if own.is_submitted:
        return redirect("toetsen:outcome", key)
    unanswered = queries.unanswered_positions(own)
    if unanswered:
        return redirect("toetsen:question", key, unanswered[0])
    return redirect("toetsen:submit", key)


@login_required
@require_http_methods(["GET", "POST"])
def question(request: UserRequest, key: uuid.UUID, position: int) -> HttpResponse:
    own = _own_attempt(request.user, key)
    if request.method == "POST":
        item = actions.save_answer(
            by=request.user, attempt=own, position=position, form=request.POST
        )
        if "choice" in request.POST or item.is_answered or "skip" in request.POST:
            return _next_step(own, position)
    if own.is_submitted:
        return redirect("toetsen:outcome", key)
    return _question_page(
        request, own, position, nothing_chosen=request.method == "POST"
    )


def _next_step(own: Attempt, position: int) -> HttpResponse:
    if position >= own.items.count():
        return redirect("toetsen:submit", own.uuid)
    return redirect("toetsen:question", own.uuid, position + 1)


def _question_page(
    request: UserRequest, own: Attempt, position: int, *, nothing_chosen: bool
) -> HttpResponse:
    item = own_item(request.user, own, position)
    kind = question_type(item.version.question.kind)
    items = list(own.items.all())
    context = {
        "attempt": own,
        "item": item,
        "items": items,
        "total": len(items),
        "answered": sum(other.is_answered for other in items),
        "question_template": kind.template,
        "question": kind.context(item.version.data, item.response),
        "nothing_chosen": nothing_chosen,
    }
    return render(
        request, "toetsen/question.html", context, status=422 if nothing_chosen else 200
    )


@login_required
@require_http_methods(["GET", "POST"])
def submit(request: UserRequest, key: uuid.UUID) -> HttpResponse:
    own = _own_attempt(request.user, key)
    if request.method == "POST":
        actions.submit_attempt(by=request.user, attempt=own)
        return redirect("toetsen:outcome", key)
    if own.is_submitted:
        return redirect("toetsen:outcome", key)
    context = {
        "attempt": own,
        "items": own.items.all(),
        "unanswered": queries.unanswered_positions(own),
    }
    return render(request, "toetsen/submit.html", context)


@login_required
def outcome(request: UserRequest, key: uuid.UUID) -> HttpResponse:
    own = _own_attempt(request.user, key)
    if not own.is_submitted:
        return redirect(own)
    items = queries.reviewed_items(own)
    context = {
        "attempt": own,
        "items": items,
        "right": sum(item.right for item in items),
        "missed_critical": [item for item in items if item.critical and not item.right],
        "goals": queries.goal_results(own),
    }
    return render(request, "toetsen/outcome.html", context)
