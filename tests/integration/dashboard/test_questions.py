"""The figures of questions: frozen once a month, and shown to who teaches the test."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from elearning.core import clock
from elearning.dashboard.actions import close_period
from elearning.dashboard.models import FrozenQuestion
from tests.factories.cast import make_cast
from tests.factories.dashboard import FrozenQuestionFactory
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    AssessmentPageFactory,
    ModulePageFactory,
    PathPageFactory,
)
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import save_answer, start_attempt, submit_attempt

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("Europe/Amsterdam")
MARCH, APRIL = datetime.date(2026, 3, 1), datetime.date(2026, 4, 1)


@pytest.fixture
def test():
    return make_assessment()


@pytest.fixture
def cast(test):
    module = ModulePageFactory(code="m05", neutral_title="Stappen")
    AssessmentPageFactory(parent=module, assessment_code=test.code)
    elective = ModulePageFactory(code="m09", sensitive=True)
    AssessmentPageFactory(parent=elective, assessment_code="keuze")
    path = PathPageFactory(code="ll-a", modules=[module], electives=[elective])
    return make_cast(path_key=path.key)


def page_of(client, user, cast, code="proef"):
    client.force_login(user)
    return client.get(reverse("dashboard:questions", args=[cast.cohort.uuid, code]))


def text_of(response):
    return " ".join(response.content.decode().split())


def take(test, number, choices, month=3):
    for _ in range(number):
        enrolment = EnrolmentFactory()
        with clock.at(datetime.datetime(2026, month, 20, tzinfo=HERE)):
            attempt = start_attempt(
                by=enrolment.user, enrolment=enrolment, assessment=test
            )
            for position, choice in enumerate(choices, start=1):
                save_answer(
                    by=enrolment.user,
                    attempt=attempt,
                    position=position,
                    form={"choice": choice},
                )
            submit_attempt(by=enrolment.user, attempt=attempt)


def close(month):
    with clock.at(datetime.datetime(2026, month.month + 1, 2, 3, 40, tzinfo=HERE)):
        return close_period(month=month)


def frozen(month):
    """People and month of the figures, of the first question and the whole test."""
    rows = FrozenQuestion.objects.filter(period__month=month).order_by("version_id")
    return [
        (row.people, row.as_of)
        for row in rows
        if row.version is None or row.version.question.code == "proef-1"
    ]


def test_figures_of_ten_are_frozen_when_the_month_is_closed(test):
    take(test, 10, "aabb")

    close(MARCH)

    assert frozen(MARCH) == [(10, MARCH), (10, MARCH)]
    assert FrozenQuestion.objects.count() == 5


def test_nine_people_leave_nothing(test):
    take(test, 9, "aabb")

    close(MARCH)

    assert not FrozenQuestion.objects.exists()


def test_a_sensitive_test_leaves_nothing():
    take(make_assessment(sensitive=True), 10, "aabb")

    close(MARCH)

    assert not FrozenQuestion.objects.exists()


def test_figures_stay_until_ten_more_people_came(test):
    take(test, 10, "aabb")
    close(MARCH)
    take(test, 9, "bbbb", month=4)

    close(APRIL)

    assert frozen(APRIL) == [(10, MARCH), (10, MARCH)]


def test_figures_are_new_after_ten_more_people(test):
    take(test, 10, "aabb")
    close(MARCH)
    take(test, 10, "bbbb", month=4)

    close(APRIL)

    assert frozen(APRIL) == [(20, APRIL), (20, APRIL)]


def test_lecturer_reads_one_sentence_for_a_question_that_deserves_a_look(
    client, cast, test
):
    versions = [item.question.newest for item in test.items.all()]
    FrozenQuestionFactory(assessment=test, version=versions[0], verdict="misleads")
    FrozenQuestionFactory(assessment=test, version=versions[1], verdict="unused_option")
    FrozenQuestionFactory(assessment=test, version=versions[2], verdict=None)

    page = text_of(page_of(client, cast.anna, cast))

    assert "Kijk naar 2 van de 3 vragen." in page
    assert "Deze vraag misleidt" in page
    assert (
        "Dit foute antwoord kiest niemand, dus bedenk een beter: “proef-2: stap c”"
        in page
    )
    assert page.index("proef-1?") < page.index("proef-2?") < page.index("proef-3?")


def test_of_an_edited_question_only_the_newest_version_with_figures_is_shown(
    client, cast, test
):
    old = test.items.first().question.newest
    FrozenQuestionFactory(assessment=test, version=old, verdict="misleads")
    assert "Vraag PROEF-1, versie 1" in text_of(page_of(client, cast.anna, cast))

    new = make_assessment(questions=[question("proef-1", right="b")])
    version = new.items.first().question.newest
    FrozenQuestionFactory(assessment=test, version=version, verdict=None)

    page = text_of(page_of(client, cast.anna, cast))
    assert "Vraag PROEF-1, versie 2" in page
    assert "Vraag PROEF-1, versie 1" not in page
    assert "Geen vraag valt op." in page


def test_what_is_hidden_is_said_and_not_shown(client, cast, test):
    version = test.items.first().question.newest
    FrozenQuestionFactory(assessment=test, version=version, facility=None, people=45)

    page = text_of(page_of(client, cast.anna, cast))

    assert "<dt>Moeilijkheid (p)</dt><dd>verborgen</dd>" in page
    assert "<dd>ongeveer 45</dd>" in page


def test_a_drawn_question_says_why_it_has_no_weight(client, cast, test):
    """Hidden would mean fewer than ten people; here not everybody got the question."""
    version = test.items.first().question.newest
    row = FrozenQuestionFactory(assessment=test, version=version)
    row.shown |= {
        "is_open": True,
        "intended_weight": None,
        "effective_weight": None,
        "efficiency": None,
    }
    row.save(update_fields=["shown"])

    page = text_of(page_of(client, cast.anna, cast))

    assert page.count("<dd>geen: niet iedereen kreeg deze vraag</dd>") == 2
    assert "<dd>niet te berekenen</dd>" in page
    assert "<dd>verborgen</dd>" not in page


def test_with_too_few_people_no_question_is_called_good(client, cast, test):
    row = FrozenQuestionFactory(
        assessment=test, version=test.items.first().question.newest, people=29
    )
    row.shown["is_enough"] = False
    row.save(update_fields=["shown"])

    page = text_of(page_of(client, cast.anna, cast))

    assert "te weinig mensen" in page
    assert "Geen vraag valt op." not in page


def test_a_step_that_earns_a_part_is_partly_right(client, cast):
    steps = [
        {"key": key, "text": key * 3, "score": score, "feedback": "Daarom."}
        for key, score in {"a": 1.0, "b": 0.5, "c": 0.0}.items()
    ]
    said = question("proef-1") | {"type": "judgement", "mode": "best", "steps": steps}
    del said["options"]
    test = make_assessment(questions=[said])
    FrozenQuestionFactory(assessment=test, version=test.items.get().question.newest)

    page = text_of(page_of(client, cast.anna, cast))

    row = r'scope="row">(\w+)</th><td[^>]*><span[^>]*>[^<]*</span>([^<]*)</td>'
    found = re.findall(row, page)
    assert found == [("aaa", "goed"), ("bbb", "deels goed"), ("ccc", "fout")]


def test_before_the_first_month_is_closed_the_page_says_when_to_come_back(client, cast):
    page = page_of(client, cast.anna, cast)

    assert page.status_code == 200
    assert "Nog niets te zien" in text_of(page)


def test_cohort_page_leads_to_the_questions(client, cast):
    client.force_login(cast.anna)

    page = client.get(reverse("dashboard:cohort", args=[cast.cohort.uuid]))

    address = reverse("dashboard:questions", args=[cast.cohort.uuid, "proef"])
    assert f'href="{address}"' in page.content.decode()


@pytest.mark.parametrize("who", ["bram", "carla"])
def test_who_does_not_teach_the_cohort_finds_nothing(client, cast, test, who):
    FrozenQuestionFactory(assessment=test, version=test.items.first().question.newest)

    assert page_of(client, getattr(cast, who), cast).status_code == 404


def test_a_test_that_is_not_the_cohorts_own_is_not_found(client, cast):
    make_assessment("ander")

    assert page_of(client, cast.anna, cast, "ander").status_code == 404


def test_tests_of_sensitive_modules_to_choose_and_sensitive_tests_are_not_found(
    client, cast
):
    make_assessment("keuze")
    make_assessment("proef", sensitive=True)

    assert page_of(client, cast.anna, cast, "keuze").status_code == 404
    assert page_of(client, cast.anna, cast, "proef").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three_questions(
    client, cast, number, django_assert_num_queries
):
    test = make_assessment(questions=[question(f"proef-{n}") for n in range(3)])
    for item in list(test.items.all())[:number]:
        FrozenQuestionFactory(assessment=test, version=item.question.newest)
    page_of(client, cast.anna, cast)
    address = reverse("dashboard:questions", args=[cast.cohort.uuid, "proef"])

    with django_assert_num_queries(QUESTION_QUERIES):
        client.get(address)


QUESTION_QUERIES = 9
