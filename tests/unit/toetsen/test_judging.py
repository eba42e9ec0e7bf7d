"""Judging situations: one form a moment, kept as given, for oneself and a study she agreed to."""

import json
import logging
from datetime import timedelta

import pytest

from elearning.accounts.models import AuditEvent, IdentityLink
from elearning.accounts.queries import own_data
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest, NotFound
from elearning.enrolment.models import Progress
from elearning.xapi.models import Statement
from tests.factories.cast import Cast, make_cast
from tests.factories.measurements import (
    finish_modules,
    judge,
    measure,
    study,
)
from toetsen.actions import (
    finish_measurement,
    forget_measurements,
    give_consent,
    keep_choices,
    start_situations,
)
from toetsen.judged import own_points, own_test, sheet_of
from toetsen.measured import consents_of, own_scores, situations_open_to
from toetsen.measurement.figures import Moment
from toetsen.measurement.forms import form_for
from toetsen.measurement.study import study as study_of
from toetsen.models import Measurement

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    measure(cast.bram, Moment.BEFORE, 2)
    return cast


@pytest.fixture
def begun(cast: Cast) -> Measurement:
    return start_situations(by=cast.bram, moment=Moment.BEFORE)


def codes(measurement: Measurement) -> list[str]:
    return [one.code for one in sheet_of(measurement).situations]


# --- Which form, and when ---------------------------------------------------------------------------
def test_the_form_follows_from_the_pseudonym_and_the_next_moment_has_the_other(
    cast: Cast,
) -> None:
    actor = IdentityLink.objects.filter(user=cast.bram).first().actor
    before = judge(cast.bram, Moment.BEFORE)
    finish_modules(cast.enrolment)
    measure(cast.bram, Moment.AFTER, 3)
    after = judge(cast.bram, Moment.AFTER)

    forms = [sheet_of(one).form for one in (before, after)]

    assert forms == [form_for(actor, m) for m in (Moment.BEFORE, Moment.AFTER)]
    assert set(codes(before)) & set(codes(after)) == set()


def test_situations_open_after_the_statements_of_the_same_moment(cast: Cast) -> None:
    assert situations_open_to(cast.bram) == [Moment.BEFORE]
    assert situations_open_to(cast.carla) == []
    with pytest.raises(DomainError):
        start_situations(by=cast.bram, moment=Moment.AFTER)

    judge(cast.bram, Moment.BEFORE)
    assert situations_open_to(cast.bram) == []


def test_before_closes_with_the_second_module(cast: Cast) -> None:
    finish_modules(cast.enrolment)

    assert situations_open_to(cast.bram) == []


def test_after_is_open_for_two_weeks_and_later_as_long_as_its_statements(
    cast: Cast,
) -> None:
    finish_modules(cast.enrolment)
    measure(cast.bram, Moment.AFTER, 4)
    done = clock.now()

    found = []
    for days in (0, 13, 15, 100, 181):
        with clock.at(done + timedelta(days=days)):
            if days == 100:
                measure(cast.bram, Moment.LATER, 4)
            found.append(situations_open_to(cast.bram))

    assert found == [[Moment.AFTER], [Moment.AFTER], [], [Moment.LATER], []]


def test_what_was_begun_closes_with_its_moment(cast: Cast, begun: Measurement) -> None:
    """The situations of 'before' say nothing any more once somebody has learned."""
    first, *_ = codes(begun)
    keep_choices(by=cast.bram, measurement=begun, choices={first: "a"})
    finish_modules(cast.enrolment)

    with pytest.raises(DomainError):
        keep_choices(by=cast.bram, measurement=begun, choices={first: "b"})
    with pytest.raises(DomainError):
        finish_measurement(by=cast.bram, measurement=begun)

    begun.refresh_from_db()
    assert (begun.is_done, sheet_of(begun).choices) == (False, {first: "a"})


def test_concept_situations_are_for_the_demo_only(cast: Cast, settings) -> None:
    settings.DEMO_MODE = False

    assert situations_open_to(cast.bram) == []
    with pytest.raises(DomainError):
        start_situations(by=cast.bram, moment=Moment.BEFORE)


# --- What is kept ----------------------------------------------------------------------------------
def test_choices_are_kept_as_given_one_by_one(cast: Cast, begun: Measurement) -> None:
    first, second, *_ = codes(begun)
    keep_choices(by=cast.bram, measurement=begun, choices={first: "a", second: None})
    keep_choices(by=cast.bram, measurement=begun, choices={first: "b"})

    again = start_situations(by=cast.bram, moment=Moment.BEFORE)
    assert again == begun
    assert sheet_of(again).choices == {first: "b", second: None}


def test_no_column_holds_a_choice_or_the_form(cast: Cast) -> None:
    row = (
        Measurement.objects.filter(pk=judge(cast.bram, Moment.BEFORE).pk).values().get()
    )
    sealed = bytes(row.pop("sealed"))

    assert {k: v for k, v in row.items() if v in {"X", "Y", "a", "b", "c", "d"}} == {}
    assert all(mark not in sealed for mark in (b"form", b"x1", b"y1"))
    assert len(sealed) == 1 + 12 + 512 + 16


def test_a_forged_choice_is_refused_and_nothing_changes(
    cast: Cast, begun: Measurement
) -> None:
    first, second, *_ = codes(begun)
    other = {"x": "y1", "y": "x1"}[first[0]]
    keep_choices(by=cast.bram, measurement=begun, choices={first: "a"})

    for forged in ({second: "e"}, {other: "a"}, {"zm01": "a"}):
        with pytest.raises(InvalidRequest):
            keep_choices(
                by=cast.bram, measurement=begun, choices={first: "b", **forged}
            )

    begun.refresh_from_db()
    assert sheet_of(begun).choices == {first: "a"}


def test_somebody_elses_form_does_not_exist(cast: Cast, begun: Measurement) -> None:
    with pytest.raises(NotFound):
        keep_choices(by=cast.carla, measurement=begun, choices={})


def test_finishing_ends_changing(cast: Cast, begun: Measurement) -> None:
    finish_measurement(by=cast.bram, measurement=begun)

    with pytest.raises(DomainError):
        keep_choices(by=cast.bram, measurement=begun, choices={codes(begun)[0]: "a"})
    assert own_points(cast.bram) == [(Moment.BEFORE, None)]


def test_the_person_sees_her_points_beside_her_scales(cast: Cast) -> None:
    judge(cast.bram, Moment.BEFORE, right=6)

    assert own_points(cast.bram) == [(Moment.BEFORE, 75.0)]
    assert [one.moment for one in own_scores(cast.bram)] == [Moment.BEFORE]


def test_nothing_is_said_but_that_the_moment_was_done(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """Also not which form it was, and no lesson is finished by it."""
    finished = Progress.objects.count()
    with caplog.at_level(logging.DEBUG):
        done = judge(cast.bram, Moment.BEFORE)

    body = json.loads(Statement.objects.order_by("id").last().body)
    assert body["object"]["id"].endswith("/measurements/situaties-before")
    assert body["result"] == {"completion": True}
    line = AuditEvent.objects.order_by("id").last()
    assert (line.action, line.detail) == ("finish_measurement", {"moment": "before"})
    ours = [
        r.getMessage() for r in caplog.records if not r.name.startswith("django.db")
    ]
    assert [text for text in ours for code in codes(done) if code in text] == []
    assert Progress.objects.count() == finished


def test_taking_along_and_deleting_hold_the_situations_too(cast: Cast) -> None:
    done = judge(cast.bram, Moment.BEFORE)

    taken = own_data(cast.bram)["measurements"]["filled_in"][1]
    sheet = sheet_of(done)
    assert (taken["instrument"], taken["form"]) == ("situaties v1", sheet.form)
    assert taken["answers"] == sheet.choices
    assert forget_measurements(by=cast.bram) == 2
    assert own_test(cast.bram, Moment.BEFORE) is None


# --- Consent ---------------------------------------------------------------------------------------
def test_the_study_says_that_it_takes_the_situations_along() -> None:
    first, second = study_of("evaluatie", 1), study_of("evaluatie", 2)

    assert study() == second
    assert (first.situations, second.situations) == ("", "situaties")
    assert "vier gemiddelden per keer" in first.gets
    assert "één score voor de situaties" in second.gets
    assert "welke stap je in één situatie koos" in second.never


def test_saying_yes_to_the_new_version_ends_the_yes_to_the_old_one(cast: Cast) -> None:
    cast.bram.study_consents.create(study="evaluatie", version=1)

    give_consent(by=cast.bram, study=study())

    assert consents_of(cast.bram) == {("evaluatie", 2)}
    ended = AuditEvent.objects.filter(action="withdraw_consent", by=cast.bram)
    assert [line.detail for line in ended] == [{"version": 1}]
