"""How a test is taken: drawn or fixed, shuffled, how often, when, how long, with which feedback."""

from datetime import timedelta

import pytest

from elearning.core import clock
from elearning.core.exceptions import DomainError
from elearning.enrolment.paths import PathInfo, set_source
from modules.queries import path_infos
from tests.factories.cast import Cast, make_cast
from tests.factories.questions import of_every_type
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import (
    close_attempt,
    save_answer,
    start_attempt,
    submit_attempt,
)
from toetsen.models import Assessment, Attempt

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def with_settings(code: str = "proef", **settings: object) -> Assessment:
    """The test of four questions, all with `a` right, set as an author would."""
    assessment = make_assessment(code)
    for name, value in settings.items():
        setattr(assessment, name, value)
    assessment.save()
    return assessment


def begin(cast: Cast, assessment: Assessment) -> Attempt:
    return start_attempt(by=cast.bram, enrolment=cast.enrolment, assessment=assessment)


def answer(cast: Cast, attempt: Attempt, choices: str) -> None:
    for position, choice in enumerate(choices, start=1):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": choice}
        )


def goals(attempt: Attempt) -> list[str]:
    return list(attempt.items.values_list("version__goal_code", flat=True))


def drawn_test(*rows: dict[str, object]) -> Assessment:
    return with_settings(selection="drawn", blueprint=list(rows))


def test_a_drawn_test_is_drawn_at_its_beginning_and_kept(cast: Cast) -> None:
    assessment = drawn_test(
        {"goal": "M01.1", "number": 1}, {"goal": "M05.1", "number": 2}
    )

    attempt = begin(cast, assessment)
    make_assessment("later", questions=[question("later-1", goal="M01.1")])

    assert goals(attempt) == ["M01.1", "M05.1", "M05.1"]
    assert begin(cast, assessment) == attempt


def test_a_second_draw_prefers_what_was_not_seen(cast: Cast) -> None:
    assessment = drawn_test({"goal": "M01.1", "number": 1})
    first = begin(cast, assessment)
    submit_attempt(by=cast.bram, attempt=first)

    second = begin(cast, assessment)

    asked = [a.items.get().version.question.code for a in (first, second)]
    assert sorted(asked) == ["proef-1", "proef-2"]


def test_a_draw_leaves_out_what_is_not_published(cast: Cast) -> None:
    assessment = drawn_test({"goal": "M01.1", "number": 2})
    assessment.items.first().question.__class__.objects.filter(code="proef-1").update(
        live=False
    )

    with pytest.raises(DomainError, match="te weinig vragen"):
        begin(cast, assessment)

    assert Attempt.objects.count() == 0


def test_rows_of_a_path_are_for_who_is_on_that_path(cast: Cast) -> None:
    assessment = drawn_test(
        {"goal": "M01.1", "number": 1, "path": "ll-a"},
        {"goal": "M05.1", "number": 1, "path": "ll-d"},
    )
    set_source(
        lambda: [PathInfo(key=cast.enrolment.path_key, code="ll-d", title="Route D")]
    )

    try:
        attempt = begin(cast, assessment)
    finally:
        set_source(path_infos)

    assert goals(attempt) == ["M05.1"]


def test_shuffled_options_are_in_another_order_unless_that_means_something(
    cast: Cast,
) -> None:
    assessment = with_settings(shuffle_options=True)
    fixed = assessment.items.first().question
    version = fixed.newest
    version.data = {**version.data, "keep_order": True}
    version.save()

    shown = []
    for _ in range(20):
        attempt = begin(cast, assessment)
        shown.append(list(attempt.items.values_list("shown", flat=True)))
        attempt.delete()

    assert {tuple(one[0]) for one in shown} == {("a", "b", "c")}
    assert len({tuple(one[1]) for one in shown}) > 1
    assert {tuple(sorted(one[1])) for one in shown} == {("a", "b", "c")}


def test_every_type_can_be_shuffled(cast: Cast) -> None:
    assessment = make_assessment("soorten", questions=of_every_type())
    Assessment.objects.update(shuffle_options=True, shuffle_questions=True)
    assessment.refresh_from_db()

    attempt = begin(cast, assessment)

    assert attempt.items.count() == len(of_every_type())


def test_attempts_run_out(cast: Cast) -> None:
    assessment = with_settings(max_attempts=1)
    attempt = begin(cast, assessment)
    assert begin(cast, assessment) == attempt
    submit_attempt(by=cast.bram, attempt=attempt)

    with pytest.raises(DomainError, match="al je pogingen"):
        begin(cast, assessment)


@pytest.mark.parametrize(
    ("opens", "closes", "says"),
    [(HOUR, None, "gaat open op"), (None, -HOUR, "ging dicht op")],
)
def test_outside_its_window_nobody_begins(
    cast: Cast, opens: timedelta | None, closes: timedelta | None, says: str
) -> None:
    now = clock.now()
    assessment = with_settings(
        opens_at=now + opens if opens else None,
        closes_at=now + closes if closes else None,
    )

    with pytest.raises(DomainError, match=says):
        begin(cast, assessment)


def test_an_attempt_ends_with_its_time_or_with_the_window(cast: Cast) -> None:
    now = clock.now()
    assessment = with_settings(time_limit=30, closes_at=now + timedelta(minutes=10))

    with clock.at(now):
        attempt = begin(cast, assessment)

    assert attempt.due_at == now + timedelta(minutes=10)


def test_an_answer_after_the_time_is_kept_marked_and_not_counted(cast: Cast) -> None:
    attempt = begin(cast, with_settings(time_limit=30))
    answer(cast, attempt, "aaaa")

    with clock.at(attempt.due_at + timedelta(minutes=1)):
        save_answer(by=cast.bram, attempt=attempt, position=2, form={"choice": "b"})
        submitted = submit_attempt(by=cast.bram, attempt=attempt)
        save_answer(by=cast.bram, attempt=attempt, position=3, form={"choice": "c"})

    items = attempt.items.values_list("response", "late_response", "score")
    assert list(items)[1:3] == [("a", "b", 1.0), ("a", "c", 1.0)]
    assert (submitted.timed_out, submitted.points) == (True, 4.0)
    assert submitted.submitted_at == attempt.due_at


def test_an_answer_that_was_on_its_way_counts(cast: Cast) -> None:
    attempt = begin(cast, with_settings(time_limit=30))

    with clock.at(attempt.due_at + timedelta(seconds=3)):
        save_answer(by=cast.bram, attempt=attempt, position=1, form={"choice": "a"})

    item = attempt.items.get(position=1)
    assert (item.response, item.late_response) == ("a", None)


def test_the_next_beginning_closes_what_is_over(cast: Cast) -> None:
    assessment = with_settings(time_limit=30)
    first = begin(cast, assessment)
    answer(cast, first, "aaaa")

    with clock.at(first.due_at + HOUR):
        second = begin(cast, assessment)

    first.refresh_from_db()
    assert (first.state, first.passed, second.pk == first.pk) == (
        "submitted",
        True,
        False,
    )


def test_close_attempt_leaves_what_has_time_left(cast: Cast) -> None:
    attempt = begin(cast, with_settings(time_limit=30))

    assert close_attempt(attempt=attempt).is_submitted is False


def test_practice_checks_a_whole_answer_and_then_it_stays(cast: Cast) -> None:
    attempt = begin(cast, with_settings(behaviour="practice"))

    answer(cast, attempt, "b")
    answer(cast, attempt, "a")

    item = attempt.items.get(position=1)
    assert (item.response, item.checked_at is None) == ("b", False)


def test_an_exam_checks_nothing_before_it_is_handed_in(cast: Cast) -> None:
    attempt = begin(cast, with_settings())

    answer(cast, attempt, "b")
    answer(cast, attempt, "a")

    item = attempt.items.get(position=1)
    assert (item.response, item.checked_at) == ("a", None)
