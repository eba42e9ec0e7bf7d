"""Every page of the CMS comes in here, by its address."""

import copy

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from elearning.core.exceptions import Gone
from modules.models.base import SitePage
from modules.queries.remembered import remembered, remembering


def page(request: HttpRequest, path: str) -> HttpResponse:
    """The page at `path` serves itself; found in two queries, or none while no content changes.

    There is one site, so Wagtail's own way would look up that site and its home at every request
    for nothing. Nor does it ask for Wagtail's view restrictions: who may see a page follows from
    the rules of its view, and the CMS offers no others.

    Raises Gone for a page that was online and is not any more: who was learning from it is told
    so, and keeps what was done.
    """
    with remembering():
        # What a view hangs on the page is of this request alone.
        found = copy.copy(_page_at(f"{_root_path()}{path}"))
        try:
            shown, args, kwargs = found.route(request, [])
        except Http404:
            if found.first_published_at is None:
                raise
            raise Gone(
                _("This page is no longer online. What you did is kept.")
            ) from None
        return shown.serve(request, *args, **kwargs)


@remembered(entries=500)
def _page_at(url_path: str) -> Page:
    found = Page.objects.filter(url_path=url_path).first()
    if found is None:
        raise Http404
    shown = found.specific
    if isinstance(shown, SitePage):
        shown.content_version  # noqa: B018 - worked out here, it is remembered with the page
    return shown


@remembered(entries=1)
def _root_path() -> str:
    """Where the tree of the site begins, such as "/home/"; Wagtail keeps it in the cache."""
    roots = Site.get_site_root_paths()
    if not roots:
        raise Http404
    return roots[0].root_path
