"""The form of one scene in a real browser: with the keyboard, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from modules.models import CasePage
from tests.factories.editorial import make_editor


@pytest.fixture
def casus() -> CasePage:
    return CasePage.objects.get(code="casus-a")


def written(casus: CasePage) -> str:
    draft = CasePage.objects.get(pk=casus.pk).get_latest_revision_as_object()
    return draft.scenes[0].value["situation"]


def open_scene(page: Page, casus: CasePage) -> None:
    page.goto(f"/cms/pages/{casus.pk}/edit/")
    page.locator(".case-scenes a").first.click()
    page.locator('[name="scene-0-value-situation"]').wait_for()


def test_author_changes_a_scene_with_the_keyboard(page, sign_in, casus):
    sign_in(page, make_editor())
    open_scene(page, casus)

    page.locator('[name="scene-0-value-situation"]').fill("Nieuw getypt.")
    page.get_by_role("button", name="Scène bewaren").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("De scène is bewaard in het concept.")).to_be_visible()
    assert written(casus) == "Nieuw getypt."


def test_scene_form_fits_a_phone(phone, sign_in, casus):
    sign_in(phone, make_editor())
    open_scene(phone, casus)

    assert phone.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def test_two_authors_of_one_scene_lose_nothing(page, open_page, sign_in, casus):
    other = open_page()
    sign_in(page, make_editor())
    sign_in(other, make_editor())
    open_scene(page, casus)
    open_scene(other, casus)
    other.locator('[name="scene-0-value-situation"]').fill("Van Bram")
    other.get_by_role("button", name="Scène bewaren").click()
    expect(other.get_by_text("De scène is bewaard in het concept.")).to_be_visible()

    page.locator('[name="scene-0-value-situation"]').fill("Van Anna")
    page.get_by_role("button", name="Scène bewaren").click()

    expect(page.get_by_role("alert").first).to_contain_text("Iemand anders heeft")
    expect(page.locator('[name="scene-0-value-situation"]')).to_have_value("Van Anna")
    assert written(casus) == "Van Bram"
