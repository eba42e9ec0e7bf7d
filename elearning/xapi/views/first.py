"""/xapi/eerste-statement/: for whoever has just been given a key."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

EXAMPLES = ("send", "read", "python")


@require_safe
def first_statement(request: HttpRequest) -> HttpResponse:
    """For everyone: there is no secret in it. A test runs the examples as they stand here."""
    site = settings.SITE_URL.rstrip("/")
    endpoint = site + reverse("xapi:statements").removesuffix("/statements")
    examples = {
        name: render_to_string(f"xapi/first/{name}.txt", {"endpoint": endpoint}).strip()
        for name in EXAMPLES
    }
    return render(request, "xapi/first/page.html", {"examples": examples})
