"""Every statement counts once, however slow the transaction that wrote it (architecture, 7)."""

import datetime
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from elearning.core import clock
from elearning.dashboard.actions import advance, rebuild
from elearning.dashboard.models import (
    ItemRollup,
    LearnerItem,
    ModuleRollup,
    MonthLearner,
    VerbRollup,
    Watermark,
)
from elearning.xapi.actions import record
from elearning.xapi.statements import (
    AssessmentFinished,
    EnrolledOnPath,
    ModuleCompleted,
    QuestionAnswered,
    Speaker,
)
from tests.factories.accounts import OrganisationFactory
from tests.factories.dashboard import ClosedPeriodFactory
from tests.factories.rollups import MODULE, PATH, QUESTION, TEST, all_rollups

pytestmark = pytest.mark.django_db(transaction=True)

HERE = ZoneInfo("Europe/Amsterdam")
MARCH = datetime.date(2026, 3, 1)
IN_MARCH = datetime.datetime(2026, 3, 15, 12, tzinfo=HERE)


def speaker(**fields):
    return Speaker(actor=uuid.uuid4(), registration=uuid.uuid4(), **fields)


def tell(*events):
    with clock.at(IN_MARCH), transaction.atomic():
        for event in events:
            record(event)


def enrolled(who, at=IN_MARCH):
    return EnrolledOnPath(speaker=who, object=PATH, at=at)


def test_statements_come_in_the_rollups_once():
    municipality = OrganisationFactory(municipality=True, region__code="noord")
    programme = uuid.uuid4()
    who = speaker(tenant=municipality.uuid, region="noord", programme=programme)
    tell(
        enrolled(who),
        ModuleCompleted(speaker=who, object=MODULE, at=IN_MARCH, grouping=PATH),
        QuestionAnswered(
            speaker=who, object=QUESTION, at=IN_MARCH, success=False, score=0.0
        ),
        AssessmentFinished(
            speaker=who, object=TEST, at=IN_MARCH, passed=True, score=0.8
        ),
    )

    assert advance() == 4
    assert advance() == 0

    assert dict(VerbRollup.objects.values_list("tenant", "month")) == {
        municipality.uuid: MARCH
    }
    module = ModuleRollup.objects.get()
    assert (module.region, module.programme, module.count) == ("noord", programme, 1)
    assert sorted(ItemRollup.objects.values_list("count", "successes", "score")) == [
        (1, 0, 0.0),
        (1, 1, 0.8),
    ]
    assert MonthLearner.objects.get().actor == who.actor
    states = LearnerItem.objects.order_by("kind").values_list(
        "kind", "code", "done_month", "missed_month"
    )
    assert list(states) == [
        ("assessment", "basistoets", MARCH, None),
        ("module", "m05", MARCH, None),
        ("path", "ll-a", None, None),
        ("question", "v04", None, MARCH),
    ]


def test_slow_transaction_that_commits_after_a_tick_is_counted_exactly_once():
    tell(enrolled(speaker()))  # verb and activity are known from now on
    advance()
    started, may_commit = threading.Event(), threading.Event()

    def slow_writer():
        try:
            with transaction.atomic():
                record(enrolled(speaker()))
                started.set()
                assert may_commit.wait(10)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        slow = pool.submit(slow_writer)
        assert started.wait(10)
        # Written and committed later, so its serial number and time are higher.
        tell(enrolled(speaker()))
        during = advance()
        may_commit.set()
        slow.result(10)

    after = advance()

    # The quick one waits behind the slow one: neither is lost and neither counts twice.
    assert (during, after, advance()) == (0, 2, 0)
    assert LearnerItem.objects.count() == 3
    assert Watermark.objects.get().statements == 3


def test_two_ticks_at_once_count_once():
    tell(enrolled(speaker()))
    with ThreadPoolExecutor() as pool:

        def tick():
            try:
                return advance()
            finally:
                connection.close()

        results = [f.result(20) for f in [pool.submit(tick) for _ in range(4)]]

    assert sum(result or 0 for result in results) == 1
    assert VerbRollup.objects.get().count == 1


def test_rebuild_gives_the_same_as_ticks_did():
    for _ in range(3):
        who = speaker()
        tell(enrolled(who))
        advance()
        tell(ModuleCompleted(speaker=who, object=MODULE, at=IN_MARCH))
        advance()
    before = all_rollups()

    rebuild()

    assert all_rollups() == before


def test_watermark_of_a_restored_backup_makes_the_rollups_again():
    tell(enrolled(speaker()))
    advance()
    Watermark.objects.update(transaction="9999999999")

    assert advance() == 1
    assert VerbRollup.objects.get().count == 1


def test_late_statement_about_a_closed_month_counts_in_the_month_it_came():
    ClosedPeriodFactory(
        month=MARCH, closed_at=datetime.datetime(2026, 4, 2, 3, tzinfo=HERE)
    )
    late = datetime.datetime(2026, 4, 10, 9, tzinfo=HERE)
    with clock.at(late), transaction.atomic():
        record(enrolled(speaker(), at=IN_MARCH))

    advance()

    assert LearnerItem.objects.get().first_month == datetime.date(2026, 4, 1)


def test_time_is_that_of_the_netherlands():
    midnight = datetime.datetime(2026, 3, 31, 22, 30, tzinfo=datetime.UTC)
    with clock.at(midnight), transaction.atomic():
        record(enrolled(speaker(), at=midnight))

    advance()

    assert LearnerItem.objects.get().first_month == datetime.date(2026, 4, 1)
