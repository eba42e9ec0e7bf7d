"""Published content is worked out once, and never shown a moment too long (ADR 0011)."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from modules.models import LessonPage, SignOff
from modules.queries.remembered import remembered, remembering
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lesson():
    page = LessonPageFactory(parent=ModulePageFactory())
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def bram(client, lesson):
    module = lesson.get_parent().specific
    client.force_login(
        EnrolmentFactory(path_key=PathPageFactory(modules=[module]).key).user
    )
    return client


def publish(page: Page, **changes: object) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def heading(client, page) -> str:
    html = client.get(page.url).content.decode()
    return html.partition("<h1")[2].partition(">")[2].partition("</h1>")[0].strip()


def count(client, page) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page.url).status_code == 200
    return len(asked)


def test_the_second_visit_asks_only_for_the_visitor(bram, lesson):
    count(bram, lesson)

    assert count(bram, lesson) == 6


def test_what_was_published_is_there_at_once(bram, lesson):
    heading(bram, lesson)

    publish(lesson, title="Nieuwe woorden")

    assert heading(bram, lesson) == "Nieuwe woorden"


def test_also_what_was_changed_past_the_editor(bram, lesson):
    heading(bram, lesson)

    Page.objects.filter(pk=lesson.pk).update(title="Met de hand")

    assert heading(bram, lesson) == "Met de hand"


def test_what_was_taken_offline_is_gone_at_once(bram, lesson):
    heading(bram, lesson)

    lesson.unpublish()

    assert bram.get(lesson.url).status_code == 410


def test_a_change_that_was_taken_back_changes_nothing(bram, lesson):
    before = heading(bram, lesson)

    connection.set_autocommit(False)
    Page.objects.filter(pk=lesson.pk).update(title="Toch niet")
    connection.rollback()
    connection.set_autocommit(True)

    assert heading(bram, lesson) == before


def test_an_error_is_not_remembered(lesson):
    asked = []

    @remembered(entries=10)
    def read(key: str) -> str:
        asked.append(key)
        if len(asked) == 1:
            raise LookupError
        return key

    with remembering():
        with pytest.raises(LookupError):
            read("a")
        assert (read("a"), read("a")) == ("a", "a")

    assert asked == ["a", "a"]


def test_outside_a_request_nothing_is_remembered(lesson):
    asked = []

    @remembered(entries=10)
    def read(key: str) -> str:
        asked.append(key)
        return key

    read("a")
    read("a")

    assert asked == ["a", "a"]


def test_every_table_of_published_content_says_when_it_changes():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'content_changed'"
        )
        watched = {table for (table,) in cursor.fetchall()}
    content = [
        model
        for model in apps.get_models(include_auto_created=True)
        if issubclass(model, Page) or model._meta.app_label == "knowledge"
    ]

    assert {model._meta.db_table for model in content} - watched == set()
    assert SignOff._meta.db_table in watched
