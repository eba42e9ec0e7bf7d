"""A test with a clock and its other question, on a desk and a phone, with the keyboard."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories.cast import Cast, make_cast
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import load_assessment, save_answer, start_attempt, submit_attempt
from toetsen.models import Assessment, Attempt

NO_SIDEWAYS = (
    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    assessment = make_assessment()
    Assessment.objects.filter(pk=assessment.pk).update(time_limit=30)
    assessment.refresh_from_db()
    bank = [question("zelfde-1", goal="M05.1", critical=True)]
    load_assessment({"code": "bank", "title": "Bank", "questions": bank})
    return start_attempt(by=cast.bram, enrolment=cast.enrolment, assessment=assessment)


@pytest.mark.parametrize("screen", ["page", "phone", "page_without_js"])
def test_a_question_says_how_much_time_is_left(
    request: pytest.FixtureRequest,
    cast: Cast,
    attempt: Attempt,
    screen: str,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    page: Page = request.getfixturevalue(screen)
    sign_in(page, cast.bram)
    page.goto(reverse("toetsen:question", args=[attempt.uuid, 1]))

    expect(page.get_by_text("Je hebt tot")).to_be_visible()
    if screen == "page_without_js":
        expect(page.get_by_text(re.compile("Nog 2[89] minuten"))).to_have_count(0)
        return
    expect(page.get_by_text(re.compile("Nog 2[89] minuten"))).to_be_visible()
    # Nothing is said aloud before ten minutes are left.
    expect(page.locator("[data-el-time-said]")).to_have_text("")
    assert page.evaluate(NO_SIDEWAYS)
    page.screenshot(
        full_page=True,
    )
    axe(page)


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_a_missed_question_about_safety_is_mended(
    request: pytest.FixtureRequest,
    cast: Cast,
    attempt: Attempt,
    screen: str,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    page: Page = request.getfixturevalue(screen)
    for position, choice in enumerate("aaab", start=1):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": choice}
        )
    submit_attempt(by=cast.bram, attempt=attempt)
    sign_in(page, cast.bram)
    page.goto(reverse("toetsen:outcome", args=[attempt.uuid]))
    page.screenshot(
        full_page=True,
    )
    axe(page)

    page.get_by_role("link", name=re.compile("een andere vraag bij vraag 4")).focus()
    page.keyboard.press("Enter")
    page.screenshot(
        full_page=True,
    )
    axe(page)
    page.get_by_role("button", name="Gelezen: naar de vraag").focus()
    page.keyboard.press("Enter")
    page.get_by_label("zelfde-1: stap a").focus()
    page.keyboard.press("Space")
    page.screenshot(
        full_page=True,
    )
    axe(page)
    assert page.evaluate(NO_SIDEWAYS)
    page.get_by_role("button", name="Antwoord geven").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Gehaald", exact=True)).to_be_visible()


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_a_lecturer_gives_extra_time(
    request: pytest.FixtureRequest,
    cast: Cast,
    screen: str,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    page: Page = request.getfixturevalue(screen)
    sign_in(page, cast.anna)
    page.goto(reverse("cohort", args=[cast.cohort.uuid]))
    page.get_by_role("link", name="Extra tijd voor toetsen").click()
    page.get_by_label("Hoeveel langer").select_option("25")
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("rowheader", name="Bram Jansen")).to_be_visible()
    assert page.evaluate(NO_SIDEWAYS)
    page.screenshot(
        full_page=True,
    )
    axe(page)
