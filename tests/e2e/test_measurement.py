"""Where am I? on a phone: by keyboard, with and without JavaScript, and every screen accessible."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from elearning.accounts.models import User
from elearning.enrolment.actions import enrol_alone
from modules.models import LessonPage, PathPage
from tests.factories.accounts import UserFactory
from toetsen.measured import answers_in, consents_of
from toetsen.models import Measurement


@pytest.fixture(params=[True, False], ids=["with-js", "without-js"])
def phone(request: pytest.FixtureRequest, open_page) -> Page:
    return open_page(screen="phone", javascript=request.param)


@pytest.fixture
def scan(request: pytest.FixtureRequest, axe) -> Callable[[Page], None]:
    """axe, where a script can run at all."""
    with_script = "without-js" not in request.node.name
    return axe if with_script else lambda page: None


@pytest.fixture
def dina() -> User:
    user = UserFactory()
    path = PathPage.objects.live().filter(open_to_all=True).first()
    enrol_alone(by=user, path_key=path.key)
    return user


def test_from_the_lesson_to_ones_own_result(
    phone: Page, sign_in, scan, dina: User
) -> None:
    sign_in(phone, dina)
    lesson = LessonPage.objects.get(neutral_title="Veilig starten, les 3")
    phone.goto(lesson.url)
    phone.get_by_role("link", name="Naar de zinnen").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Waar sta ik?")
    scan(phone)
    _no_sideways_scrolling(phone)
    phone.get_by_label("Ja, ik doe mee").check()
    phone.get_by_role("button", name="Begin", exact=True).click()

    scan(phone)
    _no_sideways_scrolling(phone)
    _answer_with_the_keyboard(phone)
    phone.get_by_role("button", name="Bewaar en ga later verder").click()
    expect(phone.get_by_text("Wat je invulde, is bewaard.")).to_be_visible()
    scan(phone)

    phone.goto("/meting/vooraf/vragen/")
    for number in range(3, 15):
        phone.locator(f"#zm{number:02}_3").check()
    phone.get_by_role("button", name="Klaar").click()
    expect(phone.get_by_text("2 zinnen staan nog open")).to_be_visible()
    scan(phone)
    phone.get_by_role("button", name="Klaar, laat de rest open").click()

    expect(phone.get_by_text("het dichtst bij “redelijk”").first).to_be_visible()
    scan(phone)
    own = Measurement.objects.get(user=dina)
    assert answers_in(own) == {
        "zm01": 2,
        "zm02": None,
        **{f"zm{number:02}": 3 for number in range(3, 15)},
    }
    assert consents_of(dina) == {("evaluatie", 1)}
    phone.goto(lesson.url)
    expect(phone.get_by_text("Je rondde dit af op").first).to_be_visible()


def _answer_with_the_keyboard(phone: Page) -> None:
    """An arrow chooses within a statement, Tab goes to the next: as radio buttons do."""
    phone.locator("#zm01_1").focus()
    phone.keyboard.press("ArrowDown")
    expect(phone.locator("#zm01_2")).to_be_checked()
    phone.keyboard.press("Tab")
    phone.keyboard.press("ArrowUp")
    expect(phone.locator("#zm02_6")).to_be_checked()


def test_a_script_keeps_what_is_chosen_before_any_button(
    open_page, sign_in, dina: User
) -> None:
    page = open_page(screen="phone")
    sign_in(page, dina)
    page.goto("/meting/vooraf/")
    page.get_by_role("button", name="Begin", exact=True).click()

    page.get_by_role("group", name="1. ").first.get_by_text("heel goed").click()

    expect(page.get_by_text("Wat je koos, is bewaard.")).to_be_visible()
    assert answers_in(Measurement.objects.get(user=dina)) == {"zm01": 5}


def _no_sideways_scrolling(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]
