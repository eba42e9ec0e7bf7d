"""A test with a clock, and one to practise, in the browser without JavaScript."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from elearning.core import clock
from tests.factories.cast import Cast, make_cast
from tests.factories.toetsen import make_assessment
from toetsen.actions import start_attempt
from toetsen.models import Assessment, Attempt, ExtraTime

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def bram(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bram)
    return client


def begin(cast: Cast, **settings: object) -> Attempt:
    assessment = make_assessment()
    Assessment.objects.update(**settings)
    assessment.refresh_from_db()
    return start_attempt(by=cast.bram, enrolment=cast.enrolment, assessment=assessment)


def address(attempt: Attempt, position: int) -> str:
    return reverse("toetsen:question", args=[attempt.uuid, position])


def words(response: object) -> str:
    return " ".join(response.content.decode().split())


def test_a_question_says_until_when_there_is_time(bram: Client, cast: Cast) -> None:
    attempt = begin(cast, time_limit=30)

    text = words(bram.get(address(attempt, 1)))

    assert "Je hebt tot <strong>" in text
    assert "maar de klok loopt door" in text


def test_without_a_clock_nothing_is_said_about_time(bram: Client, cast: Cast) -> None:
    text = words(bram.get(address(begin(cast), 1)))

    assert "Je hebt tot" not in text
    assert "je gaat verder waar je was" in text


def test_an_answer_that_comes_too_late_is_kept_and_said(
    bram: Client, cast: Cast
) -> None:
    attempt = begin(cast, time_limit=30)
    bram.post(address(attempt, 1), {"choice": "a"})

    with clock.at(attempt.due_at + timedelta(minutes=1)):
        response = bram.post(address(attempt, 2), {"choice": "a"}, follow=True)

    text = words(response)
    item = attempt.items.get(position=2)
    assert response.redirect_chain[-1][0].endswith("/uitslag/")
    assert "Het is bewaard en telt niet mee" in text
    assert "Je had 1 van de 4 vragen goed" in text
    assert (item.response, item.late_response) == (None, "a")


def test_who_comes_back_after_the_time_finds_the_result(
    bram: Client, cast: Cast
) -> None:
    attempt = begin(cast, time_limit=30)
    for position in range(1, 5):
        bram.post(address(attempt, position), {"choice": "a"})

    with clock.at(attempt.due_at + timedelta(hours=3)):
        text = words(bram.get(attempt.get_absolute_url(), follow=True))

    assert "Gehaald" in text
    assert "Wat toen bewaard was, is ingeleverd" in text


def test_a_second_device_goes_on_with_the_same_attempt(cast: Cast) -> None:
    attempt = begin(cast)
    phone, desk = Client(), Client()
    phone.force_login(cast.bram)
    desk.force_login(cast.bram)
    phone.post(address(attempt, 1), {"choice": "b"})

    again = start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=attempt.assessment
    )
    response = desk.get(again.get_absolute_url(), follow=True)

    assert response.redirect_chain[-1][0] == address(attempt, 2)
    assert 'value="b" checked' in words(desk.get(address(attempt, 1)))


def test_practice_tells_at_once_what_was_right_and_then_the_answer_stays(
    bram: Client, cast: Cast
) -> None:
    attempt = begin(cast, behaviour="practice")

    text = words(bram.post(address(attempt, 1), {"choice": "b"}, follow=True))
    bram.post(address(attempt, 1), {"choice": "a"})

    assert "Niet goed" in text
    assert "Daarom a bij proef-1." in text
    assert f'href="{address(attempt, 2)}"' in text
    assert attempt.items.get(position=1).response == "b"


def test_an_exam_tells_nothing_before_it_is_handed_in(bram: Client, cast: Cast) -> None:
    attempt = begin(cast)

    text = words(bram.post(address(attempt, 1), {"choice": "b"}, follow=True))

    assert "Daarom" not in text


def test_a_lecturer_gives_extra_time_to_somebody_in_her_group(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.anna)
    screen = reverse("toetsen:extra_time", args=[cast.cohort.uuid])
    assert "Bram Jansen" in words(client.get(screen))

    text = words(
        client.post(
            screen, {"person": cast.enrolment.uuid, "percent": "25"}, follow=True
        )
    )

    assert ExtraTime.objects.get().percent == 25
    assert "Wie in deze groep extra tijd heeft" in text


def test_nobody_of_another_organisation_sees_the_screen_of_extra_time(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.carla)

    response = client.get(reverse("toetsen:extra_time", args=[cast.cohort.uuid]))

    assert response.status_code == 404
    assert "Bram" not in response.content.decode()
