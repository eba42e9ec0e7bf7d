"""Every kind of page, found by following links as each role: accessible, neutral, never too wide.

A kind of page is a view, or a page type of the CMS. Each is looked at once, as the first role that
comes across it, on a desk, on a phone and at 400% zoom.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from playwright.sync_api import Page, Response
from wagtail.models import Page as CmsPage

from modules.models import AssessmentPage, CasePage
from tests.e2e.zoom import zoom_faults
from tests.factories.demo import make_demo_class

# Words that would give a reader away in a tab, a history or an address (product rule 5).
TELLING = re.compile(
    r"huwelijk|\beer\b|eergerelateerd|dwang|achterlat|geweld|zelfbeschik|lhbt|gevangenschap|besnijd",
    re.IGNORECASE,
)
NOT_OURS = ("/cms/", "/static/", "/media/", "/documenten/", "/stijl/")
# The first module that a walk meets has neither.
CASE_AND_TEST = (CasePage, AssessmentPage)
WIDTHS = (1280, 390)
MOST_LINKS = 2000
# A walk that no longer comes here has lost its way.
MUST_BE_SEEN = (
    "HomePage",
    "LessonPage",
    "CasePage",
    "AssessmentPage",
    "my_overview",
    "help",
    "network:home",
    "dashboard:cohort",
    "dashboard:organisation",
)


@dataclass
class Walk:
    """What was seen on the way, and what was wrong with it."""

    axe: Callable[[Page], None]
    seen: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def follow(self, page: Page, start: str) -> None:
        """Go to one page of every kind that can be reached from `start`; look at new kinds."""
        waiting, known, been = [start], {start}, set()
        while waiting and len(known) < MOST_LINKS:
            address = waiting.pop(0)
            kind = kind_of(address)
            if kind is None or kind in been:
                continue
            been.add(kind)
            response = page.goto(address)
            new = [link for link in links(page) if link not in known]
            known.update(new)
            waiting.extend(new)
            if kind not in self.seen:
                self.seen[kind] = address
                self._look(page, address, response)

    def _look(self, page: Page, address: str, response: Response | None) -> None:
        if response is None or response.status != 200:
            self.faults.append(f"{address}: status {response and response.status}")
            return
        if TELLING.search(f"{urlsplit(page.url).path} {page.title()}"):
            self.faults.append(f"{address}: not neutral: {page.title()!r}")
        if page.locator("h1").count() != 1:
            self.faults.append(f"{address}: {page.locator('h1').count()} times h1")
        if not page.get_by_role("link", name="Verlaat deze site").first.is_visible():
            self.faults.append(f"{address}: no way out")
        for width in WIDTHS:
            self._look_at_width(page, address, width)
        self.faults += [f"{address}: {fault}" for fault in zoom_faults(page)]

    def _look_at_width(self, page: Page, address: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 844})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            self.faults.append(
                f"{address}: {needed} pixels wide on a screen of {width}"
            )
        try:
            self.axe(page)
        except AssertionError as error:
            self.faults.append(f"at {width}: {error}")


def kind_of(address: str) -> str | None:
    """The name of the view, or the type of the CMS page; None for what is not a page of ours."""
    if address.startswith(NOT_OURS) or address.endswith((".ics", ".json", ".csv")):
        return None
    try:
        match = resolve(address)
    except Resolver404:
        return None
    if match.url_name != "wagtail_serve":
        return match.view_name
    found = CmsPage.find_for_request(RequestFactory().get(address), address)
    return found.specific_class.__name__ if found else f"no page at {address}"


def links(page: Page) -> list[str]:
    """The addresses on this site that the page links to, without what only a form may do."""
    hrefs = page.eval_on_selector_all(
        "a[href]:not([href^='#']):not([download])",
        "links => links.map(link => link.href)",
    )
    own = [href for href in hrefs if urlsplit(href).netloc == urlsplit(page.url).netloc]
    paths = [f"{urlsplit(href).path}" for href in own]
    return [path for path in paths if "logout" not in path]


@pytest.mark.usefixtures("guard")
def test_every_kind_of_page_is_accessible_and_neutral(open_page, sign_in, axe) -> None:
    people = make_demo_class()
    walk = Walk(axe)

    walk.follow(open_page(), "/")
    for user in people:
        page = open_page()
        sign_in(page, user)
        walk.follow(page, "/")
        for steps in CASE_AND_TEST:
            walk.follow(page, steps.objects.live().first().url)

    assert walk.faults == []
    assert {*MUST_BE_SEEN} - walk.seen.keys() == set()
