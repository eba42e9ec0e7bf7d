"""A missed question about safety: the lesson, then another of its group, and passed after all."""

import json

import pytest

from elearning.core.exceptions import DomainError, InvalidRequest, NotFound
from elearning.xapi.models import Statement
from tests.factories.cast import Cast, make_cast
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import (
    load_assessment,
    save_answer,
    start_attempt,
    submit_attempt,
)
from toetsen.actions.repairing import answer_repair, begin_repair
from toetsen.models import Assessment, Attempt, Question, Repair
from toetsen.repairs import to_mend
from toetsen.signals import attempt_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def bank(*questions: dict[str, object], sensitive: bool = False) -> None:
    load_assessment(
        {
            "code": "zwaar" if sensitive else "bank",
            "title": "Bank",
            "sensitive": sensitive,
            "questions": list(questions),
        }
    )


def missed(cast: Cast, choices: str = "aaab") -> Attempt:
    """Handed in with three of four right; the fourth, about safety, is the miss."""
    attempt = start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=make_assessment()
    )
    for position, choice in enumerate(choices, start=1):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": choice}
        )
    return submit_attempt(by=cast.bram, attempt=attempt)


def begin(cast: Cast, attempt: Attempt) -> Repair:
    return begin_repair(by=cast.bram, attempt=attempt, position=4)


def answer(cast: Cast, attempt: Attempt, choice: str) -> Repair:
    return answer_repair(
        by=cast.bram, attempt=attempt, position=4, form={"choice": choice}
    )


def test_the_other_question_is_about_safety_and_of_the_same_goal(cast: Cast) -> None:
    bank(
        question("anders-1", goal="M05.1"),
        question("anders-2", goal="M05.2", critical=True),
        question("zelfde-1", goal="M05.1", critical=True),
    )

    asked = begin(cast, missed(cast))

    assert asked.version.question.code == "zelfde-1"


def test_without_one_of_the_goal_it_is_one_of_the_module(cast: Cast) -> None:
    bank(
        question("anders-1", goal="M04.1", critical=True),
        question("anders-2", goal="M05.2", critical=True),
    )

    assert begin(cast, missed(cast)).version.question.code == "anders-2"


def test_the_other_question_is_none_of_a_sensitive_test(cast: Cast) -> None:
    """Who did not choose for heavy questions is not given one by chance (ADR 0043, 0050)."""
    heavy = question("zwaar-1", goal="M05.1", critical=True)
    bank(heavy, sensitive=True)
    attempt = missed(cast)

    with pytest.raises(DomainError, match="geen andere vraag"):
        begin(cast, attempt)
    bank(heavy, question("licht-1", goal="M05.2", critical=True))
    assert begin(cast, attempt).version.question.code == "licht-1"


def test_the_other_question_is_one_with_which_something_can_be_earned(
    cast: Cast,
) -> None:
    bank(question("zelf-1", goal="M05.1", critical=True))
    Question.objects.filter(code="zelf-1").update(kind="rewrite")

    with pytest.raises(DomainError, match="geen andere vraag"):
        begin(cast, missed(cast))


def test_two_misses_are_never_mended_by_the_same_question(cast: Cast) -> None:
    about_safety = [question(f"proef-{n}", goal="M05.1", critical=True) for n in (6, 7)]
    rest = [question(f"proef-{n}") for n in range(1, 6)]
    make_assessment(questions=[*rest, *about_safety])
    bank(question("zelfde-1", goal="M05.1", critical=True))
    attempt = start_attempt(
        by=cast.bram,
        enrolment=cast.enrolment,
        assessment=Assessment.objects.get(code="proef"),
    )
    for position, choice in enumerate("aaaaabb", start=1):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": choice}
        )
    submit_attempt(by=cast.bram, attempt=attempt)
    begin_repair(by=cast.bram, attempt=attempt, position=6)

    with pytest.raises(DomainError, match="geen andere vraag"):
        begin_repair(by=cast.bram, attempt=attempt, position=7)


def test_an_attempt_that_lost_its_points_meanwhile_is_not_passed_by_mending(
    cast: Cast,
) -> None:
    """A key was corrected between the beginning and the answer: the points are too few now."""
    bank(question("zelfde-1", goal="M05.1", critical=True))
    attempt = missed(cast)
    begin(cast, attempt)
    Attempt.objects.update(points=2)

    with pytest.raises(DomainError):
        answer(cast, attempt, "a")

    attempt.refresh_from_db()
    assert (attempt.passed, Repair.objects.get().response) == (False, None)


def test_without_another_question_the_test_is_taken_again(cast: Cast) -> None:
    with pytest.raises(DomainError, match="geen andere vraag"):
        begin(cast, missed(cast))


def test_a_right_answer_passes_the_attempt_once_and_tells(cast: Cast) -> None:
    bank(question("zelfde-1", goal="M05.1", critical=True))
    attempt = missed(cast)
    begin(cast, attempt)
    told: list[bool] = []
    attempt_submitted.connect(
        lambda **news: told.append(news["attempt"].passed), weak=False, dispatch_uid="t"
    )

    try:
        answer(cast, attempt, "a")
        answer(cast, attempt, "a")
    finally:
        attempt_submitted.disconnect(dispatch_uid="t")

    attempt.refresh_from_db()
    last = json.loads(Statement.objects.order_by("id").last().body)
    assert (attempt.passed, attempt.points, told) == (True, 3.0, [True])
    assert last["verb"]["display"]["en"] == "passed"
    assert last["result"]["score"] == {"scaled": 0.75}


def test_a_wrong_answer_stays_and_the_test_is_taken_again(cast: Cast) -> None:
    bank(question("zelfde-1", goal="M05.1", critical=True))
    attempt = missed(cast)
    begin(cast, attempt)

    answer(cast, attempt, "b")
    answer(cast, attempt, "a")

    attempt.refresh_from_db()
    assert (attempt.passed, Repair.objects.get().response) == (False, "b")
    assert to_mend(attempt) == []


def test_begin_again_asks_the_same_question(cast: Cast) -> None:
    bank(*(question(f"zelfde-{n}", goal="M05.1", critical=True) for n in range(1, 5)))
    attempt = missed(cast)

    assert begin(cast, attempt) == begin(cast, attempt)


def test_too_few_points_cannot_be_mended(cast: Cast) -> None:
    bank(question("zelfde-1", goal="M05.1", critical=True))
    attempt = missed(cast, "abbb")

    assert to_mend(attempt) == []
    with pytest.raises(DomainError):
        begin(cast, attempt)


def test_what_was_not_missed_or_is_somebody_elses_is_not_found(cast: Cast) -> None:
    bank(question("zelfde-1", goal="M05.1", critical=True))
    attempt = missed(cast)

    with pytest.raises(NotFound):
        begin_repair(by=cast.bram, attempt=attempt, position=1)
    with pytest.raises(NotFound):
        begin_repair(by=cast.carla, attempt=attempt, position=4)


def test_a_forged_option_is_refused(cast: Cast) -> None:
    bank(question("zelfde-1", goal="M05.1", critical=True))
    attempt = missed(cast)
    begin(cast, attempt)

    with pytest.raises(InvalidRequest):
        answer(cast, attempt, "z")
