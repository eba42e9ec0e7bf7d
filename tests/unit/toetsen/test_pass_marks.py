"""The pass mark of a learning path goes before that of a test, and stays what it was at the start."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from elearning.accounts.queries import own_data
from tests.factories.cast import Cast, make_cast
from tests.factories.paths import make_path, published
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import save_answer, start_attempt, submit_attempt
from toetsen.corrections import changes
from toetsen.models import Assessment, Attempt, Question
from toetsen.repairs import can_be_mended

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@contextmanager
def path_asks(cast: Cast, percent: int | None) -> Iterator[None]:
    path = make_path(key=cast.enrolment.path_key, pass_percentage=percent)
    with published(path):
        yield


def begin(cast: Cast) -> Attempt:
    return start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=make_assessment()
    )


def hand_in(cast: Cast, attempt: Attempt, choices: str = "abaa") -> Attempt:
    """Three of four right unless said otherwise: 75%."""
    for position, choice in enumerate(choices, start=1):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": choice}
        )
    return submit_attempt(by=cast.bram, attempt=attempt)


@pytest.mark.parametrize(("percent", "passed"), [(None, True), (75, True), (76, False)])
def test_the_path_says_what_it_takes_and_else_the_test(
    cast: Cast, percent: int | None, passed: bool
) -> None:
    with path_asks(cast, percent):
        attempt = hand_in(cast, begin(cast))

    assert (attempt.passed, attempt.pass_mark) == (passed, percent or 70)


def test_who_began_keeps_what_it_took_then(cast: Cast) -> None:
    attempt = begin(cast)
    Assessment.objects.update(pass_percentage=90)

    with path_asks(cast, 100):
        assert hand_in(cast, attempt).passed is True


def test_mending_and_a_corrected_key_go_by_the_mark_of_the_attempt(cast: Cast) -> None:
    with path_asks(cast, 100):
        missed = hand_in(cast, begin(cast), "baab")
    right = [question("proef-1", right="b"), question("proef-2")]
    rest = [question("proef-3", goal="M05.1")]
    last = question("proef-4", goal="M05.1", critical=True)
    make_assessment(questions=[*right, *rest, last])

    (change,) = changes(Question.objects.get(code="proef-1"))

    assert can_be_mended(missed) is False
    assert (change.given.pass_percentage, change.passes) == (100, False)


def test_she_takes_along_what_it_took(cast: Cast) -> None:
    with path_asks(cast, 80):
        hand_in(cast, begin(cast))

    (told,) = own_data(cast.bram)["tests"]
    assert (told["points"], told["needed_percent"], told["passed"]) == (3.0, 80, False)
