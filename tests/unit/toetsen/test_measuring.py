"""Measuring oneself: what is kept, for whom, and that nothing of it gets out."""

import json
import logging
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from elearning.accounts.actions.people import delete_account
from elearning.accounts.models import AuditEvent
from elearning.accounts.queries import own_data
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest, NotFound
from elearning.enrolment.sealing import SealError
from elearning.xapi.models import Statement
from tests.factories.cast import Cast, make_cast
from tests.factories.measurements import (
    CODES,
    finish_modules,
    level,
    measure,
    measured_person,
    study,
)
from toetsen.actions import (
    finish_measurement,
    forget_measurements,
    give_consent,
    keep_answers,
    start_measurement,
    withdraw_consent,
)
from toetsen.enums import MomentKind
from toetsen.measured import (
    answers_in,
    consents_of,
    moments_open_to,
    offered_studies,
    own_scores,
    taking_part,
)
from toetsen.measurement.figures import Moment
from toetsen.models import Consent, Measurement
from toetsen.signals import measurement_done

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def begun(cast: Cast) -> Measurement:
    return start_measurement(by=cast.bram, moment=Moment.BEFORE)


def test_the_database_knows_every_moment() -> None:
    assert MomentKind.values == [moment.value for moment in Moment]


def test_answers_are_kept_as_given_one_by_one(cast: Cast, begun: Measurement) -> None:
    keep_answers(by=cast.bram, measurement=begun, answers={"zm01": 4, "zm02": None})
    keep_answers(by=cast.bram, measurement=begun, answers={"zm01": 2})

    again = start_measurement(by=cast.bram, moment=Moment.BEFORE)
    assert again == begun
    assert answers_in(again) == {"zm01": 2, "zm02": None}


def test_no_column_holds_an_answer(cast: Cast) -> None:
    """The same person filled in ones, and fives: the rows do not tell them apart."""
    rows = []
    for answer in (1, 4):
        person = measured_person(before=answer, after=None)
        row = Measurement.objects.filter(user=person).values().get()
        rows.append({k: v for k, v in row.items() if isinstance(v, str | int)})
        assert b"zm01" not in bytes(row["sealed"])
        assert len(row["sealed"]) == 1 + 12 + 512 + 16
    differ = {key for key in rows[0] if rows[0][key] != rows[1][key]}
    assert differ <= {"id", "user_id", "enrolment_id"}


def test_answers_open_for_their_own_measurement_only(cast: Cast) -> None:
    one = measure(cast.bram, Moment.BEFORE, 2)
    finish_modules(cast.enrolment)
    other = measure(cast.bram, Moment.AFTER, 4)
    other.sealed = one.sealed

    with pytest.raises(SealError):
        answers_in(other)


@pytest.mark.parametrize("answers", [{"zm99": 3}, {"zm01": 6}, {"zm01": 0}])
def test_a_forged_answer_is_refused_and_nothing_changes(
    cast: Cast, begun: Measurement, answers: dict[str, int]
) -> None:
    keep_answers(by=cast.bram, measurement=begun, answers={"zm01": 4})

    with pytest.raises(InvalidRequest):
        keep_answers(by=cast.bram, measurement=begun, answers={"zm02": 1, **answers})

    begun.refresh_from_db()
    assert answers_in(begun) == {"zm01": 4}


def test_somebody_elses_measurement_does_not_exist(
    cast: Cast, begun: Measurement
) -> None:
    with pytest.raises(NotFound):
        keep_answers(by=cast.carla, measurement=begun, answers={"zm01": 4})
    with pytest.raises(NotFound):
        finish_measurement(by=cast.carla, measurement=begun)


def test_finishing_counts_once_and_ends_changing(
    cast: Cast, begun: Measurement
) -> None:
    heard = []
    measurement_done.connect(
        lambda measurement, **_: heard.append(measurement), weak=False, dispatch_uid="t"
    )
    try:
        first = finish_measurement(by=cast.bram, measurement=begun)
        again = finish_measurement(by=cast.bram, measurement=begun)
    finally:
        measurement_done.disconnect(dispatch_uid="t")

    assert (first.done_at, heard) == (again.done_at, [first])
    assert Statement.objects.count() == 1
    with pytest.raises(DomainError):
        keep_answers(by=cast.bram, measurement=begun, answers={"zm01": 4})


def test_everything_may_be_skipped(cast: Cast, begun: Measurement) -> None:
    done = finish_measurement(by=cast.bram, measurement=begun)

    assert answers_in(done) == {}
    assert own_scores(cast.bram)[0].scores.total is None


def test_statement_says_that_the_moment_was_done_and_nothing_else(cast: Cast) -> None:
    """One who skipped everything and one who answered give the same statement."""
    measure(cast.bram, Moment.BEFORE, 1)
    person = measured_person(after=None, in_cohort=True, cohort=cast.cohort)
    bodies = [json.loads(s.body) for s in Statement.objects.order_by("id")]

    assert [b["object"]["id"].rpartition("/")[2] for b in bodies] == [
        "zm-16-before"
    ] * 2
    assert [b["result"] for b in bodies] == [{"completion": True}] * 2
    own = {"id", "actor", "context", "stored", "timestamp"}
    first, second = ({k: v for k, v in b.items() if k not in own} for b in bodies)
    assert first == second
    assert bodies[0]["timestamp"].endswith(("23:00:00.000Z", "22:00:00.000Z"))
    assert str(person.uuid) not in Statement.objects.last().body


def test_nothing_is_logged_or_audited_of_what_was_filled_in(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        measure(cast.bram, Moment.BEFORE, level(3) | {"zm01": None})

    ours = [r for r in caplog.records if not r.name.startswith("django.db")]
    assert [record for record in ours if "zm0" in record.getMessage()] == []
    (line,) = AuditEvent.objects.filter(action="finish_measurement")
    assert line.detail == {"moment": "before"}


# --- When ---------------------------------------------------------------------------------------
def test_who_is_on_no_path_has_nothing_to_fill_in(cast: Cast) -> None:
    assert moments_open_to(cast.carla) == []
    with pytest.raises(DomainError):
        start_measurement(by=cast.carla, moment=Moment.BEFORE)


def test_before_closes_when_a_second_module_is_done_and_after_opens(cast: Cast) -> None:
    finish_modules(cast.enrolment, 1)
    assert moments_open_to(cast.bram) == [Moment.BEFORE]

    finish_modules(cast.enrolment, 1)
    assert moments_open_to(cast.bram) == [Moment.AFTER]


def test_the_look_back_follows_after_and_three_months_later_the_last(
    cast: Cast,
) -> None:
    finish_modules(cast.enrolment)
    measure(cast.bram, Moment.AFTER, 4)
    done = clock.now()

    found = []
    for days in (0, 15, 89, 91, 179, 181):
        with clock.at(done + timedelta(days=days)):
            found.append(moments_open_to(cast.bram))

    assert found == [[Moment.THEN], [], [], [Moment.LATER], [Moment.LATER], []]


def test_three_months_later_is_open_to_who_left_her_path(cast: Cast) -> None:
    finish_modules(cast.enrolment)
    measure(cast.bram, Moment.AFTER, 4)
    cast.enrolment.ended_at = clock.now()
    cast.enrolment.save()

    with clock.at(clock.now() + timedelta(days=100)):
        later = measure(cast.bram, Moment.LATER, 4)

    assert later.enrolment == cast.enrolment


def test_a_group_that_begins_later_may_measure_while_it_waits() -> None:
    cast = make_cast(
        starts_on=clock.today() + timedelta(weeks=6),
        ends_on=clock.today() + timedelta(weeks=30),
    )

    assert moments_open_to(cast.bram) == [Moment.EARLY, Moment.BEFORE]


# --- Consent ------------------------------------------------------------------------------------
def test_only_who_says_yes_now_is_used_by_the_study() -> None:
    never, yes, no_longer = (
        measured_person(consents=agreed) for agreed in (False, True, True)
    )
    withdraw_consent(by=no_longer, study=study())

    used = Measurement.objects.filter(taking_part(study()))

    assert {one.user for one in used} == {yes}
    assert never.measurements.count() == no_longer.measurements.count() == 2


def test_consent_is_once_and_its_history_stays(cast: Cast) -> None:
    give_consent(by=cast.bram, study=study())
    give_consent(by=cast.bram, study=study())
    withdraw_consent(by=cast.bram, study=study())
    give_consent(by=cast.bram, study=study())

    assert consents_of(cast.bram) == {("evaluatie", 2)}
    assert [row.withdrawn_at is None for row in cast.bram.study_consents.all()] == [
        False,
        True,
    ]
    actions = AuditEvent.objects.filter(by=cast.bram).order_by("id")
    assert list(actions.values_list("action", flat=True)) == [
        "give_consent",
        "withdraw_consent",
        "give_consent",
    ]


def test_the_database_refuses_a_second_yes(cast: Cast) -> None:
    Consent.objects.create(user=cast.bram, study="evaluatie", version=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(user=cast.bram, study="evaluatie", version=2)


def test_a_study_that_nobody_signed_off_is_for_the_demo_only(cast: Cast, settings):
    assert offered_studies() == [study()]
    settings.DEMO_MODE = False

    assert offered_studies() == []
    with pytest.raises(NotFound):
        give_consent(by=cast.bram, study=study())


# --- Taking along and deleting -------------------------------------------------------------------
def test_own_data_holds_every_answer_and_consent_of_the_person_alone(
    cast: Cast,
) -> None:
    give_consent(by=cast.bram, study=study())
    measure(cast.bram, Moment.BEFORE, {"zm01": 5, "zm02": None})
    measured_person()

    data = own_data(cast.bram)["measurements"]

    (row,) = data["filled_in"]
    assert (row["instrument"], row["moment"]) == ("zm-16 v1", "before")
    assert row["answers"] == {"zm01": 5, "zm02": None}
    assert [c["study"] for c in data["consents"]] == ["evaluatie"]


def test_one_can_delete_what_one_filled_in(cast: Cast) -> None:
    give_consent(by=cast.bram, study=study())
    measure(cast.bram, Moment.BEFORE, 2)
    other = measured_person()

    assert forget_measurements(by=cast.bram) == 1
    assert not cast.bram.measurements.exists()
    assert other.measurements.count() == 2
    assert moments_open_to(cast.bram) == [Moment.BEFORE]


def test_deleting_the_account_takes_measurements_and_consents() -> None:
    person = measured_person()
    stays = measured_person()

    delete_account(by=person)

    assert {one.user for one in Measurement.objects.all()} == {stays}
    assert Consent.objects.count() == 1


def test_a_person_goes_on_with_the_version_she_began_with(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure(cast.bram, Moment.BEFORE, 2)
    finish_modules(cast.enrolment)
    # From now on newcomers get a version that is not even there yet.
    monkeypatch.setattr("toetsen.measured.INSTRUMENT", ("zm-16", 2))

    assert start_measurement(by=cast.bram, moment=Moment.AFTER).version == 1
    assert len(CODES) == 16


def test_what_was_begun_closes_with_its_moment(cast: Cast, begun: Measurement) -> None:
    """Who has learned meanwhile would fill in 'before' as she is now."""
    keep_answers(by=cast.bram, measurement=begun, answers={"zm01": 4})
    finish_modules(cast.enrolment)

    with pytest.raises(DomainError):
        keep_answers(by=cast.bram, measurement=begun, answers={"zm01": 5})
    with pytest.raises(DomainError):
        finish_measurement(by=cast.bram, measurement=begun)

    begun.refresh_from_db()
    assert (begun.is_done, answers_in(begun)) == (False, {"zm01": 4})
