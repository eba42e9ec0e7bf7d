"""What people do in the CMS, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

# Who reads a page before it is published, in the order of the review.
REVIEWERS = ("expert", "lezer1", "lezer2", "jurist", "eindredactie")
# Longer than a busy machine needs; whoever waits goes on as soon as it happens.
PATIENCE = 120_000
SESSION, NEWER = ".w-editing-sessions", "data-w-session-intercept-value"


def happens(page: Page, holds: Callable[[], bool], *, seconds: int = 120) -> bool:
    """Whether the server does it: what the page says may be of the screen before."""
    for _ in range(seconds * 5):
        if holds():
            return True
        page.wait_for_timeout(200)
    return False


def open_editor(page: Page, address: str) -> None:
    """Wagtail's editor at `address`, when all its scripts ran and it has nothing more to ask.

    Its last act is to ask who else edits. The answer stands in the page: "conflict" when what was
    typed in a page before this one was saved only now, and this one shows the version before that.
    """
    page.goto(address)
    if page.locator(SESSION).count() == 0:  # what is new yet has no session
        page.wait_for_function("window.wagtail?.app?.controllers.length > 0")
        return
    answered = page.locator(f"{SESSION}[{NEWER}]")
    answered.wait_for(state="attached", timeout=PATIENCE)
    if answered.get_attribute(NEWER):
        open_editor(page, address)


def press_in_footer(page: Page, selector: str) -> None:
    """A button of the menu at the foot of Wagtail's editor, opened when it is folded away."""
    button = page.locator(selector).first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    button.click()


def send_in(page: Page, address: str, holds: Callable[[], bool]) -> bool:
    """Sends what is edited at `address` in for review; whether `holds` comes of it."""
    open_editor(page, address)
    press_in_footer(page, 'button[name="action-submit"]')
    return happens(page, holds)


def approve(page: Page, address: str) -> None:
    """What is edited at `address`, as the reviewer who is signed in."""
    window = page.locator(".modal-content")
    submit = window.locator('[type="submit"]')
    open_editor(page, address)
    press_in_footer(page, 'button[data-workflow-action-name="approve"]')
    expect(submit).to_be_visible(timeout=PATIENCE)
    yes = window.locator('input[name="payment_arranged"][value="yes"]')
    if yes.count():
        yes.check()
    with page.expect_navigation(timeout=PATIENCE):
        submit.click()
    expect(page.get_by_text("geen toegang")).to_have_count(0)
