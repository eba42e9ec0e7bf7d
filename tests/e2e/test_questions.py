"""A lecturer looks which questions of a test deserve a look, on a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from modules.models import AssessmentPage, PathPage
from tests.factories.cast import make_cast
from tests.factories.dashboard import FrozenQuestionFactory
from toetsen.models import Assessment


@pytest.fixture
def cast():
    """Anna's cohort walks a path of the curriculum, and the basic test has figures."""
    test = Assessment.objects.get(code="basistoets")
    verdicts = ["misleads", "unused_option", "too_hard", None, None]
    for item, verdict in zip(test.items.all(), verdicts, strict=True):
        version = item.question.newest
        FrozenQuestionFactory(assessment=test, version=version, verdict=verdict)
    module = AssessmentPage.objects.get(assessment_code=test.code).get_parent()
    path = PathPage.objects.live().filter(path_modules__module=module).first()
    return make_cast(path_key=path.key)


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_lecturer_finds_the_question_and_its_figures(
    request: pytest.FixtureRequest,
    cast,
    screen: str,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    page: Page = request.getfixturevalue(screen)
    sign_in(page, cast.anna)
    page.goto(f"/dashboard/groepen/{cast.cohort.uuid}/")
    page.get_by_role("link", name="Vragen van Basistoets").click()

    expect(page.get_by_text("Kijk naar 3 van de 5 vragen.")).to_be_visible()
    expect(page.get_by_text("Deze vraag misleidt")).to_be_visible()
    figures = page.get_by_text("Cijfers van deze vraag").first
    expect(page.get_by_text("Moeilijkheid (p)").first).to_be_hidden()
    figures.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Moeilijkheid (p)").first).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    axe(page)
