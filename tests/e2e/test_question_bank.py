"""The ways into the question bank and out of it, in the CMS."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from elearning.accounts.enums import EditorialRole
from tests.factories.editorial import make_editor


@pytest.mark.parametrize("address", ["uit-bestand/", "naar-bestand/?formaat=qti21"])
def test_the_ways_in_and_out_are_accessible(page_on_each_screen, sign_in, address):
    page = page_on_each_screen
    sign_in(page, make_editor(EditorialRole.AUTHOR))

    page.goto(f"/cms/vragenbank/{address}")

    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run('main')")["violations"]
    assert [
        (rule["id"], node["html"]) for rule in found for node in rule["nodes"]
    ] == []


def test_reading_a_file_is_said_while_it_takes_time(page_on_each_screen, sign_in):
    page = page_on_each_screen
    sign_in(page, make_editor(EditorialRole.AUTHOR))
    page.goto("/cms/vragenbank/uit-bestand/")
    asks = page.locator("main form")
    # The page stays here, as it does while the server works.
    asks.evaluate("form => form.addEventListener('submit', e => e.preventDefault())")
    button, said = asks.locator("button"), asks.get_by_role("status")

    button.click()
    expect(button).to_be_enabled()  # without a file there is nothing to wait for
    asks.locator("input[type=file]").set_input_files(
        {"name": "vragen.txt", "mimeType": "text/plain", "buffer": b"Vraag?{=ja~nee}"}
    )
    asks.locator("select").select_option("gift")
    button.click()

    expect(button).to_be_disabled()
    expect(button).to_have_text("Bezig met inlezen …")
    expect(said).to_have_text("Bezig met inlezen …")
