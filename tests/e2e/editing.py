"""What people do in the CMS, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

# Who reads a page before it is published, in the order of the review.
REVIEWERS = ("expert", "lezer1", "lezer2", "jurist", "eindredactie")


def happens(page: Page, holds: Callable[[], bool], *, seconds: int = 60) -> bool:
    """Whether the server does it: what the page says may be of the screen before."""
    for _ in range(seconds * 5):
        if holds():
            return True
        page.wait_for_timeout(200)
    return False


def open_editor(page: Page, address: str) -> None:
    """Wagtail's editor at `address`. Its buttons work once all its scripts ran."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


def press_in_footer(page: Page, selector: str) -> None:
    """A button of the menu at the foot of Wagtail's editor, opened when it is folded away."""
    button = page.locator(selector).first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    button.click()
    page.wait_for_load_state()


def send_in(page: Page, address: str, holds: Callable[[], bool]) -> bool:
    """Sends what is edited at `address` in for review; whether `holds` comes of it."""
    # What is pressed before the editor's scripts ran is lost, also for people, who press again.
    for _ in range(3):
        open_editor(page, address)
        press_in_footer(page, 'button[name="action-submit"]')
        if happens(page, holds, seconds=20):
            return True
    return False


def approve(page: Page, address: str) -> None:
    """What is edited at `address`, as the reviewer who is signed in."""
    window = page.locator(".modal-content")
    submit = window.locator('[type="submit"]')
    for _ in range(3):
        open_editor(page, address)
        press_in_footer(page, 'button[data-workflow-action-name="approve"]')
        if happens(page, submit.is_visible, seconds=20):
            break
    expect(submit).to_be_visible()
    page.wait_for_load_state("networkidle")
    yes = window.locator('input[name="payment_arranged"][value="yes"]')
    if yes.count():
        yes.check()
    submit.click()
    expect(window).to_have_count(0, timeout=60_000)
    page.wait_for_load_state()
    expect(page.get_by_text("geen toegang")).to_have_count(0)
