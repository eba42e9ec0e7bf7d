"""What an author or reviewer sees of a draft before anybody else does."""

import pytest
from django.urls import reverse

from elearning.enrolment.models import Progress
from tests.factories.cases import draft_case_page
from tests.factories.editorial import client_of, make_editor
from tests.factories.modules import (
    InfoPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db


def preview_of(page):
    revision = page.save_revision()
    url = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])
    return client_of(make_editor("chief_editor")).get(url)


def test_draft_of_a_lesson_is_shown_and_leaves_no_progress():
    lesson = LessonPageFactory(heavy=True, live=False)

    response = preview_of(lesson)

    assert (response.status_code, Progress.objects.count()) == (200, 0)
    assert "Eerste stuk tekst." in response.content.decode()


def test_draft_of_a_case_is_shown_whole():
    response = preview_of(draft_case_page())

    assert response.status_code == 200
    assert "Situatie S2" in response.content.decode()


@pytest.mark.parametrize("make", [ModulePageFactory, PathPageFactory, InfoPageFactory])
def test_other_pages_are_shown(make):
    page = make()

    response = preview_of(page)

    assert response.status_code == 200
    assert page.title in response.content.decode()
