"""Searching: always a POST, so that no address, log or history knows what was looked for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from modules.forms import SearchForm
from modules.queries.search import Found
from modules.queries.search import search as look_for


@never_cache
@sensitive_post_parameters("q")
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.POST or None)
    found: Found | None = None
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["q"]
        found = look_for(words, with_concepts=settings.DEMO_MODE)
    return render(request, "modules/search.html", {"form": form, "found": found})
