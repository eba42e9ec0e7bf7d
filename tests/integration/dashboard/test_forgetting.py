"""When statements go, the rollups say what the statements that stay say."""

import datetime
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from elearning.core import clock
from elearning.dashboard.actions import advance, rebuild
from elearning.dashboard.models import (
    MonthLearner,
    Watermark,
)
from elearning.xapi.actions import (
    erase_person,
    expire_statements,
    make_partitions,
    record,
)
from elearning.xapi.enums import Kind
from elearning.xapi.models import Statement
from elearning.xapi.queries.identities import pseudonym_ifi
from elearning.xapi.statements import (
    AssessmentFinished,
    EnrolledOnPath,
    ModuleCompleted,
    QuestionAnswered,
    Speaker,
)
from tests.factories.rollups import MODULE, PATH, QUESTION, TEST, all_rollups

pytestmark = pytest.mark.django_db(transaction=True)

MARCH = datetime.datetime(2026, 3, 15, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
APRIL = datetime.datetime(2026, 4, 15, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


def learn(who: Speaker, at: datetime.datetime, score: float) -> None:
    """Joins, answers, passes or fails, and finishes a module."""
    with clock.at(at), transaction.atomic():
        record(EnrolledOnPath(speaker=who, object=PATH, at=at))
        record(
            QuestionAnswered(
                speaker=who, object=QUESTION, at=at, success=score > 0.5, score=score,
                attempt=str(at),
            )
        )  # fmt: skip
        record(
            AssessmentFinished(
                speaker=who, object=TEST, at=at, passed=score > 0.5, score=score,
                attempt=str(at),
            )
        )  # fmt: skip
        record(ModuleCompleted(speaker=who, object=MODULE, at=at))


def somebody() -> Speaker:
    return Speaker(
        actor=uuid.uuid4(),
        registration=uuid.uuid4(),
        tenant=uuid.UUID(int=3),
        programme=uuid.UUID(int=7),
    )


@pytest.mark.parametrize("counted_before", [True, False])
def test_deleting_her_statements_leaves_the_rollups_of_the_others(
    settings, counted_before: bool
) -> None:
    settings.XAPI_ERASURE = {**settings.XAPI_ERASURE, "own": "delete"}
    her, other = somebody(), somebody()
    learn(other, MARCH, 0.75)
    advance()
    learn(other, APRIL, 0.25)
    learn(her, MARCH, 0.25)
    learn(her, APRIL, 1.0)
    if counted_before:
        advance()

    erase_person(by=None, identifiers=[pseudonym_ifi(her.actor)])
    advance()
    after = all_rollups()

    rebuild()
    assert after == all_rollups()
    assert {row.actor for row in MonthLearner.objects.all()} == {other.actor}
    # A path is joined once, so there is one statement less of April.
    assert Watermark.objects.get().statements == Statement.objects.count() == 6


def test_an_expired_month_leaves_the_rollups_of_what_stays(settings) -> None:
    settings.XAPI_KEEP_MONTHS = {str(kind): "5" for kind in Kind}
    with clock.at(MARCH):
        make_partitions()
    one, other = somebody(), somebody()
    learn(one, MARCH, 0.25)
    learn(one, APRIL, 0.75)
    learn(other, MARCH, 0.75)
    advance()

    with clock.at(APRIL + datetime.timedelta(days=153)):
        gone = expire_statements()
    advance()
    after = all_rollups()

    rebuild()
    assert after == all_rollups()
    assert sum(gone.values()) == 8
    assert {(row.actor, row.month.month) for row in MonthLearner.objects.all()} == {
        (one.actor, 4)
    }


def test_unlinking_changes_no_figure() -> None:
    her = somebody()
    learn(her, MARCH, 0.75)
    advance()
    before = all_rollups()

    erase_person(by=None, identifiers=[pseudonym_ifi(her.actor)])
    advance()

    assert all_rollups() == before
