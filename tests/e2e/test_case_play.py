"""A case in a real browser: with the keyboard alone, in two tabs, with and without JavaScript."""

import pytest
from playwright.sync_api import Locator, Page, expect

from modules.models import CasePage, CaseRun, PathPage
from modules.queries.case_runs import kept_of
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import EnrolmentFactory

NARROWEST = {"width": 320, "height": 640}
TABS_AT_MOST = 40


@pytest.fixture
def casus() -> CasePage:
    return CasePage.objects.get(code="casus-a")


@pytest.fixture
def bram(casus):
    user = UserFactory()
    EnrolmentFactory(user=user, path_key=PathPage.objects.get(code="ll-a").key)
    return user


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page, casus: CasePage) -> None:
    page.goto(casus.url)
    press(page, "Lees de casus")


def choose(page: Page, key: str) -> None:
    page.locator(f'input[name="choice"][value="{key}"]').check()
    press(page, "Dit doe ik")


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def fits(page: Page) -> bool:
    """Nothing is wider than the screen."""
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


# --- Keyboard alone, on a phone, each screen looked at by axe ------------------------------------
FOCUS_IS_SEEN = """() => {
  const found = document.activeElement;
  const marked = found.matches("input[type=radio]") ? found.nextElementSibling : found;
  const box = marked.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const style = getComputedStyle(marked);
  return style.outlineStyle !== "none" && (marked === top || marked.contains(top));
}"""


def tab_to(page: Page, selector: str) -> None:
    """Tab until the focus is on what `selector` finds, and see that it shows."""
    for _ in range(TABS_AT_MOST):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            assert page.evaluate(FOCUS_IS_SEEN), f"no focus to be seen on {selector}"
            return
    pytest.fail(f"{selector} is not reached with Tab on {page.url}")


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_keyboard_alone_goes_through_scene_consequence_and_reason(
    phone, sign_in, bram, casus, axe
):
    sign_in(phone, bram)
    phone.goto(casus.url)
    axe(phone)

    tab_to(phone, 'main form:has([value="begin"]) button')
    enter(phone)
    expect(title(phone)).to_have_text("De tante praat")
    axe(phone)

    tab_to(phone, 'input[name="choice"]')
    phone.keyboard.press("ArrowDown")
    expect(phone.locator('input[name="choice"][value="b"]')).to_be_checked()
    phone.keyboard.press("ArrowUp")
    expect(phone.locator('input[name="choice"][value="a"]')).to_be_checked()
    tab_to(phone, "main form:has([value=choose]) button")
    enter(phone)
    expect(title(phone)).to_have_text("Wat er gebeurt")
    axe(phone)

    tab_to(phone, "main form:has([value=on]) button")
    enter(phone)
    expect(title(phone)).to_have_text("Waarom")
    tab_to(phone, ".source-note summary")
    phone.keyboard.press("Enter")
    expect(phone.locator(".source-note").first).to_have_attribute("open", "")
    axe(phone)

    tab_to(phone, "main form:has([value=on]) button")
    enter(phone)
    expect(title(phone)).to_have_text("Zo doen wij dat thuis")


def test_three_ways_of_the_notice_look_equal(phone, sign_in, bram, casus):
    sign_in(phone, bram)
    phone.goto(casus.url)

    look = """elements => elements.map(element => {
      const {width, height} = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return [Math.round(width), Math.round(height), style.color, style.backgroundColor,
              style.borderTopColor, style.borderTopWidth, style.fontSize, style.fontWeight,
              style.textDecorationLine].join();
    })"""
    ways = phone.locator(".notice__actions").locator("a, button").evaluate_all(look)

    assert len(ways) == 3
    assert len(set(ways)) == 1


# --- Two tabs, and the back button ---------------------------------------------------------------
def test_two_tabs_do_not_fight(page_either_way, sign_in, bram, casus):
    first = page_either_way
    sign_in(first, bram)
    begin(first, casus)
    second = first.context.new_page()
    second.goto(casus.url)
    choose(first, "a")
    press(first, "Lees waarom")

    choose(second, "c")

    expect(second.get_by_text("Je was hier al")).to_be_visible()
    expect(title(second)).to_have_text("Waarom")
    expect(title(first)).to_have_text("Waarom")
    trail = kept_of(CaseRun.objects.get()).trail
    assert [taken.choice for taken in trail] == ["a"]


def test_back_after_a_post_asks_nothing_and_changes_nothing(
    page_either_way, sign_in, bram, casus
):
    page = page_either_way
    sign_in(page, bram)
    begin(page, casus)
    choose(page, "c")

    page.go_back()
    page.reload()
    expect(title(page)).to_have_text("Wat er gebeurt")
    page.go_back()
    page.goto(casus.url)

    expect(title(page)).to_have_text("Wat er gebeurt")
    expect(page.get_by_text("Lina, word jij thuis")).to_be_visible()


# --- To the end, at the narrowest screen ---------------------------------------------------------
def test_case_is_played_to_its_end_and_nothing_is_wider_than_the_screen(
    open_page, sign_in, bram, casus, axe
):
    page = open_page(screen="phone", viewport=NARROWEST)
    sign_in(page, bram)
    page.goto(casus.url)
    wide = [] if fits(page) else ["notice"]
    press(page, "Lees de casus")
    for key in "ca" + "abbabacba":
        scene = title(page).inner_text()
        wide += [] if fits(page) else [scene]
        choose(page, key)
        wide += [] if fits(page) else [f"{scene}: what happens"]
        press(page, "Lees waarom")
        wide += [] if fits(page) else [f"{scene}: why"]
        press(page, "Verder")

    expect(title(page)).to_have_text("Het kan nog, met hulp")
    axe(page)
    wide += [] if fits(page) else ["the end"]
    press(page, "Lees de tekstversie")
    wide += [] if fits(page) else ["text version"]
    assert wide == []


def test_case_is_played_on_without_javascript(
    page_without_js, sign_in, bram, casus, open_page
):
    sign_in(page_without_js, bram)
    begin(page_without_js, casus)
    choose(page_without_js, "c")
    press(page_without_js, "Lees waarom")
    expect(
        page_without_js.get_by_text("gaat in tegen de veiligheidsregel")
    ).to_be_visible()
    press(page_without_js, "Verder")

    elsewhere = open_page(screen="phone")
    sign_in(elsewhere, bram)
    elsewhere.goto(casus.url)

    expect(title(elsewhere)).to_have_text("Herstel: de telefoon gaat")
    expect(title(page_without_js)).to_have_text("Herstel: de telefoon gaat")
