"""A lesson through the browser's eyes: who gets in, what is shown, what is kept."""

import pytest
from django.urls import reverse

from elearning.core import clock
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Progress
from modules.models import LessonPage
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db


def published(page):
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def module():
    return ModulePageFactory()


@pytest.fixture
def lesson(module):
    return published(LessonPageFactory(parent=module))


@pytest.fixture
def enrolment(module, lesson):
    return EnrolmentFactory(path_key=PathPageFactory(modules=[module]).key)


@pytest.fixture
def bram(client, enrolment):
    client.force_login(enrolment.user)
    return client


def progress():
    return Progress.objects.get(kind=ItemKind.LESSON)


def test_a_lesson_shows_its_text_under_a_neutral_title(bram, lesson):
    answer = bram.get(lesson.url)

    html = answer.content.decode()
    assert "Eerste stuk tekst." in html
    assert f"<title>{lesson.neutral_title} \u2013 Leernetwerk</title>" in html
    assert lesson.title not in html.split("</head>")[0]


def test_opening_a_lesson_begins_it(bram, lesson):
    bram.get(lesson.url)

    assert (progress().key, progress().state) == (lesson.key, ProgressState.BUSY)


def test_done_and_next_goes_to_the_following_lesson_and_keeps_the_version(
    bram, module, lesson
):
    following = LessonPageFactory(parent=module)

    answer = bram.post(lesson.url, {"klaar": "1"})

    assert answer["Location"] == following.url
    assert (progress().state, progress().version) == (
        ProgressState.DONE,
        lesson.content_version,
    )


def test_the_last_lesson_leads_back_to_its_module(bram, module, lesson):
    answer = bram.post(lesson.url, {"klaar": "1"})

    assert answer["Location"] == module.url


def test_a_lesson_that_changed_since_says_so_and_nothing_is_lost(bram, lesson):
    bram.post(lesson.url, {"klaar": "1"})
    day = clock.today().day
    assert f"afrondde op {day}" not in bram.get(lesson.url).content.decode()

    lesson.body = [("text", "<p>Heel andere tekst.</p>")]
    lesson = published(lesson)
    html = bram.get(lesson.url).content.decode()

    assert f"Deze les is veranderd sinds je hem afrondde op {day}" in html
    assert "Heel andere tekst." in html
    assert progress().state == ProgressState.DONE


def test_reading_the_new_version_takes_the_remark_away(bram, lesson):
    bram.post(lesson.url, {"klaar": "1"})
    lesson.body = [("text", "<p>Heel andere tekst.</p>")]
    lesson = published(lesson)

    bram.post(lesson.url, {"klaar": "1"})

    assert "is veranderd" not in bram.get(lesson.url).content.decode()
    assert progress().version == lesson.content_version


def test_publishing_the_same_again_is_no_change(bram, lesson):
    bram.post(lesson.url, {"klaar": "1"})

    lesson = published(lesson)

    assert "is veranderd" not in bram.get(lesson.url).content.decode()


def test_who_is_not_logged_in_goes_to_the_login(client, lesson):
    answer = client.get(lesson.url)

    assert answer["Location"] == f"/account/login/?next={lesson.url}"


def test_carla_is_on_no_path_with_it_and_reads_nothing(client, lesson):
    client.force_login(UserFactory())

    answer = client.get(lesson.url)

    assert answer.status_code == 403
    assert "Eerste stuk tekst." not in answer.content.decode()
    assert Progress.objects.count() == 0


def test_carla_cannot_finish_it_either(client, lesson):
    client.force_login(UserFactory())

    answer = client.post(lesson.url, {"klaar": "1"})

    assert answer.status_code == 403
    assert Progress.objects.count() == 0


def test_anna_teaches_and_reads_along_without_progress(client, lesson):
    client.force_login(MembershipFactory(lecturer=True).user)

    html = client.get(lesson.url).content.decode()
    client.post(lesson.url, {"klaar": "1"})

    assert "Eerste stuk tekst." in html
    assert Progress.objects.count() == 0


def test_concept_content_has_a_banner_in_the_demo(bram, lesson):
    assert "concept-banner" in bram.get(lesson.url).content.decode()


def test_concept_content_is_not_there_without_the_demo(bram, lesson, settings):
    settings.DEMO_MODE = False

    answer = bram.get(lesson.url)

    assert answer.status_code == 404
    assert "Dit onderdeel is er nog niet" in answer.content.decode()
    assert "Eerste stuk tekst." not in answer.content.decode()


def test_a_lesson_taken_offline_is_gone_and_progress_stays(bram, lesson):
    bram.get(lesson.url)
    lesson.unpublish()

    answer = bram.post(lesson.url, {"klaar": "1"})

    assert answer.status_code == 410
    assert "staat niet meer online" in answer.content.decode()
    assert progress().state == ProgressState.BUSY


def test_a_page_that_never_was_online_does_not_exist(bram, module):
    draft = LessonPageFactory(parent=module, live=False)

    assert bram.get(f"{module.url}{draft.slug}/").status_code == 404


# --- Sensitive lessons --------------------------------------------------------------------------
@pytest.fixture
def heavy(module, lesson):
    return published(LessonPageFactory(parent=module, heavy=True))


def test_a_sensitive_lesson_shows_its_notice_first(bram, heavy):
    html = bram.get(heavy.url).content.decode()

    assert "Deze les gaat over druk van familie." in html
    assert "Eerste stuk tekst." not in html
    assert Progress.objects.count() == 0


@pytest.mark.parametrize(
    ("choice", "text"),
    [("lezen", "Eerste stuk tekst."), ("tekst", "Dezelfde stof in het kort.")],
)
def test_both_ways_of_reading_leave_the_same_trace(bram, heavy, choice, text):
    answer = bram.post(heavy.url, {"keuze": choice})

    assert text in answer.content.decode()
    assert Progress.objects.filter(key=heavy.key).values(
        "state", "place", "version"
    ).get() == {
        "state": ProgressState.BUSY,
        "place": "",
        "version": "",
    }
    assert dict(bram.session).keys() <= {
        "_auth_user_id",
        "_auth_user_backend",
        "_auth_user_hash",
    }


def test_a_made_up_choice_is_refused(bram, heavy):
    assert bram.post(heavy.url, {"keuze": "../admin"}).status_code == 400


# --- Going on where one was ---------------------------------------------------------------------
def test_the_place_is_kept_for_another_device(bram, lesson):
    block = lesson.body.raw_data[0]["id"]

    answer = bram.post(reverse("lesson_place"), {"les": lesson.pk, "plek": block})

    assert answer.status_code == 204
    assert progress().place == block


@pytest.mark.parametrize("place", ["", "bestaat-niet", "' OR 1=1"])
def test_a_place_that_is_not_in_the_lesson_is_refused(bram, lesson, place):
    answer = bram.post(reverse("lesson_place"), {"les": lesson.pk, "plek": place})

    assert answer.status_code == 400
    assert Progress.objects.count() == 0


@pytest.mark.parametrize(("number", "status"), [("x", 400), ("999999", 404)])
def test_a_place_in_no_lesson_is_refused(bram, number, status):
    answer = bram.post(reverse("lesson_place"), {"les": number, "plek": "a"})

    assert answer.status_code == status


def test_carla_cannot_note_a_place(client, lesson):
    client.force_login(UserFactory())
    block = lesson.body.raw_data[0]["id"]

    answer = client.post(reverse("lesson_place"), {"les": lesson.pk, "plek": block})

    assert answer.status_code == 403
    assert Progress.objects.count() == 0


# --- Cost ---------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("others", "linked", "queries"), [(1, 0, 6), (3, 0, 6), (3, 2, 7)]
)
def test_a_lesson_page_takes_a_fixed_number_of_queries(
    bram, module, enrolment, others, linked, queries, django_assert_num_queries
):
    # Outside a transaction, as for real and in the bench: within one nothing is remembered from
    # before (ADR 0011). What the links lead to is looked up in one query for all of them.
    pages = LessonPageFactory.create_batch(others, parent=module)
    link = '<p><a linktype="page" id="{}">verwijzing</a></p>'
    body = [("text", link.format(page.pk)) for page in pages[:linked]]
    lesson = LessonPageFactory(parent=module, body=[("text", "<p>Tekst.</p>"), *body])
    bram.get(lesson.url)

    with django_assert_num_queries(queries):
        bram.get(lesson.url)
