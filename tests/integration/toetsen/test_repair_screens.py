"""The way from a missed question about safety to passed after all, without JavaScript."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.cast import Cast, make_cast
from tests.factories.toetsen import make_assessment, question
from toetsen import lessons
from toetsen.actions import load_assessment, save_answer, start_attempt, submit_attempt
from toetsen.lessons import LessonLink
from toetsen.models import Attempt

pytestmark = pytest.mark.django_db
LESSON = LessonLink("Alleen spreken", "/modules/module-5/les-2/")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def _lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {("M05", 2): LESSON}
    monkeypatch.setattr(lessons, "_source", [lambda _asked: found])


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    missed = {**question("proef-4", goal="M05.1", critical=True)}
    missed["review_lesson"] = {"module": "M05", "lesson": 2}
    others = [question(f"proef-{number}") for number in range(1, 4)]
    assessment = make_assessment(questions=[*others, missed])
    load_assessment(
        {
            "code": "bank",
            "title": "Bank",
            "questions": [question("zelfde-1", goal="M05.1", critical=True)],
        }
    )
    attempt = start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=assessment
    )
    for position, choice in enumerate("aaab", start=1):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": choice}
        )
    return submit_attempt(by=cast.bram, attempt=attempt)


def words(response: object) -> str:
    return " ".join(response.content.decode().split())


def test_the_result_leads_to_the_lesson_and_another_question(
    client: Client, cast: Cast, attempt: Attempt
) -> None:
    client.force_login(cast.bram)
    mend = reverse("toetsen:repair", args=[attempt.uuid, 4])

    result = words(client.get(reverse("toetsen:outcome", args=[attempt.uuid])))
    first = words(client.get(mend))
    asked = words(client.post(mend, {"begin": "1"}, follow=True))
    nothing = client.post(mend, {})
    passed = words(client.post(mend, {"choice": "a"}, follow=True))

    assert f'href="{mend}"' in result
    assert f'href="{LESSON.url}"' in result
    assert f'href="{LESSON.url}"' in first
    assert "zelfde-1: stap a" not in first
    assert "zelfde-1: stap a" in asked
    assert "data-el-send>" in asked
    assert nothing.status_code == 422
    assert "<title>Fout: Een andere vraag " in words(nothing)
    assert ">Gehaald<" in passed


def test_a_wrong_answer_says_what_to_do_now(
    client: Client, cast: Cast, attempt: Attempt
) -> None:
    client.force_login(cast.bram)
    mend = reverse("toetsen:repair", args=[attempt.uuid, 4])
    client.post(mend, {"begin": "1"})

    text = words(client.post(mend, {"choice": "b"}, follow=True))

    assert "Daarom a bij zelfde-1." in text
    assert "Dit was ook niet goed" in text


def test_somebody_elses_miss_is_not_found(
    client: Client, cast: Cast, attempt: Attempt
) -> None:
    client.force_login(cast.carla)

    response = client.get(reverse("toetsen:repair", args=[attempt.uuid, 4]))

    assert response.status_code == 404


def test_an_answer_after_it_was_passed_leads_to_the_result(
    client: Client, cast: Cast, attempt: Attempt
) -> None:
    """From a second tab, or when a corrected key made it a pass meanwhile."""
    client.force_login(cast.bram)
    mend = reverse("toetsen:repair", args=[attempt.uuid, 4])
    client.post(mend, {"begin": "1"})
    Attempt.objects.update(passed=True)

    response = client.post(mend, {"choice": "b"})

    assert response["Location"] == reverse("toetsen:outcome", args=[attempt.uuid])
