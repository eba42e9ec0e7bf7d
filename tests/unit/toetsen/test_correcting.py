"""A corrected key: who changes is said first, then results are worked out again, statistics not."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from elearning.accounts.models import AuditEvent, User
from elearning.core import clock
from elearning.core.exceptions import DomainError, NotAllowed
from elearning.xapi.models import Statement
from tests.factories.accounts import UserFactory
from tests.factories.cast import Cast, make_cast
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.toetsen import make_assessment, question
from toetsen import correction_views, correction_words
from toetsen.actions import correcting, save_answer, start_attempt, submit_attempt
from toetsen.actions.correcting import (
    apply_correction,
    correct_results,
    finish_corrections,
)
from toetsen.answer_arrays import first_answers
from toetsen.correction_views import preview
from toetsen.corrections import changes, corrected_versions
from toetsen.models import Attempt, Correction, Question
from toetsen.queries import attempt_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def author() -> User:
    person = UserFactory()
    wanted = Permission.objects.filter(
        codename__in=["change_question", "view_question", "access_admin"]
    )
    person.user_permissions.set(wanted)
    return User.objects.get(pk=person.pk)


def hand_in(user: User, enrolment: object, choices: str) -> Attempt:
    attempt = start_attempt(by=user, enrolment=enrolment, assessment=make_assessment())
    for position, choice in enumerate(choices, start=1):
        save_answer(
            by=user, attempt=attempt, position=position, form={"choice": choice}
        )
    return submit_attempt(by=user, attempt=attempt)


def correct_key(code: str = "proef-1", right: str = "b", **changes: object) -> Question:
    """Publish a version of the question in which another answer is right."""
    data = {**question(code, right=right), **changes}
    rest = [question(f"proef-{number}") for number in (2, 3)]
    rest[1]["goal"] = "M05.1"
    last = question("proef-4", goal="M05.1", critical=True)
    make_assessment(questions=[data, *rest, last])
    return Question.objects.get(code=code)


def test_who_earns_something_else_is_found_and_nothing_changes_yet(cast: Cast) -> None:
    attempt = hand_in(cast.bram, cast.enrolment, "bbaa")

    (change,) = changes(correct_key())

    attempt.refresh_from_db()
    assert (change.given.attempt, change.gain) == (attempt.pk, 1.0)
    assert change.newly_passed
    assert (attempt.passed, attempt.points) == (False, 2.0)


def test_applying_changes_points_pass_and_record_once(cast: Cast, author: User) -> None:
    attempt = hand_in(cast.bram, cast.enrolment, "bbaa")
    correction = correct_results(by=author, question=correct_key())

    apply_correction(correction_id=correction.pk)
    apply_correction(correction_id=correction.pk)

    attempt.refresh_from_db()
    item = attempt.items.get(position=1)
    assert (attempt.points, attempt.passed) == (3.0, True)
    assert (item.score, item.corrected_score, item.version.number) == (0.0, 1.0, 1)
    assert AuditEvent.objects.filter(action="correct_attempt").count() == 1
    assert AuditEvent.objects.get(action="correct_results").by == author
    passed = Statement.objects.filter(verb__iri__endswith="/passed")
    assert passed.count() == 1
    assert Correction.objects.get().done_at is not None


def test_statistics_stay_by_the_key_of_the_version_that_was_shown(
    cast: Cast, author: User
) -> None:
    attempt = hand_in(cast.bram, cast.enrolment, "baaa")

    def marks() -> list[tuple[int, float]]:
        found = first_answers(attempt.assessment_id, before=clock.now()).answers
        return sorted(zip(found.version.tolist(), found.mark.tolist(), strict=True))

    before = marks()
    correction = correct_results(by=author, question=correct_key())
    apply_correction(correction_id=correction.pk)

    assert marks() == before
    assert [mark for _version, mark in before] == [0.0, 1.0, 1.0, 1.0]


def test_a_pass_is_never_taken_away(cast: Cast, author: User) -> None:
    attempt = hand_in(cast.bram, cast.enrolment, "abaa")
    attempt.refresh_from_db()
    assert attempt.passed

    corrected = correct_key()
    (change,) = changes(corrected)
    correction = correct_results(by=author, question=corrected)
    apply_correction(correction_id=correction.pk)

    attempt.refresh_from_db()
    assert (change.newly_passed, change.keeps_pass) == (False, True)
    assert (attempt.points, attempt.passed) == (2.0, True)


def test_a_question_that_asks_something_else_is_not_scored_again(
    cast: Cast, author: User
) -> None:
    hand_in(cast.bram, cast.enrolment, "bbaa")
    changed = correct_key(text="Wat doe je dan?")

    assert corrected_versions(changed) == []
    with pytest.raises(DomainError):
        correct_results(by=author, question=changed)


def test_another_feedback_changes_nobody(cast: Cast) -> None:
    hand_in(cast.bram, cast.enrolment, "bbaa")

    said = correct_key(right="a", feedback="Anders gezegd.")

    assert (corrected_versions(said), list(changes(said))) == ([], [])


def test_who_may_not_write_questions_cannot_do_it(cast: Cast) -> None:
    hand_in(cast.bram, cast.enrolment, "bbaa")

    with pytest.raises(NotAllowed):
        correct_results(by=cast.anna, question=correct_key())


def test_an_author_sees_no_name_and_no_small_number(
    client: Client, cast: Cast, author: User
) -> None:
    hand_in(cast.bram, cast.enrolment, "bbaa")
    client.force_login(author)

    address = reverse("bank_correct", args=[correct_key().pk])
    text = client.get(address).content.decode()

    assert "minder dan 10 mensen" in text
    assert "Bram" not in text


def test_a_lecturer_who_writes_questions_sees_her_own_people_only(cast: Cast) -> None:
    hand_in(cast.bram, cast.enrolment, "bbaa")
    other = EnrolmentFactory()
    hand_in(other.user, other, "bbaa")

    shown = preview(cast.anna, correct_key())
    unseen = preview(cast.carla, Question.objects.get(code="proef-1"))

    assert [str(one.user) for one in shown.named] == ["Bram Jansen"]
    assert unseen.named == []


@pytest.mark.parametrize(
    ("count", "of", "says"),
    [
        (0, 40, "niemand"),
        (9, 40, "te weinig"),
        (33, 40, "te weinig"),
        (12, 40, "ongeveer 10 mensen"),
        (28, 40, "ongeveer 30 mensen"),
    ],
)
def test_numbers_of_people_are_rounded_and_never_small(
    count: int, of: int, says: str
) -> None:
    assert says in correction_words.people(count, of)


def test_once_all_is_done_the_screen_asks_for_nothing(
    client: Client, cast: Cast, author: User
) -> None:
    hand_in(cast.bram, cast.enrolment, "bbaa")
    question = correct_key()
    assert '<form method="post">' in screen(client, author)

    correct_results(by=author, question=question)
    apply_correction(correction_id=Correction.objects.get().pk)

    page = screen(client, author)
    assert "Er is niets meer te doen." in page
    assert '<form method="post">' not in page


# --- What breaks off -----------------------------------------------------------------------------
@pytest.fixture
def asked_for(cast: Cast, author: User) -> Correction:
    hand_in(cast.bram, cast.enrolment, "bbaa")
    return correct_results(by=author, question=correct_key())


def screen(client: Client, author: User) -> str:
    client.force_login(author)
    question_id = Question.objects.get(code="proef-1").pk
    page = client.get(reverse("bank_correct", args=[question_id]))
    return " ".join(page.content.decode().split())


def test_what_a_killed_worker_left_is_taken_up_again(asked_for: Correction) -> None:
    Correction.objects.update(tries=1, seen_at=clock.now() - timedelta(minutes=6))

    finish_corrections()

    asked_for.refresh_from_db()
    assert (asked_for.done_at is not None, asked_for.tries) == (True, 2)
    assert Attempt.objects.get().points == 3.0


def test_what_a_worker_is_busy_with_is_left_to_it(asked_for: Correction) -> None:
    Correction.objects.update(tries=1, seen_at=clock.now() - timedelta(minutes=1))

    finish_corrections()

    asked_for.refresh_from_db()
    assert (asked_for.done_at, asked_for.tries) == (None, 1)


def test_after_each_part_a_worker_says_that_it_is_still_there(
    asked_for: Correction, monkeypatch
) -> None:
    correct = correcting._correct

    def slow(correction: Correction, item_id: int) -> None:
        correct(correction, item_id)
        Correction.objects.update(seen_at=clock.now() - timedelta(minutes=6))

    monkeypatch.setattr(correcting, "PART", 1)
    monkeypatch.setattr(correcting, "_correct", slow)

    apply_correction(correction_id=asked_for.pk)

    asked_for.refresh_from_db()
    assert clock.now() - asked_for.seen_at < timedelta(minutes=1)


def test_what_breaks_off_three_times_is_given_up_and_says_so(
    client: Client, author: User, asked_for: Correction, monkeypatch
) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(correcting, "_correct", broken)
        for _time in range(3):
            with pytest.raises(RuntimeError):
                apply_correction(correction_id=asked_for.pk)
        apply_correction(correction_id=asked_for.pk)

    asked_for.refresh_from_db()
    assert (asked_for.tries, asked_for.done_at) == (3, None)
    assert asked_for.stopped_at is not None
    text = screen(client, author)
    assert "brak af" in text
    assert "Nakijken met de nieuwste sleutel" in text

    again = correct_results(by=author, question=asked_for.version.question)
    apply_correction(correction_id=again.pk)
    assert Attempt.objects.get().points == 3.0


def test_while_it_is_being_done_nobody_can_ask_for_it_once_more(
    client: Client, author: User, asked_for: Correction
) -> None:
    text = screen(client, author)

    assert "gaat vanzelf verder" in text
    assert "Nakijken met de nieuwste sleutel" not in text
    with pytest.raises(DomainError):
        correct_results(by=author, question=asked_for.version.question)


def test_what_was_done_says_when(
    client: Client, author: User, asked_for: Correction
) -> None:
    apply_correction(correction_id=asked_for.pk)

    assert "zijn opnieuw berekend op" in screen(client, author)


def test_more_answers_than_a_page_can_work_out_are_not_worked_out_beforehand(
    client: Client, author: User, asked_for: Correction, monkeypatch
) -> None:
    monkeypatch.setattr(correction_views, "MOST_ANSWERS", 0)

    text = screen(client, author)

    assert "de pagina niet vooraf kan uitrekenen" in text
    assert "Krijgen meer punten" not in text


@pytest.mark.parametrize("people", [1, 5])
def test_the_preview_costs_as_many_queries_for_many_as_for_one(
    people: int, cast: Cast, author: User, django_assert_num_queries
) -> None:
    for enrolment in EnrolmentFactory.create_batch(people):
        hand_in(enrolment.user, enrolment, "bbaa")
    question = correct_key()

    with django_assert_num_queries(7):
        preview(author, question)


# --- A key that changes more than once -------------------------------------------------------------
def test_a_key_that_is_put_back_counts_again(cast: Cast, author: User) -> None:
    attempt = hand_in(cast.bram, cast.enrolment, "abaa")
    wrong = correct_results(by=author, question=correct_key())
    apply_correction(correction_id=wrong.pk)

    back = correct_key(right="a")
    assert [one.number for one in corrected_versions(back)] == [2, 1]
    right = correct_results(by=author, question=back)
    apply_correction(correction_id=right.pk)

    attempt.refresh_from_db()
    assert (attempt.points, attempt.items.get(position=1).final_score) == (3.0, 1.0)
    assert list(changes(back)) == []


def test_a_version_nobody_was_corrected_on_is_not_offered_for_the_same_key(
    cast: Cast,
) -> None:
    hand_in(cast.bram, cast.enrolment, "abaa")
    correct_key()

    assert [one.number for one in corrected_versions(correct_key(right="a"))] == [2]


def test_another_type_asks_something_else(cast: Cast) -> None:
    """One that shows the same options all the same: there one had to choose two."""
    hand_in(cast.bram, cast.enrolment, "bbaa")
    changed = correct_key()
    old = changed.versions.get(number=1)
    old.kind, old.data["options"][1]["right"] = "multiple", True
    old.save()

    assert corrected_versions(changed) == []


def test_who_takes_her_data_along_reads_the_corrected_score(
    cast: Cast, author: User
) -> None:
    hand_in(cast.bram, cast.enrolment, "bbaa")
    correction = correct_results(by=author, question=correct_key())
    apply_correction(correction_id=correction.pk)

    first, second, *_ = attempt_data(cast.bram)[0]["answers"]

    assert (first["score"], first["score_by_corrected_key"]) == (0.0, 1.0)
    assert (second["score"], second["score_by_corrected_key"]) == (0.0, None)
