"""What progress hangs on (7f): a copy is something new, an alias and a translation are the same."""

import pytest
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from elearning.enrolment.enums import ProgressState
from elearning.enrolment.models import Progress
from modules.actions import finish_page
from modules.models import LessonPage, ModulePage
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return ModulePageFactory()


@pytest.fixture
def lesson(module):
    page = LessonPageFactory(parent=module)
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def bram(module, lesson):
    user = EnrolmentFactory(path_key=PathPageFactory(modules=[module]).key).user
    finish_page(by=user, page=lesson, version=lesson.content_version)
    return user


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(superuser=True))
    return client


def copied(editor, page: Page, **fields: object) -> Page:
    """What the window 'Copy' of the CMS makes of `page`."""
    data = {"new_title": "Kopie", "new_slug": "kopie", **fields}
    parent = page.get_parent()
    answer = editor.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {**data, "new_parent_page": str(parent.pk)},
    )
    assert answer.status_code == 302
    return Page.objects.get(slug="kopie").specific


def test_a_copy_in_the_cms_is_something_new(editor, lesson, bram):
    copy = copied(editor, lesson, publish_copies="on")

    assert copy.key != lesson.key
    assert copy.get_latest_revision_as_object().key == copy.key
    assert [row.key for row in Progress.objects.filter(kind="lesson")] == [lesson.key]


def test_lessons_in_a_copied_module_are_new_as_well(module, lesson):
    CopyPageAction(
        page=module, recursive=True, update_attrs={"slug": "kopie"}
    ).execute()

    copy = ModulePage.objects.get(slug="kopie")
    below = LessonPage.objects.child_of(copy).get()
    assert len({module.key, lesson.key, copy.key, below.key}) == 4


def test_an_alias_from_the_cms_is_the_same_also_after_an_edit(editor, lesson, bram):
    alias = copied(editor, lesson, alias="on")
    lesson.title = "Nieuwe titel"
    lesson.save_revision().publish()

    alias.refresh_from_db()
    assert alias.alias_of_id == lesson.pk
    assert (alias.title, alias.key) == ("Nieuwe titel", lesson.key)


@pytest.mark.parametrize("alias", [True, False])
def test_a_translation_is_the_same(lesson, settings, alias):
    english = Locale.objects.create(language_code="en")
    translation = lesson.copy_for_translation(
        english, copy_parents=True, alias=alias
    ).specific

    assert (translation.key, translation.locale) == (lesson.key, english)
    translation.refresh_from_db()
    assert (translation.key, translation.locale) == (lesson.key, english)
    revisions = [row.content["key"] for row in translation.revisions.all()]
    assert revisions == [] if alias else revisions == [str(lesson.key)]


def test_an_edit_in_the_cms_keeps_progress_and_the_lesson_says_it_changed(
    editor, lesson, bram
):
    form = nested_form_data(
        {
            "title": lesson.title,
            "slug": lesson.slug,
            "code": lesson.code,
            "neutral_title": lesson.neutral_title,
            "minutes": "12",
            "notice": "",
            "body": streamfield([("text", rich_text("<p>Heel andere tekst.</p>"))]),
            "alternative": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), form)
    assert answer.status_code == 302, answer.context["form"].errors

    changed = LessonPage.objects.get(pk=lesson.pk)
    assert (changed.key, changed.minutes) == (lesson.key, 12)
    row = Progress.objects.get(user=bram, key=lesson.key)
    assert (row.state, row.version) == (ProgressState.DONE, lesson.content_version)
    editor.force_login(bram)
    html = editor.get(lesson.url).content.decode()
    assert "Deze les is veranderd sinds je hem afrondde" in html
    assert "Heel andere tekst." in html
