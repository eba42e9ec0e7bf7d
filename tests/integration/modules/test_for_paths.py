"""A part of a lesson for some learning paths: open there, folded elsewhere, never hidden (ADR 0063)."""

import re

import pytest
from django.urls import reverse

from modules.components.body import render_body
from modules.models import LessonPage
from tests.factories.editorial import client_of, make_editor
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.knowledge import FactFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db
TITLE = "Voor hbo: noem je bron"


def part(*paths: str) -> tuple[str, dict[str, object]]:
    content = [("text", "<p>Welke bron past hier? [F-902]</p>")]
    return "for_paths", {"paths": list(paths), "title": TITLE, "content": content}


@pytest.fixture
def module():
    return ModulePageFactory()


@pytest.fixture
def lesson(module):
    FactFactory(code="F-902")
    page = LessonPageFactory(
        parent=module, body=[("text", "<p>Voor iedereen.</p>"), part("ll-a", "ll-x")]
    )
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


def read(client, module, lesson, code):
    """The lesson as somebody on a path with this code sees it."""
    path = PathPageFactory(modules=[module], code=code)
    client.force_login(EnrolmentFactory(path_key=path.key).user)
    return client.get(lesson.url).content.decode()


def is_open(html):
    """Whether the part is open; it has to be there once."""
    (fold,) = re.findall(
        r"<details class=\"details\"([^>]*)>\s*<summary[^>]*>Voor hbo", html
    )
    return "open" in fold


@pytest.mark.parametrize(
    ("code", "opened"), [("ll-a", True), ("ll-x", True), ("ll-b", False)]
)
def test_it_is_open_for_its_paths_and_folded_for_others(
    client, module, lesson, code, opened
):
    html = read(client, module, lesson, code)

    assert is_open(html) is opened
    assert "Welke bron past hier?" in html
    assert "Voor iedereen." in html


def test_one_person_does_not_see_what_was_kept_for_another(client, module, lesson):
    seen = [
        is_open(read(client, module, lesson, code)) for code in ("ll-b", "ll-a", "ll-b")
    ]

    assert seen == [False, True, False]


def test_in_a_preview_it_is_folded(lesson):
    url = reverse(
        "wagtailadmin_pages:revisions_view", args=[lesson.pk, lesson.latest_revision_id]
    )

    html = client_of(make_editor("chief_editor")).get(url).content.decode()

    assert not is_open(html)


def test_a_lesson_without_such_a_part_is_kept_once(module):
    lesson = LessonPageFactory(parent=module, body=[("text", "<p>Voor iedereen.</p>")])
    body = render_body(lesson.body, key="voor-iedereen")

    assert body.opened == {}
    assert body.for_path("ll-a").html == body.html


@pytest.mark.django_db(transaction=True)
def test_it_takes_no_query_more(client, module, lesson, django_assert_num_queries):
    path = PathPageFactory(modules=[module], code="ll-a")
    client.force_login(EnrolmentFactory(path_key=path.key).user)
    client.get(lesson.url)

    # Six as every lesson, and one for the fact that is named in it.
    with django_assert_num_queries(7):
        html = client.get(lesson.url).content.decode()

    assert is_open(html)


def test_an_author_chooses_from_the_paths_there_are(lesson, module):
    PathPageFactory(modules=[module], code="ll-a", audience="Studenten")
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])

    html = client_of(make_editor("chief_editor")).get(url).content.decode()

    assert "ll-a" in html
    assert "Studenten" in html
    assert TITLE in html
