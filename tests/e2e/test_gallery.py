"""Every component, alone on a page: axe finds nothing, on a desk and on a phone."""

from playwright.sync_api import Page

from themes.registry import all_components

NAMES = [component.name for component in all_components()]
ZOOMED = {"viewport": {"width": 320, "height": 256}}  # 1280 x 1024 at 400%


def test_axe_finds_nothing_in_any_component(page_on_each_screen: Page, axe):
    faults = []
    for name in NAMES:
        page_on_each_screen.goto(f"/stijl/{name}/")
        try:
            axe(page_on_each_screen)
        except AssertionError as fault:
            faults.append(str(fault))

    assert faults == []


def test_nothing_sticks_out_at_400_percent(open_page):
    page = open_page(**ZOOMED)
    wide = {}
    for name in NAMES:
        page.goto(f"/stijl/{name}/")
        beyond = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if beyond > 0:
            wide[name] = beyond

    assert wide == {}


def test_axe_finds_nothing_on_pages_of_ours(page_on_each_screen: Page, axe):
    for address in ("/verlaten/", "/account/login/", "/bestaat-niet/"):
        page_on_each_screen.goto(address)
        axe(page_on_each_screen)


def test_axe_finds_nothing_in_the_open_menu(phone: Page, axe):
    phone.goto("/verlaten/")
    phone.get_by_text("Menu", exact=True).click()

    axe(phone)


def test_forced_colours_keep_every_control_visible(open_page, axe):
    page = open_page(forced_colors="active")
    page.goto("/stijl/choice_cards/")

    radio = page.get_by_role("radio", checked=True)
    assert radio.bounding_box()["width"] >= 24
    border = "node => getComputedStyle(node).borderTopStyle"
    assert page.locator(".choice-card__label").first.evaluate(border) == "solid"
