"""`modules.actions.progress`: lesson, module and path become done, each recorded once."""

import json
from datetime import datetime, time

import pytest
from django.utils import timezone

from elearning.core.exceptions import NotAllowed
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Progress
from elearning.xapi.models import Statement
from modules.actions import finish_page, touch_page
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    AssessmentPageFactory,
    CasePageFactory,
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return ModulePageFactory(code="m06", slug="m06", sensitive=True)


@pytest.fixture
def path(module):
    return PathPageFactory(code="ll-a", modules=[module])


@pytest.fixture
def enrolment(path):
    return EnrolmentFactory(path_key=path.key)


def recorded():
    rows = Statement.objects.select_related("verb", "activity").order_by("id")
    return [
        (row.verb.iri.rsplit("/", 1)[1], row.activity.iri.split("/activities/")[1])
        for row in rows
    ]


def test_touch_page_begins_the_item_at_its_place(module, enrolment):
    lesson = LessonPageFactory(parent=module)

    touch_page(by=enrolment.user, page=lesson, place="block-2")

    row = Progress.objects.get()
    assert (row.key, row.kind, row.state, row.place, row.enrolment) == (
        lesson.key,
        ItemKind.LESSON,
        ProgressState.BUSY,
        "block-2",
        enrolment,
    )


def test_touch_page_leaves_done_items_done(module, enrolment):
    lesson = LessonPageFactory(parent=module)
    finish_page(by=enrolment.user, page=lesson, version="v1")

    touch_page(by=enrolment.user, page=lesson, place="block-1")

    row = Progress.objects.get(key=lesson.key)
    assert (row.state, row.place, row.version) == (ProgressState.DONE, "block-1", "v1")


def test_finish_page_records_the_lesson_under_neutral_codes(module, enrolment):
    lesson = LessonPageFactory(parent=module, code="les-1", title="Gedwongen huwelijk")
    LessonPageFactory(parent=module)

    newly = finish_page(by=enrolment.user, page=lesson, version="v1")

    assert newly is True
    assert recorded() == [("completed", "modules/m06/les-1")]
    body = Statement.objects.get().body
    assert "Gedwongen" not in body
    timestamp = datetime.fromisoformat(json.loads(body)["timestamp"])
    assert timezone.localtime(timestamp).time() == time.min


def test_finish_page_a_second_time_only_notes_the_version(module, enrolment):
    lesson = LessonPageFactory(parent=module)
    LessonPageFactory(parent=module)
    finish_page(by=enrolment.user, page=lesson, version="v1")

    again = finish_page(by=enrolment.user, page=lesson, version="v2")

    assert again is False
    assert Progress.objects.get(key=lesson.key).version == "v2"
    assert Statement.objects.count() == 1


def test_last_step_finishes_the_module_and_the_path(module, path, enrolment):
    lesson = LessonPageFactory(parent=module, code="les-1")
    case = CasePageFactory(parent=module, code="casus-a")
    test = AssessmentPageFactory(parent=module)

    for page in (lesson, case, test):
        finish_page(by=enrolment.user, page=page)

    assert recorded() == [
        ("completed", "modules/m06/les-1"),
        ("completed", "cases/casus-a"),
        ("completed", "modules/m06"),
        ("satisfied", "paths/ll-a"),
    ]
    enrolment.refresh_from_db()
    assert enrolment.finished_at is not None


def test_path_waits_for_a_module_that_is_being_written(module):
    unwritten = ModulePageFactory(being_written=True)
    path = PathPageFactory(modules=[module, unwritten])
    enrolment = EnrolmentFactory(path_key=path.key)
    lesson = LessonPageFactory(parent=module)

    finish_page(by=enrolment.user, page=lesson)

    enrolment.refresh_from_db()
    assert enrolment.finished_at is None
    assert Progress.objects.get(key=module.key).state == ProgressState.DONE


def test_an_elective_is_not_needed_for_the_path(module):
    elective = ModulePageFactory()
    LessonPageFactory(parent=elective)
    path = PathPageFactory(modules=[module], electives=[elective])
    enrolment = EnrolmentFactory(path_key=path.key)
    lesson = LessonPageFactory(parent=module)

    finish_page(by=enrolment.user, page=lesson)

    enrolment.refresh_from_db()
    assert enrolment.finished_at is not None


def test_a_module_counts_in_every_path_that_holds_it(module, path, enrolment):
    other_path = PathPageFactory(modules=[module])
    other = EnrolmentFactory(user=enrolment.user, path_key=other_path.key)
    lesson = LessonPageFactory(parent=module)

    finish_page(by=enrolment.user, page=lesson)

    enrolment.refresh_from_db()
    other.refresh_from_db()
    assert enrolment.finished_at is not None
    assert other.finished_at is not None
    assert [verb for verb, _ in recorded()].count("satisfied") == 2


def test_finish_page_refuses_who_is_on_no_path_with_it(module, enrolment):
    lesson = LessonPageFactory(parent=module)
    carla = UserFactory()

    with pytest.raises(NotAllowed):
        finish_page(by=carla, page=lesson)

    assert Progress.objects.count() == 0
    assert Statement.objects.count() == 0


def test_finish_page_refuses_an_enrolment_that_ended(module, enrolment):
    lesson = LessonPageFactory(parent=module)
    enrolment.ended_at = enrolment.started_at
    enrolment.save()

    with pytest.raises(NotAllowed):
        finish_page(by=enrolment.user, page=lesson)
