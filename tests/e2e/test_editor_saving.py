"""The editor saves by itself; what its author saves is never lost by that, nor there twice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from modules.models import CasePage, LessonPage, ModulePage
from tests.e2e.editing import open_editor
from tests.factories.editorial import make_editor

# Milliseconds; what is typed earlier, Wagtail takes for what was there.
START = 2500
NEW_CASE = {
    "title": "Een nieuwe casus",
    "code": "casus-nieuw",
    "neutral_title": "Casus N",
    "minutes": "15",
    "role": "Jij",
}


class Slowly:
    """Holds what the editor saves by itself, until `let_go`; counts what is sent."""

    def __init__(self, page: Page) -> None:
        self.page, self.held, self.sent = page, [], []
        page.route("**/cms/pages/**", self._take)

    def _take(self, route: Route) -> None:
        request = route.request
        by_itself = "application/json" in request.headers.get("accept", "")
        if request.method == "POST":
            self.sent.append("by itself" if by_itself else "with the button")
        if request.method == "POST" and by_itself:
            self.held.append(route)
        else:
            route.continue_()

    def wait_until_it_saves(self) -> None:
        for _ in range(600):
            if self.held:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("it never saved by itself")

    def let_go(self) -> None:
        for route in self.held:
            route.continue_()
        self.held = []


@pytest.fixture
def author(page: Page, sign_in: Callable[..., None]) -> Page:
    page.set_default_timeout(60_000)
    sign_in(page, make_editor())
    return page


def save_over_what_saves_by_itself(page: Page, field: str, whole: str) -> Slowly:
    """Half of `whole` is on its way by itself when all of it is saved with the button."""
    page.wait_for_timeout(START)
    slowly = Slowly(page)
    typed = page.locator(f'[name="{field}"]')
    typed.fill(whole[: len(whole) // 2])
    slowly.wait_until_it_saves()
    typed.fill(whole)

    page.get_by_role("button", name="Bewaar concept").click()
    page.wait_for_timeout(1000)
    assert slowly.sent == ["by itself"]
    slowly.let_go()
    expect(page.get_by_text("is gewijzigd").first).to_be_visible(timeout=60_000)
    return slowly


def test_what_is_saved_with_the_button_comes_after_what_was_saved_by_itself(author):
    lesson = LessonPage.objects.live().first()
    open_editor(author, f"/cms/pages/{lesson.pk}/edit/")

    slowly = save_over_what_saves_by_itself(author, "title", "Helemaal getypt")

    assert slowly.sent == ["by itself", "with the button"]
    lesson.refresh_from_db()
    assert lesson.get_latest_revision_as_object().title == "Helemaal getypt"
    newest = lesson.revisions.order_by("-created_at").first()
    assert newest.pk == lesson.latest_revision_id


def test_a_new_page_is_made_once(author):
    module = ModulePage.objects.get(code="m06")
    author.goto(f"/cms/pages/add/modules/casepage/{module.pk}/")
    for name, typed in NEW_CASE.items():
        author.locator(f'[name="{name}"]').fill(typed)

    save_over_what_saves_by_itself(author, "role", "Jij bent budgetconsulent.")

    made = CasePage.objects.get(title="Een nieuwe casus")
    assert made.get_latest_revision_as_object().role == "Jij bent budgetconsulent."
