"""Refreshers: after 1, 3 and 6 months, for whoever completed the module, counting for nothing."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from wagtail.models import Locale

from elearning.accounts.models import OutgoingMail
from elearning.core import clock
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Enrolment, Progress
from elearning.xapi.models import Statement
from modules.actions import finish_page
from modules.actions.refreshers import mail_refreshers
from modules.models import LessonPage
from modules.queries import items_of
from modules.queries.refreshers import months_after, offered_refreshers
from tests.factories.editorial import sign_off_whole
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
    make_site,
)

pytestmark = pytest.mark.django_db
DONE = datetime(2026, 1, 31, 12, tzinfo=UTC)
TITLE = "Titel die het onderwerp noemt"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO_MODE = True


@pytest.fixture
def module():
    return ModulePageFactory(neutral_title="Module 5")


@pytest.fixture
def lesson(module):
    return LessonPageFactory(parent=module)


@pytest.fixture
def refreshers(module, lesson) -> list[LessonPage]:
    return [
        LessonPageFactory(
            parent=module,
            refresher_after=months,
            title=f"{TITLE} {months}",
            neutral_title=f"Module 5, opfrissen {months}",
        )
        for months in (1, 3, 6)
    ]


@pytest.fixture
def enrolment(module, refreshers) -> Enrolment:
    return EnrolmentFactory(path_key=PathPageFactory(modules=[module]).key)


@pytest.fixture
def bram(client, enrolment, lesson):
    with clock.at(DONE):
        finish_page(by=enrolment.user, page=lesson)
    client.force_login(enrolment.user)
    return client


def html(answer) -> str:
    return answer.content.decode()


def at(day: date):
    return clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 15), 6, date(2027, 2, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_after_is_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert months_after(day, months) == expected


def test_refresher_is_no_step_of_its_module(bram, module, lesson, enrolment):
    assert [step.key for step in items_of(module)] == [lesson.key]
    assert Progress.objects.get(user=enrolment.user, key=module.key).state == "done"


@pytest.mark.parametrize(
    ("day", "ready"),
    [
        (date(2026, 2, 27), []),
        (date(2026, 2, 28), [1]),
        (date(2026, 4, 30), [1, 3]),
        (date(2026, 7, 31), [1, 3, 6]),
    ],
)
def test_refreshers_come_after_one_three_and_six_months(bram, enrolment, day, ready):
    with at(day):
        offered = offered_refreshers(enrolment.user, [enrolment.path_key])
        found = [one.refresher.months for one in offered if one.is_due]

    assert found == ready


def test_a_refresher_said_twice_is_offered_once(bram, module, refreshers, enrolment):
    english = Locale.objects.create(language_code="en")
    refreshers[0].copy(
        to=module,
        update_attrs={"slug": "opfris-en", "locale": english},
        reset_translation_key=False,
    )
    refreshers[1].create_alias(parent=module, update_slug="opfris-nog-eens")

    with at(date(2026, 7, 31)):
        offered = offered_refreshers(enrolment.user, [enrolment.path_key])

    assert [one.refresher.key for one in offered] == [one.key for one in refreshers]


def test_start_page_reminds_without_naming_a_subject(bram):
    with at(date(2026, 3, 1)):
        home = html(bram.get(make_site().home.url))
        overview = html(bram.get(reverse("my_overview")))
    with at(date(2026, 2, 1)):
        before = html(bram.get(make_site().home.url))

    assert "Er staat een korte oefening voor je klaar." in home
    assert "Er staat een korte oefening voor je klaar." in overview
    assert TITLE not in home + overview
    assert "korte oefening" not in before


def test_list_names_sensitive_refreshers_neutrally(bram, module):
    module.sensitive = True
    module.save()

    with at(date(2026, 3, 1)):
        page = html(bram.get(reverse("refreshers")))

    assert "Module 5, opfrissen 1" in page
    assert "vanaf 30 april 2026" in page
    assert TITLE not in page


def test_doing_it_is_noted_without_a_statement_and_asked_no_more(
    bram, refreshers, enrolment
):
    first = refreshers[0]
    statements = Statement.objects.count()

    with at(date(2026, 3, 1)):
        opened = html(bram.get(first.url))
        answer = bram.post(first.url, {"klaar": "1"}, follow=True)
        home = html(bram.get(make_site().home.url))

    assert "data-lesson" not in opened
    assert "Opgefrist." in html(answer)
    assert "korte oefening" not in home
    row = Progress.objects.get(user=enrolment.user, key=first.key)
    assert (row.kind, row.state, row.place) == (
        ItemKind.REFRESHER,
        ProgressState.DONE,
        "",
    )
    assert Statement.objects.count() == statements


def test_opening_it_leaves_nothing(bram, refreshers, enrolment):
    bram.get(refreshers[1].url)
    place = {"les": refreshers[1].pk, "plek": "x"}

    assert bram.post(reverse("lesson_place"), place).status_code == 404
    assert not Progress.objects.filter(
        user=enrolment.user, key=refreshers[1].key
    ).exists()


def test_module_that_is_not_done_and_path_one_left_offer_nothing(
    client, enrolment, lesson, refreshers
):
    user = enrolment.user
    with at(date(2026, 8, 1)):
        assert offered_refreshers(user, [enrolment.path_key]) == []
        finish_page(by=user, page=lesson)
    with at(date(2027, 8, 1)):
        assert len(offered_refreshers(user, [enrolment.path_key])) == 3
        assert offered_refreshers(user, []) == []


def test_concept_refresher_is_offered_in_the_demo_only(
    bram, refreshers, lesson, enrolment, settings
):
    settings.DEMO_MODE = False
    sign_off_whole(refreshers[0])

    with at(date(2026, 8, 1)):
        offered = offered_refreshers(enrolment.user, [enrolment.path_key])

    assert [one.refresher.months for one in offered] == [1]


def test_offering_takes_one_query_beside_what_is_remembered(
    bram, enrolment, django_assert_num_queries
):
    # Refreshers, their module, the paths that hold it, and the person's progress.
    with at(date(2026, 8, 1)), django_assert_num_queries(8):
        offered_refreshers(enrolment.user, [enrolment.path_key])


# --- The mail ---------------------------------------------------------------------------------------
def test_nobody_gets_a_mail_unasked(bram):
    with at(date(2026, 2, 28)):
        assert mail_refreshers() == 0


def test_who_asked_gets_one_neutral_mail_on_the_day_and_can_stop_it(bram):
    asked = html(bram.post(reverse("refreshers"), {"bericht": "ja"}, follow=True))
    with at(date(2026, 2, 27)):
        assert mail_refreshers() == 0
    with at(date(2026, 2, 28)):
        assert mail_refreshers() == 1
        assert mail_refreshers() == 0
    with at(date(2026, 3, 1)):
        assert mail_refreshers() == 0

    mail = OutgoingMail.objects.get()
    assert mail.subject == "Leernetwerk: er staat een korte oefening klaar"
    assert "/opfrissen/" in mail.text
    assert "Module" not in mail.text
    assert TITLE not in mail.text
    assert "Stop deze berichten" in asked
    bram.post(reverse("refreshers"), {"bericht": "nee"})
    with at(date(2026, 4, 30)):
        assert mail_refreshers() == 0


def test_no_mail_about_what_was_done_already(bram, refreshers):
    bram.post(reverse("refreshers"), {"bericht": "ja"})
    bram.post(refreshers[0].url, {"klaar": "1"})

    with at(date(2026, 2, 28)):
        assert mail_refreshers() == 0
