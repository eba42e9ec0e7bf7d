"""The page after logging in again beside a form that waits in another tab."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from elearning.accounts.requests import UserRequest


@require_safe
@login_required
def logged_in_again(request: UserRequest) -> HttpResponse:
    """Says to go back to the other tab; it is all there is to do here."""
    return render(request, "accounts/logged_in_again.html")
