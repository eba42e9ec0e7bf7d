"""The way out (product rule 6): one click, three times Shift, a link without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

TEXT = "Wat ik aan niemand vertel"
ELSEWHERE = "/static/themes/img/mark.svg"
HERE = "/stijl/form/"


@pytest.fixture(autouse=True)
def elsewhere(settings, base_url) -> str:
    """No test leaves this machine: a file of this server, under its other name, is another site."""
    settings.EXIT_URL = base_url.replace("localhost", "127.0.0.1") + ELSEWHERE
    return settings.EXIT_URL


def press_shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def status(page: Page):
    return page.locator("[data-el-way-out-status]")


def test_button_leaves_with_and_without_javascript(page_either_way: Page, elsewhere):
    page_either_way.goto(HERE)

    page_either_way.get_by_role("link", name="Verlaat deze site").click()

    expect(page_either_way).to_have_url(elsewhere)


def test_button_is_in_view_on_each_screen_after_scrolling(page_on_each_screen: Page):
    page_on_each_screen.goto("/stijl/")
    page_on_each_screen.mouse.wheel(0, 3000)

    for name in ("Verlaat deze site", "Hulp en veiligheid"):
        expect(
            page_on_each_screen.get_by_role("link", name=name).first
        ).to_be_in_viewport()


def test_three_times_shift_leaves(page: Page, elsewhere):
    page.goto(HERE)

    press_shift(page, 3)

    expect(page).to_have_url(elsewhere)


def test_each_press_is_told_to_a_screen_reader(page: Page):
    page.goto(HERE)

    press_shift(page, 1)
    expect(status(page)).to_have_text(
        "Druk nog twee keer op Shift om deze site te verlaten."
    )
    press_shift(page, 1)
    expect(status(page)).to_have_text(
        "Druk nog één keer op Shift om deze site te verlaten."
    )


def test_presses_far_apart_do_not_count_together(page: Page, base_url):
    page.clock.install()
    page.goto(HERE)

    press_shift(page, 2)
    page.clock.run_for(5001)
    expect(status(page)).to_have_text("Je blijft op deze site.")
    press_shift(page, 1)

    expect(page).to_have_url(f"{base_url}{HERE}")


def test_capital_letters_do_not_count(page: Page, base_url):
    page.goto(HERE)
    page.locator("textarea").focus()

    for letter in "ABCDE":
        page.keyboard.press(f"Shift+{letter}")

    expect(page.locator("textarea")).to_have_value("ABCDE")
    expect(page).to_have_url(f"{base_url}{HERE}")


def test_page_is_emptied_and_memory_wiped_before_leaving(page: Page):
    page.goto(HERE)
    page.locator("textarea").fill(TEXT)
    page.evaluate(
        """() => {
            sessionStorage.setItem("dagboek", "tekst");
            window.told = 0;
            document.addEventListener("leernetwerk:leaving", () => { window.told += 1; });
            document.querySelector("[data-el-way-out]").href = "#blijf";
        }"""
    )

    page.evaluate("document.querySelector('[data-el-way-out]').click()")

    assert page.evaluate("window.told") == 1
    assert page.evaluate("document.body.innerText.trim()") == ""
    assert page.title() == ""
    assert page.evaluate("sessionStorage.getItem('dagboek')") is None


def test_back_button_does_not_show_the_page_again(page: Page, elsewhere):
    page.goto("/verlaten/")
    page.goto(HERE)
    page.get_by_role("link", name="Verlaat deze site").click()
    expect(page).to_have_url(elsewhere)

    page.evaluate("history.back()")

    page.wait_for_timeout(500)
    expect(page).to_have_url(elsewhere)


def test_who_comes_back_on_purpose_is_let_in(page: Page):
    page.goto(HERE)
    press_shift(page, 3)
    page.wait_for_url(f"**{ELSEWHERE}")

    page.goto(HERE)

    expect(page.locator("textarea")).to_be_visible()


def test_way_out_is_reached_by_keyboard_right_after_the_skip_link(page: Page):
    page.goto(HERE)

    names = []
    for _ in range(4):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.innerText.trim()"))

    assert names == [
        "Naar de inhoud",
        "Leernetwerk",
        "Hulp en veiligheid",
        "Verlaat deze site",
    ]
