"""What people do in the CMS, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage

# Who reads a page before it is published, in the order of the review.
REVIEWERS = ("expert", "lezer1", "lezer2", "jurist", "eindredactie")


def happens(page: Page, holds: Callable[[], bool], *, seconds: int = 60) -> bool:
    """Whether the server does it: what the page says may be of the screen before."""
    for _ in range(seconds * 5):
        if holds():
            return True
        page.wait_for_timeout(200)
    return False


def press_in_footer(page: Page, name: str) -> None:
    """A button of the menu at the foot of Wagtail's editor, opened when it is folded away."""
    button = page.locator(f'button[name="{name}"]')
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    button.click()
    page.wait_for_load_state()


def approve(page: Page, subject: WagtailPage) -> None:
    window = page.locator(".modal-content")
    submit = window.locator('[type="submit"]')
    # The editor's buttons work once all its scripts ran; what is pressed before that is lost, also
    # for people, who then open the page again.
    for _ in range(3):
        page.goto(f"/cms/pages/{subject.pk}/edit/")
        page.wait_for_load_state("networkidle")
        button = page.locator('button[data-workflow-action-name="approve"]').first
        if not button.is_visible():
            page.locator("footer [data-w-dropdown-target=toggle]").click()
        button.click()
        if happens(page, submit.is_visible, seconds=20):
            break
    expect(submit).to_be_visible()
    page.wait_for_load_state("networkidle")
    yes = window.locator('input[name="payment_arranged"][value="yes"]')
    if yes.count():
        yes.check()
    submit.click()
    expect(page.get_by_text("is gewijzigd")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("geen toegang")).to_have_count(0)
