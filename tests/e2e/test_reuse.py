"""An author sees what changed in the source of a copy, takes it over, and begins a translation."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from modules.actions import reuse
from modules.models import LessonPage
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)


def published(page) -> LessonPage:
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def author():
    return UserFactory(superuser=True)


@pytest.fixture
def lesson(author) -> LessonPage:
    """A lesson whose first block was mended after it was copied."""
    module = ModulePageFactory()
    parts = [("text", "<p>Eerste.</p>"), ("text", "<p>Tweede.</p>")]
    return published(LessonPageFactory(parent=module, title="Bellen", body=parts))


@pytest.fixture
def copy(author, lesson) -> LessonPage:
    made = published(lesson.copy(update_attrs={"slug": "kopie", "title": "Kopie"}))
    reuse.link_copy(by=author, page=made, source=lesson)
    lesson.body[0].value.source = "<p>Verbeterd.</p>"
    published(lesson)
    return made


def faults(page: Page) -> list[str]:
    """What axe finds in our part of the page; around it is Wagtail's own."""
    page.evaluate(AXE_SCRIPT)
    return [rule["id"] for rule in page.evaluate("axe.run('main')")["violations"]]


def shown(page: Page, name: str) -> None:
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_author_takes_over_what_changed(request, screen, sign_in, author, copy):
    page: Page = request.getfixturevalue(screen)
    sign_in(page, author)
    page.goto(f"/cms/hergebruik/{copy.pk}/")

    expect(page.get_by_text("1 deel kun je overnemen.")).to_be_visible()
    shown(page, f"reuse-{screen}")
    assert faults(page) == []
    page.get_by_role("button", name="Neem de wijzigingen over").click()

    expect(page.get_by_text("Overgenomen in het concept.")).to_be_visible()


def test_learner_goes_from_the_english_lesson_to_the_dutch(
    page: Page, sign_in, author, lesson
):
    english = reuse.begin_translation(by=author, page=lesson)
    english.title = "Calling"
    english = published(english)
    path = PathPageFactory(modules=[lesson.get_parent().specific])
    sign_in(page, EnrolmentFactory(path_key=path.key).user)

    page.goto(lesson.url)
    page.get_by_role("link", name="Read this in English").click()
    expect(page.get_by_role("heading", name="Calling", level=1)).to_be_visible()
    shown(page, "english-lesson")
    assert faults(page) == []
    page.get_by_role("button", name="Klaar, volgende").click()
    page.goto(lesson.url)

    expect(page.get_by_text("Je rondde dit af op")).to_be_visible()
