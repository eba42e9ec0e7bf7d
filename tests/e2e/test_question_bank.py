"""An author makes a question in the CMS, three readers approve it, and then it can be asked."""

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from elearning.accounts.enums import EditorialRole
from elearning.accounts.models import User
from elearning.knowledge.models import Fact, LearningGoal
from tests.factories.accounts import UserFactory
from toetsen.models import Question

READERS = (
    EditorialRole.EXPERT,
    EditorialRole.LIVED_EXPERIENCE_READER,
    EditorialRole.CHIEF_EDITOR,
)
LIST = "/cms/snippets/toetsen/question/"
OPTIONS = (
    ("Ik overleg met een collega.", "Zo sta je er niet alleen voor."),
    ("Ik bel de familie.", "Dat kan het gevaar groter maken."),
)


def member_of(role: EditorialRole) -> User:
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def happens(page: Page, holds: Callable[[], bool], *, seconds: int = 60) -> bool:
    """Whether the server does it: what the page says may be of the screen before."""
    for _ in range(seconds * 5):
        if holds():
            return True
        page.wait_for_timeout(200)
    return False


def test_author_makes_a_question_and_it_is_reviewed_and_published(open_page, sign_in):
    author = open_page()
    sign_in(author, member_of(EditorialRole.AUTHOR))
    write_question(author)
    made = Question.objects.get(code="vraag-nieuw")
    assert (made.live, made.versions.count()) == (False, 0)

    send_in(author, made)
    for done, role in enumerate(READERS, start=1):
        page = open_page()
        sign_in(page, member_of(role))
        approve(page, made)
        assert happens(page, lambda done=done: approvals(made) == done), role

    made.refresh_from_db()
    assert made.live
    assert (made.newest.number, made.newest.critical) == (1, True)
    said = [(o["text"], o["feedback"]) for o in made.newest.data["options"]]
    assert said == list(OPTIONS)
    author.goto(f"{LIST}?status=published&q=vraag-nieuw")
    expect(author.get_by_role("link", name="vraag-nieuw")).to_be_visible()


def write_question(page: Page) -> None:
    page.goto(f"{LIST}add/")
    page.wait_for_load_state("networkidle")
    page.locator('[name="code"]').fill("vraag-nieuw")
    page.locator('select[name="goal_code"]').select_option(
        LearningGoal.objects.order_by("code").first().code
    )
    page.get_by_label("Kritisch voor veiligheid").check()
    page.get_by_title("Blok invoegen").first.click()
    page.get_by_role("option", name="Eén goed antwoord").click()
    page.locator('[name="body-0-value-text"]').fill("Wat doe je eerst?")
    for number, (text, why) in enumerate(OPTIONS):
        page.locator("[data-contentpath=options]").get_by_title(
            "Toevoegen"
        ).last.click()
        place = f"body-0-value-options-{number}-value"
        page.locator(f'[name="{place}-text"]').fill(text)
        page.locator(f'[name="{place}-feedback"]').fill(why)
    page.locator('[name="body-0-value-options-0-value-right"]').check()
    page.locator('[name="body-0-value-feedback"]').fill("Overleg eerst.")
    page.locator("[data-contentpath=sources]").get_by_title("Toevoegen").last.click()
    page.locator('[name="body-0-value-sources-0-value"]').select_option(
        Fact.objects.order_by("code").first().code
    )
    page.locator('button:has-text("Bewaar concept")').click()
    assert happens(page, Question.objects.filter(code="vraag-nieuw").exists)


def send_in(page: Page, made: Question) -> None:
    for _ in range(3):
        page.goto(f"{LIST}edit/{made.pk}/")
        page.wait_for_load_state("networkidle")
        press_in_footer(page, 'button[name="action-submit"]')
        if happens(page, lambda: made.workflow_in_progress, seconds=20):
            return
    pytest.fail("not sent in")


def press_in_footer(page: Page, selector: str) -> None:
    """A button of the menu at the foot of Wagtail's editor, opened when it is folded away."""
    button = page.locator(selector).first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    button.click()
    page.wait_for_load_state()


def approve(page: Page, made: Question) -> None:
    window = page.locator(".modal-content")
    submit = window.locator('[type="submit"]')
    # The editor's buttons work once all its scripts ran; what is pressed before that is lost.
    for _ in range(3):
        page.goto(f"{LIST}edit/{made.pk}/")
        page.wait_for_load_state("networkidle")
        press_in_footer(page, 'button[data-workflow-action-name="approve"]')
        if happens(page, submit.is_visible, seconds=20):
            break
    yes = window.locator('input[name="payment_arranged"][value="yes"]')
    if yes.count():
        yes.check()
    submit.click()
    page.wait_for_load_state("networkidle")


def approvals(made: Question) -> int:
    state = made.workflow_states.first()
    return state.task_states.filter(status="approved").count() if state else 0


@pytest.mark.parametrize("address", ["uit-bestand/", "naar-bestand/?formaat=qti21"])
def test_the_ways_in_and_out_are_accessible(page_on_each_screen, sign_in, address):
    page = page_on_each_screen
    sign_in(page, member_of(EditorialRole.AUTHOR))

    page.goto(f"/cms/vragenbank/{address}")

    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run('main')")["violations"]
    assert [
        (rule["id"], node["html"]) for rule in found for node in rule["nodes"]
    ] == []
