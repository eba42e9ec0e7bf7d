"""A test in the browser: one question a screen, then a look back, then the result."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from elearning.accounts.models import User
from elearning.accounts.requests import UserRequest
from elearning.core import clock
from toetsen import actions, queries
from toetsen.actions.attempts import AlreadyHandedInError
from toetsen.enums import Grade
from toetsen.models import Attempt, AttemptItem
from toetsen.repairs import to_mend
from toetsen.rules import checked_own, item_at
from toetsen.versions import shown_items

_TOO_LATE = gettext_lazy(
    "The time was over when this answer came. It is kept, and it does not count."
)


def own_attempt(user: User, key: uuid.UUID) -> Attempt:
    """The attempt, closed when its time is over; NotFound unless it is the user's own."""
    attempt = checked_own(user, queries.attempt_by_uuid(key))
    if attempt.is_over and not attempt.is_submitted:
        return actions.close_attempt(attempt=attempt)
    return attempt


@login_required
def attempt(request: UserRequest, key: uuid.UUID) -> HttpResponse:
    """Go on where one was: the first question without an answer, the look back, or the result."""
    own = own_attempt(request.user, key)
    if own.is_submitted:
        return redirect("toetsen:outcome", key)
    return redirect(queries.place_to_go_on(own))


@login_required
@require_http_methods(["GET", "POST"])
def question(request: UserRequest, key: uuid.UUID, position: int) -> HttpResponse:
    if request.method == "POST":
        try:
            item = actions.save_answer(
                by=request.user, attempt=key, position=position, form=request.POST
            )
        except AlreadyHandedInError as error:
            messages.warning(request, error.message)
            return redirect("toetsen:outcome", key)
        own = item.attempt
        if own.timed_out:
            messages.warning(request, _TOO_LATE)
        elif item.checked_at and "skip" not in request.POST:
            return redirect("toetsen:question", key, position)
        elif "skip" in request.POST or (item.is_answered and not item.complaint):
            return _next_step(own, item)
    else:
        own = own_attempt(request.user, key)
    if own.is_submitted:
        return redirect("toetsen:outcome", key)
    return _question_page(request, own, position)


def _next_step(own: Attempt, item: AttemptItem) -> HttpResponse:
    if item.is_last:
        return redirect("toetsen:submit", own.uuid)
    return redirect(own.question_url(item.position + 1))


def _question_page(request: UserRequest, own: Attempt, position: int) -> HttpResponse:
    """The question; after a form that does not answer it, with what is lacking and status 422."""
    items = shown_items(own)
    item = item_at(items, position)
    error = ""
    if request.method == "POST":
        error = item.complaint or _(
            "There is no answer here yet. Give one, or go on without."
        )
    context = {
        "attempt": own,
        "item": item,
        "items": queries.steps(items),
        "total": len(items),
        "question_template": item.kind.template,
        "question_scripts": item.kind.scripts,
        "question": item.kind.context(item.version.data, item.response, item.shown),
        "error": error,
        "checked": queries.reviewed([item])[0] if item.checked_at else None,
        "now": clock.now(),
    }
    return render(
        request, "toetsen/question.html", context, status=422 if error else 200
    )


@login_required
@require_http_methods(["GET", "POST"])
def submit(request: UserRequest, key: uuid.UUID) -> HttpResponse:
    own = own_attempt(request.user, key)
    if request.method == "POST":
        actions.submit_attempt(by=request.user, attempt=own)
        return redirect("toetsen:outcome", key)
    if own.is_submitted:
        return redirect("toetsen:outcome", key)
    items = queries.steps(shown_items(own))
    context = {
        "attempt": own,
        "items": items,
        "unanswered": [i.position for i in items if i.is_scored and not i.is_answered],
        "unfinished": [i.position for i in items if not i.is_whole],
        "now": clock.now(),
    }
    return render(request, "toetsen/submit.html", context)


@login_required
def outcome(request: UserRequest, key: uuid.UUID) -> HttpResponse:
    own = own_attempt(request.user, key)
    if not own.is_submitted:
        return redirect(own)
    items = queries.reviewed_items(own)
    context = {
        "attempt": own,
        "items": items,
        "right": sum(item.right for item in items),
        "partly": sum(item.grade == Grade.PARTLY for item in items),
        "scored": sum(item.grade != Grade.UNSCORED for item in items),
        "missed_critical": []
        if own.passed
        else [item for item in items if item.missed_critical],
        "goals": queries.goal_results(own),
        "mending": to_mend(own),
    }
    return render(request, "toetsen/outcome.html", context)
