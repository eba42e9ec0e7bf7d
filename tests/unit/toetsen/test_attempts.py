"""Taking a test: every answer kept, handed in once, the store and the score agree."""

import json

import pytest

from elearning.core.exceptions import DomainError, InvalidRequest, NotFound
from elearning.xapi.models import Statement
from tests.factories.cast import Cast, make_cast
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import save_answer, start_attempt, submit_attempt
from toetsen.models import Attempt
from toetsen.queries import goal_results, results_for
from toetsen.repairs import misses
from toetsen.signals import attempt_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    return start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=make_assessment()
    )


def answer(cast: Cast, attempt: Attempt, choices: str) -> None:
    for position, choice in enumerate(choices, start=1):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": choice}
        )


def test_start_attempt_goes_on_with_the_busy_one(cast: Cast, attempt: Attempt) -> None:
    again = start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=attempt.assessment
    )

    assert again == attempt


def test_start_attempt_refuses_a_test_without_questions(cast: Cast) -> None:
    with pytest.raises(DomainError):
        start_attempt(
            by=cast.bram,
            enrolment=cast.enrolment,
            assessment=make_assessment(questions=[]),
        )


def test_attempt_keeps_the_version_it_was_shown(cast: Cast, attempt: Attempt) -> None:
    make_assessment(questions=[question("proef-1", right="b")])

    assert attempt.items.get(position=1).version.number == 1


def test_save_answer_without_a_choice_keeps_the_earlier_one(
    cast: Cast, attempt: Attempt
) -> None:
    answer(cast, attempt, "b")

    save_answer(by=cast.bram, attempt=attempt, position=1, form={})

    assert attempt.items.get(position=1).response == "b"


def test_save_answer_refuses_a_forged_option_and_keeps_the_earlier_one(
    cast: Cast, attempt: Attempt
) -> None:
    answer(cast, attempt, "b")

    with pytest.raises(InvalidRequest):
        save_answer(by=cast.bram, attempt=attempt, position=1, form={"choice": "z"})

    assert attempt.items.get(position=1).response == "b"


def test_save_answer_of_somebody_else_is_not_found(
    cast: Cast, attempt: Attempt
) -> None:
    with pytest.raises(NotFound):
        save_answer(by=cast.carla, attempt=attempt, position=1, form={"choice": "a"})

    assert attempt.items.get(position=1).response is None


def test_save_answer_after_handing_in_changes_nothing(
    cast: Cast, attempt: Attempt
) -> None:
    answer(cast, attempt, "abbb")
    submit_attempt(by=cast.bram, attempt=attempt)

    with pytest.raises(DomainError):
        save_answer(by=cast.bram, attempt=attempt, position=2, form={"choice": "a"})

    assert attempt.items.get(position=2).response == "b"


def test_submit_attempt_scores_and_tells(cast: Cast, attempt: Attempt) -> None:
    told: list[object] = []
    attempt_submitted.connect(
        lambda **news: told.append(news["attempt"].passed), weak=False, dispatch_uid="t"
    )
    answer(cast, attempt, "aaba")

    try:
        submitted = submit_attempt(by=cast.bram, attempt=attempt)
    finally:
        attempt_submitted.disconnect(dispatch_uid="t")

    assert (submitted.points, submitted.passed, told) == (3.0, True, [True])


def test_submit_attempt_with_a_missed_critical_question_does_not_pass(
    cast: Cast, attempt: Attempt
) -> None:
    answer(cast, attempt, "aaab")

    submitted = submit_attempt(by=cast.bram, attempt=attempt)

    assert submitted.passed is False
    assert [miss.position for miss in misses(submitted)] == [4]


def test_submit_attempt_twice_counts_and_records_once(
    cast: Cast, attempt: Attempt
) -> None:
    answer(cast, attempt, "aaaa")
    submit_attempt(by=cast.bram, attempt=attempt)
    before = Statement.objects.count()

    submit_attempt(by=cast.bram, attempt=attempt)

    assert (before, Statement.objects.count()) == (5, 5)


def test_submit_attempt_records_answers_and_result_under_the_pseudonym(
    cast: Cast, attempt: Attempt
) -> None:
    answer(cast, attempt, "aab")

    submit_attempt(by=cast.bram, attempt=attempt)

    bodies = [json.loads(s.body) for s in Statement.objects.order_by("id")]
    assert [
        (b["verb"]["display"]["en"], b["result"].get("response")) for b in bodies
    ] == [
        ("answered", "a"),
        ("answered", "a"),
        ("answered", "b"),
        ("failed", None),
    ]
    assert bodies[-1]["result"]["score"] == {"scaled": 0.5}
    assert list(bodies[-1]["result"]["extensions"].values()) == [
        {"M01.1": 1.0, "M05.1": 0.0}
    ]
    text = json.dumps(bodies)
    assert not [
        secret
        for secret in ("Bram", "bram@", "Hogeschool", str(cast.bram.uuid))
        if secret in text
    ]


def test_submit_attempt_of_a_sensitive_test_records_no_answers(cast: Cast) -> None:
    assessment = make_assessment("stil", sensitive=True)
    attempt = start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=assessment
    )
    answer(cast, attempt, "aaaa")

    submit_attempt(by=cast.bram, attempt=attempt)

    body = json.loads(Statement.objects.get().body)
    assert (body["verb"]["display"]["en"], "duration" in body["result"]) == (
        "passed",
        False,
    )
    assert body["timestamp"][14:] in {"00:00.000Z"}


def test_goal_results_and_results_for(cast: Cast, attempt: Attempt) -> None:
    answer(cast, attempt, "abaa")
    submit_attempt(by=cast.bram, attempt=attempt)

    assert [(g.code, g.right, g.asked) for g in goal_results(attempt)] == [
        ("M01.1", 1, 2),
        ("M05.1", 2, 2),
    ]
    assert results_for([cast.bram, cast.carla], attempt.assessment) == {
        cast.bram.pk: attempt
    }


def test_an_attempt_keeps_what_was_shown_chosen_and_earned_per_question() -> None:
    cast = make_cast()
    attempt = start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=make_assessment()
    )
    for position, choice in enumerate("abab", start=1):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": choice}
        )

    submitted = submit_attempt(by=cast.bram, attempt=attempt)

    assert list(attempt.items.values_list("shown", "chosen", "score", "max_mark")) == [
        (["a", "b", "c"], ["a"], 1.0, 1.0),
        (["a", "b", "c"], ["b"], 0.0, 1.0),
        (["a", "b", "c"], ["a"], 1.0, 1.0),
        (["a", "b", "c"], ["b"], 0.0, 1.0),
    ]
    assert (submitted.points, submitted.max_points, submitted.score) == (2.0, 4.0, 0.5)


def test_a_statement_describes_its_question_by_kinds_and_keys_only(
    cast: Cast, attempt: Attempt
) -> None:
    answer(cast, attempt, "b")
    submit_attempt(by=cast.bram, attempt=attempt)

    body = json.loads(Statement.objects.order_by("id").first().body)

    assert body["object"]["definition"] == {
        "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
        "interactionType": "choice",
        "correctResponsesPattern": ["a"],
        "choices": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
    }
