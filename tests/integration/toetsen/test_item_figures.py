"""Answers in the database as figures: whose, of which attempt, of which version."""

from datetime import timedelta

import pytest

from elearning.core import clock
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import save_answer, start_attempt, submit_attempt
from toetsen.analysis.items import ItemStatistics
from toetsen.item_figures import AssessmentFigures, assessment_figures
from toetsen.models import Assessment, Attempt

pytestmark = pytest.mark.django_db


def take(assessment: Assessment, enrolment, choices: str) -> Attempt:
    """An attempt with these choices, '-' for a question left open."""
    by = enrolment.user
    attempt = start_attempt(by=by, enrolment=enrolment, assessment=assessment)
    for position, choice in enumerate(choices, start=1):
        if choice != "-":
            save_answer(
                by=by, attempt=attempt, position=position, form={"choice": choice}
            )
    return submit_attempt(by=by, attempt=attempt)


def figures(assessment: Assessment) -> AssessmentFigures:
    return assessment_figures(assessment, before=clock.now() + timedelta(seconds=1))


def items(assessment: Assessment) -> list[ItemStatistics]:
    return [one.item for one in figures(assessment).questions]


def test_figures_are_of_what_was_answered() -> None:
    """By hand: the totals are 4, 2, 1 and 1 of 4."""
    assessment = make_assessment()
    for choices in ("aaaa", "aabb", "abcb", "b-ca"):
        take(assessment, EnrolmentFactory(), choices)

    found = figures(assessment)

    assert found.whole is not None
    assert (found.whole.attempts, found.whole.mean, found.whole.median) == (4, 2.0, 1.5)
    assert [q.item.facility for q in found.questions] == [0.75, 0.5, 0.25, 0.5]
    assert [q.item.guess for q in found.questions] == [pytest.approx(1 / 3)] * 4
    assert [
        [(o.key, o.right, o.attempts) for o in q.options] for q in found.questions[:2]
    ] == [
        [("a", True, 3), ("b", False, 1), ("c", False, 0)],
        [("a", True, 2), ("b", False, 1), ("c", False, 0)],
    ]


def test_only_the_first_finished_attempt_of_a_person_counts() -> None:
    assessment = make_assessment()
    enrolment = EnrolmentFactory()
    take(assessment, enrolment, "bbbb")
    take(assessment, enrolment, "aaaa")
    start_attempt(by=enrolment.user, enrolment=enrolment, assessment=assessment)  # busy

    assert [(i.attempts, i.facility) for i in items(assessment)] == [(1, 0.0)] * 4


def test_another_test_and_later_attempts_do_not_count() -> None:
    assessment, other = make_assessment(), make_assessment("ander")
    take(assessment, EnrolmentFactory(), "aaaa")
    take(other, EnrolmentFactory(), "bbbb")
    late = take(assessment, EnrolmentFactory(), "bbbb")

    found = assessment_figures(assessment, before=late.submitted_at)

    assert [q.item.attempts for q in found.questions] == [1] * 4


def test_an_edit_begins_a_question_of_its_own() -> None:
    assessment = make_assessment()
    take(assessment, EnrolmentFactory(), "aaaa")
    changed = make_assessment(
        questions=[
            question("proef-1", right="b"),
            *(question(f"proef-{n}") for n in (2, 3)),
        ]
    )
    take(changed, EnrolmentFactory(), "aaa")

    found = {(i.attempts, i.facility) for i in items(assessment) if i.attempts == 1}

    assert found == {(1, 1.0), (1, 0.0)}


def test_a_test_that_nobody_took_has_no_figures() -> None:
    assert figures(make_assessment()) == AssessmentFigures(None, [])


@pytest.mark.parametrize("people", [1, 3])
def test_the_number_of_queries_does_not_grow(
    people: int, django_assert_num_queries
) -> None:
    assessment = make_assessment()
    for _ in range(people):
        take(assessment, EnrolmentFactory(), "aaaa")

    with django_assert_num_queries(2):
        figures(assessment)
