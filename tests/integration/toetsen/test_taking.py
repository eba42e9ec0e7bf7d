"""A test in the browser, without JavaScript: one question a screen, then the result."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.cast import Cast, make_cast
from tests.factories.knowledge import FactFactory
from tests.factories.toetsen import make_assessment
from toetsen.actions import save_answer, start_attempt, submit_attempt
from toetsen.models import Attempt, QuestionVersion
from toetsen.queries import steps
from toetsen.versions import shown_items

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    return start_attempt(
        by=cast.bram,
        enrolment=cast.enrolment,
        assessment=make_assessment(),
        return_path="/modules/m01/toets/",
    )


@pytest.fixture
def bram(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bram)
    return client


def page(client: Client, attempt: Attempt, position: int) -> str:
    return client.get(
        reverse("toetsen:question", args=[attempt.uuid, position])
    ).content.decode()


def post(client: Client, attempt: Attempt, position: int, **data: str) -> object:
    return client.post(reverse("toetsen:question", args=[attempt.uuid, position]), data)


def hand_in(cast: Cast, attempt: Attempt, choices: str) -> None:
    for position, choice in enumerate(choices, start=1):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": choice}
        )
    submit_attempt(by=cast.bram, attempt=attempt)


def test_question_shows_every_option_and_not_which_is_right(
    bram: Client, attempt: Attempt
) -> None:
    text = page(bram, attempt, 1)

    assert [f"proef-1: stap {key}" in text for key in "abc"] == [True, True, True]
    assert "Daarom" not in text


def test_answering_saves_and_goes_to_the_next_question(
    bram: Client, attempt: Attempt
) -> None:
    response = post(bram, attempt, 1, choice="b")

    assert response["Location"] == reverse("toetsen:question", args=[attempt.uuid, 2])
    assert attempt.items.get(position=1).response == "b"


def test_the_last_question_goes_to_the_look_back(
    bram: Client, attempt: Attempt
) -> None:
    response = post(bram, attempt, 4, choice="a")

    assert response["Location"] == reverse("toetsen:submit", args=[attempt.uuid])


def test_a_saved_answer_is_chosen_when_one_comes_back(
    bram: Client, attempt: Attempt
) -> None:
    post(bram, attempt, 1, choice="b")

    assert 'value="b" checked' in page(bram, attempt, 1)


def test_going_on_without_an_answer_is_possible_and_says_so(
    bram: Client, attempt: Attempt
) -> None:
    response = post(bram, attempt, 1, skip="1")

    assert response.status_code == 302
    assert "Een vraag zonder antwoord telt als fout" in bram.get(
        reverse("toetsen:submit", args=[attempt.uuid])
    ).content.decode().replace("\n", " ")


def test_choosing_nothing_says_so_and_loses_nothing(
    bram: Client, attempt: Attempt
) -> None:
    response = post(bram, attempt, 1)

    assert response.status_code == 422
    text = response.content.decode()
    assert "<title>Fout: Vraag 1 van 4 " in text
    assert "Hier staat nog geen antwoord. Geef er een, of ga verder zonder." in text


def test_an_answer_after_handing_in_elsewhere_leads_to_the_result(
    bram: Client, attempt: Attempt
) -> None:
    bram.post(reverse("toetsen:submit", args=[attempt.uuid]))

    response = bram.post(
        reverse("toetsen:question", args=[attempt.uuid, 1]),
        {"choice": "a"},
        follow=True,
    )

    assert response.redirect_chain == [
        (reverse("toetsen:outcome", args=[attempt.uuid]), 302)
    ]
    assert "Je hebt deze toets al ingeleverd." in response.content.decode()
    assert attempt.items.get(position=1).response is None


def test_a_forged_option_is_refused(bram: Client, attempt: Attempt) -> None:
    response = post(bram, attempt, 1, choice="z")

    assert response.status_code == 400
    assert "Dit antwoord hoort niet bij deze vraag" in response.content.decode()


@pytest.mark.parametrize("name", ["attempt", "submit", "outcome"])
def test_somebody_elses_attempt_is_not_found(
    client: Client, cast: Cast, attempt: Attempt, name: str
) -> None:
    client.force_login(cast.carla)

    response = client.get(reverse(f"toetsen:{name}", args=[attempt.uuid]))

    assert response.status_code == 404
    assert "Proeftoets" not in response.content.decode()


def test_somebody_elses_attempt_cannot_be_handed_in(
    client: Client, cast: Cast, attempt: Attempt
) -> None:
    client.force_login(cast.carla)

    response = client.post(reverse("toetsen:submit", args=[attempt.uuid]))

    attempt.refresh_from_db()
    assert (response.status_code, attempt.is_submitted) == (404, False)


@pytest.mark.parametrize("position", [0, 5])
def test_a_question_that_does_not_exist_is_not_found(
    bram: Client, attempt: Attempt, position: int
) -> None:
    address = reverse("toetsen:question", args=[attempt.uuid, position])

    assert bram.get(address).status_code == 404


def test_an_attempt_that_does_not_exist_is_not_found(bram: Client) -> None:
    assert bram.get(reverse("toetsen:attempt", args=[uuid.uuid4()])).status_code == 404


def test_nobody_sees_an_attempt_without_logging_in(
    client: Client, attempt: Attempt
) -> None:
    response = client.get(reverse("toetsen:attempt", args=[attempt.uuid]))

    assert response["Location"].startswith(reverse("account_login"))


def test_attempt_goes_on_at_the_first_open_question(
    bram: Client, cast: Cast, attempt: Attempt
) -> None:
    save_answer(by=cast.bram, attempt=attempt, position=1, form={"choice": "a"})

    response = bram.get(attempt.get_absolute_url())

    assert response["Location"] == reverse("toetsen:question", args=[attempt.uuid, 2])


def test_handing_in_twice_shows_the_same_result(
    bram: Client, cast: Cast, attempt: Attempt
) -> None:
    hand_in(cast, attempt, "aaaa")

    response = bram.post(reverse("toetsen:submit", args=[attempt.uuid]), follow=True)

    assert "4 van de 4 vragen goed" in response.content.decode()


def test_outcome_says_why_and_where_it_comes_from(
    bram: Client, cast: Cast, attempt: Attempt
) -> None:
    FactFactory(code="F-27", text="Het doel is bereik en betere hulp.")
    hand_in(cast, attempt, "aaab")

    text = bram.get(reverse("toetsen:outcome", args=[attempt.uuid])).content.decode()

    assert "Nog niet gehaald" in text
    assert "Daarom a bij proef-4." in text
    assert "Het doel is bereik en betere hulp." in text
    assert 'href="/modules/m01/toets/"' in text


def test_a_question_page_costs_the_same_for_three_and_for_four_questions(
    bram: Client, cast: Cast, attempt: Attempt, django_assert_num_queries
) -> None:
    address = reverse("toetsen:question", args=[attempt.uuid, 1])
    bram.get(address)

    with django_assert_num_queries(5):
        bram.get(address)
    attempt.items.filter(position=4).delete()
    with django_assert_num_queries(5):
        bram.get(address)


def test_saving_an_answer_costs_five_queries_and_its_transaction(
    bram: Client, attempt: Attempt, django_assert_num_queries
) -> None:
    address = reverse("toetsen:question", args=[attempt.uuid, 2])
    bram.get(address)

    # Session and person; the attempt, locked; the question and the next, the answer.
    with django_assert_num_queries(5 + 2):
        bram.post(address, {"choice": "b"})


def test_the_list_of_questions_gives_the_address_of_each(attempt: Attempt) -> None:
    assert [step.url for step in steps(shown_items(attempt))] == [
        reverse("toetsen:question", args=[attempt.uuid, number])
        for number in (1, 2, 3, 4)
    ]


def test_a_version_is_read_once_and_serves_every_attempt(
    attempt: Attempt, django_assert_num_queries
) -> None:
    shown_items(attempt)

    with django_assert_num_queries(1):
        items = shown_items(attempt)
        assert [item.version.question.code for item in items] == [
            f"proef-{number}" for number in (1, 2, 3, 4)
        ]
        assert all(item.kind.kind == "single" for item in items)


def test_a_version_that_this_process_knew_by_the_number_of_another_is_read_again(
    attempt: Attempt,
) -> None:
    first = shown_items(attempt)[0].version
    made_at = first.made_at + timedelta(seconds=1)
    QuestionVersion.objects.filter(pk=first.pk).update(
        data=first.data | {"text": "Iets anders?"}, made_at=made_at
    )

    assert shown_items(attempt)[0].version.data["text"] == "Iets anders?"


def test_beginning_costs_the_same_for_three_and_for_four_questions(
    attempt: Attempt,
) -> None:
    def begin() -> int:
        attempt.assessment.attempts.all().delete()
        with CaptureQueriesContext(connection) as caught:
            start_attempt(
                by=attempt.user,
                enrolment=attempt.enrolment,
                assessment=attempt.assessment,
            )
        return len(caught)

    begin()
    four = begin()
    attempt.assessment.items.last().delete()

    assert begin() == four
