"""An author sets a test on its page; a blueprint that the bank cannot bear stays out."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from elearning.accounts.enums import EditorialRole
from modules.models import AssessmentPage
from tests.e2e.editing import PATIENCE, open_editor, press_in_footer
from tests.factories.accounts import UserFactory

FIRST = "blueprint-0-value-"


def test_author_is_told_which_row_asks_too_much(
    page: Page, sign_in: Callable[..., None]
) -> None:
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name=EditorialRole.CHIEF_EDITOR))
    sign_in(page, editor)
    made = AssessmentPage.objects.get(assessment_code="vrijstelling-14")
    open_editor(page, f"/cms/pages/{made.pk}/edit/")

    expect(page.locator(f'[name="{FIRST}goal"]')).to_have_value("M14.1")
    expect(page.locator('[name="time_limit"]')).to_be_visible()
    page.locator(f'[name="{FIRST}number"]').fill("50")
    press_in_footer(page, 'button[name="action-publish"]')

    expect(
        page.get_by_text("De bank heeft te weinig vragen voor “M14.1").first
    ).to_be_visible(timeout=PATIENCE)
    expect(page.locator(f'[name="{FIRST}number"]')).to_have_value("50")
