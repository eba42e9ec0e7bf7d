"""An author who chooses the questions of a test sees what it asked until now."""

import pytest
from wagtail.models import Page

from elearning.accounts.enums import EditorialRole
from tests.factories.editorial import client_of, make_editor
from tests.factories.modules import AssessmentPageFactory
from tests.factories.toetsen import make_assessment
from toetsen.models import Question

pytestmark = pytest.mark.django_db

WARNED = "Zodra je er een kiest, vraagt hij alleen wat je koos."


def editor(page: Page) -> str:
    client = client_of(make_editor(EditorialRole.CHIEF_EDITOR))
    answer = client.get(f"/cms/pages/{page.pk}/edit/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_questions_of_a_test_are_shown_while_its_page_names_none():
    make_assessment()
    page = AssessmentPageFactory(assessment_code="proef")

    html = editor(page)

    assert "vraagt deze toets de 4 vragen hieronder." in html
    assert WARNED in html
    assert "proef-3 · Wat doe je bij proef-3?" in html


def test_a_page_that_names_its_questions_shows_those_only():
    make_assessment()
    page = AssessmentPageFactory(assessment_code="proef")
    page.questions = [("question", Question.objects.get(code="proef-1"))]
    page.save_revision()

    assert WARNED not in editor(page)


def test_a_new_test_has_nothing_to_show():
    page = AssessmentPageFactory(assessment_code="nog-niets")

    assert WARNED not in editor(page)
