"""Mijn portfolio: texts that only their writer can read in this platform."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from elearning.core.exceptions import DomainError
from modules.actions.portfolio import forget_portfolio_text, keep_portfolio_text
from modules.forms import PortfolioForm
from modules.queries.handing_in import answered_of, groups_for, works_of
from modules.queries.portfolio import portfolio_text, portfolio_texts


@login_required
@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """The list of one's own texts, and which of them a lecturer wrote back about."""
    answered = answered_of(request.user)
    context = {
        "texts": [
            (text, answered.get(text.key)) for text in portfolio_texts(request.user)
        ]
    }
    return render(request, "modules/portfolio/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_text(request: HttpRequest) -> HttpResponse:
    return _write(request, uuid.uuid4(), {})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_text(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    text = portfolio_text(request.user, key)
    return _write(request, key, {"title": text.title, "text": text.text})


def _write(
    request: HttpRequest, key: uuid.UUID, initial: dict[str, str]
) -> HttpResponse:
    form = PortfolioForm(request.POST or None, initial=initial)
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            keep_portfolio_text(by=request.user, key=key, **form.cleaned_data)
        except DomainError as error:
            # In the form, with what was written in it: nowhere else is that kept.
            form.add_error(None, error.message)
            status = HTTPStatus(error.status_code)
        else:
            messages.success(
                request, _("Your text is kept. Only you can read it here.")
            )
            return redirect("portfolio_text", key)
    context = {"form": form, "is_new": not initial}
    return render(request, "modules/portfolio/write.html", context, status=status)


@login_required
@require_safe
def show_text(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One text, to read and to print, and where it was handed in."""
    context = {
        "text": portfolio_text(request.user, key),
        "works": works_of(request.user, key),
        "groups": groups_for(request.user),
    }
    return render(request, "modules/portfolio/text.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_text(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    text = portfolio_text(request.user, key)
    if request.method == "POST":
        forget_portfolio_text(by=request.user, key=key)
        messages.success(request, _("The text is deleted."))
        return redirect("portfolio")
    return render(request, "modules/portfolio/delete.html", {"text": text})
