"""Coming in: with a code, or alone on an open path."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elearning.core.exceptions import DomainError, Gone, InvalidRequest, NotFound
from elearning.enrolment import pending
from elearning.enrolment.actions import join_with_code
from elearning.enrolment.actions.enrolments import open_code
from elearning.enrolment.forms import CodeForm
from elearning.enrolment.paths import open_paths
from elearning.enrolment.rules import check_open_path
from elearning.enrolment.throttle import check_may_guess, count_wrong_guess


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The page to come in by. The code is only ever posted: an address ends up in histories."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=400)
    check_may_guess(request)
    try:
        return _come_in(request, form.cleaned_data["code"])
    except (NotFound, Gone) as error:
        count_wrong_guess(request)
        form.add_error("code", error.message)
        return _page(request, form, status=error.status_code)


def _come_in(request: HttpRequest, code: str) -> HttpResponse:
    cohort = open_code(code).cohort
    label = f"{cohort.name}, {cohort.organisation.name}"
    if not request.user.is_authenticated:
        pending.remember(request, label=label, code=code)
        return redirect("account_signup")
    join_with_code(by=request.user, code=code)
    messages.success(request, _("You are in: %(what)s.") % {"what": label})
    return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))


@require_POST
def begin_path(request: HttpRequest) -> HttpResponse:
    """Begin on an open path without a class; without an account, make one first."""
    path = check_open_path(_key(request), None)
    if not request.user.is_authenticated:
        pending.remember(request, label=path.title, path=str(path.key))
        return redirect("account_signup")
    pending.begin_alone(request.user, path.key)
    messages.success(request, _("You are in: %(what)s.") % {"what": path.title})
    return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("path", ""))
    except ValueError:
        raise InvalidRequest(
            _("That learning path does not exist (any more).")
        ) from None


def _page(request: HttpRequest, form: CodeForm, status: int = 200) -> HttpResponse:
    return render(
        request,
        "enrolment/join.html",
        {"form": form, "paths": _paths_to_offer()},
        status=status,
    )


def _paths_to_offer() -> list[object]:
    return [path for path in open_paths() if _may_begin(path.key)]


def _may_begin(key: uuid.UUID) -> bool:
    try:
        check_open_path(key, None)
    except DomainError:
        return False
    return True
