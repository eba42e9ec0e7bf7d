"""At 400% zoom what a learner does all day still fits: a scene, what came of it, a question."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from modules.models import AssessmentPage, CasePage
from tests.e2e.zoom import SIZE, zoom_faults
from tests.factories.demo import make_demo_class, person
from toetsen.models import Attempt


@pytest.fixture
def page(open_page, sign_in) -> Page:
    make_demo_class()
    page = open_page(viewport=SIZE)
    sign_in(page, person("student"))
    return page


def test_a_case_and_a_test_fit(page: Page) -> None:
    faults = []
    page.goto(CasePage.objects.get(code="casus-a").url)
    page.get_by_role("button", name="Lees de casus").click()
    for step in ("Dit doe ik", "Lees waarom", "Verder"):
        faults += zoom_faults(page)
        if step == "Dit doe ik":
            page.locator('input[name="choice"]').first.check()
        with page.expect_navigation():
            page.get_by_role("button", name=step).click()
    page.goto(AssessmentPage.objects.get(assessment_code="basistoets").url)
    page.get_by_role("button", name="Begin met de toets").click()
    page.locator('input[name="choice"]').first.wait_for()
    faults += zoom_faults(page)
    page.goto(reverse("toetsen:submit", args=[Attempt.objects.get().uuid]))
    faults += zoom_faults(page)

    assert faults == []
