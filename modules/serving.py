"""Which view shows which kind of page.

Wagtail asks a page to serve itself, but a page is a model and may not know queries, rules and
actions (ADR 0001). So each view registers itself here, and the page only looks it up.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from wagtail.models import Page

View = Callable[[HttpRequest, "Page"], HttpResponse]

_views: dict[str, View] = {}


def serves(*page_types: str) -> Callable[[View], View]:
    """Register the decorated view for `page_types`, such as "modules.LessonPage"."""

    def register(view: View) -> View:
        for page_type in page_types:
            _views[page_type.lower()] = view
        return view

    return register


def view_for(page: "Page") -> View | None:
    """The view of this page's type, or None when it has none and Wagtail's own will do."""
    return _views.get(page._meta.label_lower)
