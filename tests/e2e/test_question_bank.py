"""The ways into the question bank and out of it, in the CMS."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

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
