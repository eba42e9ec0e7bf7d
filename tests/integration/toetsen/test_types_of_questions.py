"""A test with a question of every type, taken without JavaScript, and what is kept of it."""

import json
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from elearning.xapi.models import Statement
from tests.factories.cast import Cast, make_cast
from tests.factories.questions import of_every_type, question_of
from tests.factories.toetsen import make_assessment
from toetsen.actions import save_answer, start_attempt, submit_attempt
from toetsen.item_figures import assessment_figures
from toetsen.models import Attempt, AttemptItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def bram(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bram)
    return client


def begin(cast: Cast, *questions: dict[str, Any]) -> Attempt:
    assessment = make_assessment("soorten", questions=list(questions))
    return start_attempt(by=cast.bram, enrolment=cast.enrolment, assessment=assessment)


def answer_all(cast: Cast, attempt: Attempt, *, right: bool = True) -> None:
    for item in attempt.items.select_related("version__question"):
        form = item.kind.example(item.version.data, right=right, dice=Random(1))
        save_answer(
            by=cast.bram,
            attempt=attempt,
            position=item.position,
            form=MultiValueDict(form),
        )


def page(client: Client, name: str, attempt: Attempt, *more: int) -> str:
    return client.get(reverse(f"toetsen:{name}", args=[attempt.uuid, *more])).text


def post(client: Client, attempt: Attempt, **data: Any) -> Any:
    return client.post(reverse("toetsen:question", args=[attempt.uuid, 1]), data)


def only_item(attempt: Attempt) -> AttemptItem:
    return attempt.items.select_related("version__question").get()


def test_every_type_is_answered_scored_and_told_without_its_texts(cast: Cast) -> None:
    attempt = begin(cast, *of_every_type())
    answer_all(cast, attempt)

    submitted = submit_attempt(by=cast.bram, attempt=attempt)

    assert (submitted.passed, submitted.points, submitted.max_points) == (True, 10, 10)
    told = {
        body["object"]["id"].rpartition("/")[2]: body
        for body in (json.loads(one.body) for one in Statement.objects.all())
        if body["verb"]["id"].endswith("/answered")
    }
    assert {code: body["result"]["response"] for code, body in told.items()} == {
        "q-single": "a",
        "q-multiple": "a[,]b",
        "q-order": "a[,]b[,]c[,]d",
        "q-match": "a[.]x[,]b[.]y",
        "q-hotspot": "b",
        "q-judgement": "a",
        "q-numeric": "1250.5",
        "q-shorttext": "vt",
        "q-ranked": "a[,]b[,]c",
        "q-best-worst": "best[.]a[,]worst[.]c",
    }
    kinds = {
        code: body["object"]["definition"]["interactionType"]
        for code, body in told.items()
    }
    assert (kinds["q-order"], kinds["q-match"]) == ("sequencing", "matching")
    assert "Veilig" not in json.dumps(told)


def test_every_type_is_shown_asked_and_explained(bram: Client, cast: Cast) -> None:
    questions = of_every_type()
    attempt = begin(cast, *questions)

    for number, question in enumerate(questions, start=1):
        text = page(bram, "question", attempt, number)
        assert question["text"] in text
        assert "Daarom." not in text

    answer_all(cast, attempt, right=False)
    submit_attempt(by=cast.bram, attempt=attempt)
    outcome = page(bram, "outcome", attempt)
    assert outcome.count('class="answer-review"') == len(questions)
    assert "Je had 0 van de 10 vragen goed." in outcome
    assert "Telt niet mee" in outcome


def test_what_is_not_whole_is_kept_and_said(bram: Client, cast: Cast) -> None:
    attempt = begin(cast, question_of("multiple"))

    response = post(bram, attempt, choice=["", "a"])

    assert response.status_code == 422
    assert "Kies er 2. Je koos er 1." in response.text
    assert 'value="a" checked' in response.text
    assert only_item(attempt).response == ["a"]
    assert "bewaard, nog niet af" in page(bram, "submit", attempt)


def test_going_on_with_an_answer_that_is_not_whole(bram: Client, cast: Cast) -> None:
    attempt = begin(cast, question_of("numeric"))

    response = post(bram, attempt, answer="veel", skip="1")

    assert response["Location"] == reverse("toetsen:submit", args=[attempt.uuid])
    assert only_item(attempt).response == "veel"


def test_an_answer_can_be_taken_away(bram: Client, cast: Cast) -> None:
    attempt = begin(cast, question_of("multiple"))
    post(bram, attempt, choice=["", "a", "b"])

    response = post(bram, attempt, choice=[""])

    assert response.status_code == 422
    assert (only_item(attempt).response, only_item(attempt).chosen) == (None, [])


def test_a_form_that_says_nothing_keeps_the_answer(bram: Client, cast: Cast) -> None:
    attempt = begin(cast, question_of("multiple"))
    post(bram, attempt, choice=["", "a", "b"])

    response = post(bram, attempt)

    assert response.status_code == 302
    assert only_item(attempt).response == ["a", "b"]


def test_a_partly_right_answer_says_so_with_its_points(
    bram: Client, cast: Cast
) -> None:
    attempt = begin(cast, question_of("match"))
    post(bram, attempt, match_a="x", match_b="z")

    submit_attempt(by=cast.bram, attempt=attempt)

    text = page(bram, "outcome", attempt)
    assert "status-tag--partly" in text
    assert "Deels goed" in text
    assert "0,5 van 1 punt" in text
    assert "Eén vraag was deels goed." in text


def test_a_partly_right_critical_question_is_missed(bram: Client, cast: Cast) -> None:
    attempt = begin(cast, {**question_of("match"), "critical": True})
    post(bram, attempt, match_a="x", match_b="z")

    submit_attempt(by=cast.bram, attempt=attempt)

    assert "Eén vraag over veiligheid was niet goed" in page(bram, "outcome", attempt)


def test_a_rewritten_text_is_nowhere(bram: Client, cast: Cast) -> None:
    attempt = begin(cast, question_of("rewrite"), question_of("single"))
    form = page(bram, "question", attempt, 1)
    post(bram, attempt, done="1", text="Geheime zin.", answer="Geheime zin.")
    save_answer(
        by=cast.bram,
        attempt=attempt,
        position=2,
        form=MultiValueDict({"choice": ["a"]}),
    )

    submitted = submit_attempt(by=cast.bram, attempt=attempt)

    rewritten = attempt.items.get(position=1)
    assert "<textarea" in form
    assert "name=" not in form.split("<textarea")[1].split(">")[0]
    assert (rewritten.response, rewritten.score, rewritten.chosen) == ("done", None, [])
    assert (submitted.points, submitted.max_points) == (1.0, 1.0)
    bodies = [json.loads(one.body)["object"]["id"] for one in Statement.objects.all()]
    assert not [one for one in bodies if one.endswith("q-rewrite")]
    (figures,) = assessment_figures(
        attempt.assessment, before=submitted.submitted_at.replace(year=2999)
    ).questions
    assert figures.item.attempts == 1


def test_the_order_on_the_screen_stays_the_same(bram: Client, cast: Cast) -> None:
    attempt = begin(cast, question_of("order"))
    shown = only_item(attempt).shown

    first, second = (page(bram, "question", attempt, 1) for _ in range(2))

    places = [first.index(f'name="place_{key}"') for key in shown]
    assert places == sorted(places)
    assert shown != ["a", "b", "c", "d"]
    assert [second.index(f'name="place_{key}"') for key in shown] == places
