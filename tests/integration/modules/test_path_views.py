"""Paths, modules, home, overview, search and the knowledge base through the browser's eyes."""

import logging

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from modules.actions import finish_page, touch_page
from modules.enums import ReportingDuty
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
    make_site,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return ModulePageFactory(sensitive=True)


@pytest.fixture
def lesson(module):
    return LessonPageFactory(parent=module, sensitive=True, title="Zware titel")


@pytest.fixture
def path(module, lesson):
    return PathPageFactory(modules=[module], title="Hbo Social Work")


@pytest.fixture
def bram(client, path):
    client.force_login(EnrolmentFactory(path_key=path.key).user)
    return client


def html(answer):
    return answer.content.decode()


def words(page):
    return " ".join(strip_tags(page).split())


def test_a_path_shows_the_next_step_and_how_far(bram, path, lesson):
    page = html(bram.get(path.url))

    assert lesson.url in page
    assert "0 van 1" in page
    assert "niet begonnen" in page


def test_a_path_says_whether_the_law_binds_its_people(client):
    path = PathPageFactory(
        reporting_duty=ReportingDuty.NOT_BOUND,
        reporting_duty_note="Zij mogen zelf kiezen. Volg de meldcode van je organisatie.",
    )

    page = html(client.get(path.url))

    assert "Ben je volgens de wet verplicht om met de meldcode te werken?" in page
    assert "<strong>Nee.</strong>" in page
    assert "Zij mogen zelf kiezen." in page


def test_a_path_says_what_is_still_open_and_what_comes_first(bram, module, lesson):
    module.minutes, lesson.minutes = 90, 30
    module.save()
    lesson.save()
    other = LessonPageFactory(parent=module, minutes=60)
    case = ModulePageFactory(title="Casusmodule", minutes=10)
    case.after.set([module])
    case.save()
    path = PathPageFactory(modules=[module], electives=[case])
    bram.force_login(user := EnrolmentFactory(path_key=path.key).user)
    finish_page(by=user, page=lesson)

    page = html(bram.get(path.url))
    elective = html(bram.get(case.url))
    finish_page(by=user, page=other)

    assert "Nog open van wat verplicht is: ongeveer 60 minuten" in words(page)
    assert f"Het beste na: {module.title}" in page
    assert "Deze volgorde is een advies." in elective
    assert module.url in elective
    assert "Het beste na" not in html(bram.get(path.url))
    assert "advies" not in html(bram.get(case.url))


def test_a_path_without_a_class_can_be_begun_by_oneself(client, module, lesson, bram):
    open_path = PathPageFactory(modules=[module], open_to_all=True)

    answer = bram.post(open_path.url, {"beginnen": "1"}, follow=True)

    assert "Je volgt nu deze route." in html(answer)


def test_home_leaves_a_sensitive_title_out(bram, path, lesson):
    enrolment = EnrolmentFactory._meta.model.objects.get(path_key=path.key)
    touch_page(by=enrolment.user, page=lesson)

    page = html(bram.get(make_site().home.url))

    assert lesson.url in page
    assert "Zware titel" not in page


def test_my_overview_names_the_path_and_since_when(bram, path):
    page = html(bram.get(reverse("my_overview")))

    assert "Hbo Social Work" in page
    assert "sinds" in page
    assert "certificaat" in page


def test_my_overview_refuses_a_path_of_somebody_else(bram):
    other = EnrolmentFactory()

    answer = bram.post(reverse("my_overview"), {"leerroute": str(other.uuid)})

    assert answer.status_code == 404


def test_searching_leaves_no_trace_of_the_words(bram, caplog):
    with caplog.at_level(logging.INFO):
        answer = bram.post(reverse("search"), {"q": "huwelijksdwang"})

    assert answer.status_code == 200
    assert "Niets gevonden" in html(answer)
    assert "huwelijksdwang" not in dict(bram.session).values()
    assert "huwelijksdwang" not in caplog.text


def test_searching_by_address_shows_the_form_only(bram):
    assert "huwelijksdwang" not in html(
        bram.get(reverse("search"), {"q": "huwelijksdwang"})
    )


def test_the_knowledge_base_is_there_when_it_is_empty(client):
    assert "Er zijn nog geen feiten." in html(client.get(reverse("knowledge_base")))
