"""Recording from inside: in the caller's transaction, under the pseudonym, once."""

import json
import uuid
from datetime import UTC, datetime

import pytest
from django.db import transaction

from elearning.core import clock
from elearning.xapi import vocabulary
from elearning.xapi.actions import record
from elearning.xapi.models import Statement
from elearning.xapi.statements import (
    CaseCompleted,
    Item,
    LessonCompleted,
    MeetingAttended,
    Speaker,
)

pytestmark = pytest.mark.django_db

ACTOR, REGISTRATION, TENANT = (uuid.UUID(int=number) for number in (1, 2, 3))
NOON = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
WHO = Speaker(
    actor=ACTOR,
    registration=REGISTRATION,
    tenant=TENANT,
    organisation_kind="municipality",
    region="regio-1",
)
LESSON = Item("modules/m01/les-1", vocabulary.LESSON)
CASE = Item("cases/casus-a", vocabulary.SIMULATION)


def lesson(**changes: object) -> LessonCompleted:
    return LessonCompleted(**{"speaker": WHO, "object": LESSON, "at": NOON, **changes})


@pytest.mark.django_db(transaction=True)
def test_record_refuses_to_work_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        record(lesson())

    assert not Statement.objects.exists()


def test_record_stores_once_however_often_it_is_called() -> None:
    first, second = record(lesson()), record(lesson())

    assert first is not None
    assert (second, Statement.objects.count()) == (None, 1)


def test_record_takes_another_attempt_for_another_statement() -> None:
    record(lesson(attempt="1"))
    record(lesson(attempt="2"))

    assert Statement.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_record_is_undone_with_the_transaction_it_belongs_to() -> None:
    with transaction.atomic():
        record(lesson())
        transaction.set_rollback(True)

    assert not Statement.objects.exists()


def test_record_writes_the_statement_the_design_describes(settings) -> None:
    settings.SITE_URL = "https://leer.example"

    with clock.at(datetime(2026, 3, 4, 13, 0, tzinfo=UTC)):
        statement = record(lesson(parent=Item("modules/m01", vocabulary.MODULE)))

    assert statement is not None
    assert json.loads(statement.body) == {
        "id": str(statement.uuid),
        "version": "1.0.3",
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": "https://leer.example", "name": str(ACTOR)},
        },
        "verb": {
            "id": "http://adlnet.gov/expapi/verbs/completed",
            "display": {"en": "completed"},
        },
        "object": {
            "objectType": "Activity",
            "id": "https://leer.example/xapi/activities/modules/m01/les-1",
            "definition": {"type": "http://adlnet.gov/expapi/activities/lesson"},
        },
        "result": {"completion": True},
        "context": {
            "registration": str(REGISTRATION),
            "contextActivities": {
                "parent": [
                    {
                        "objectType": "Activity",
                        "id": "https://leer.example/xapi/activities/modules/m01",
                        "definition": {
                            "type": "http://adlnet.gov/expapi/activities/module"
                        },
                    }
                ]
            },
            "extensions": {
                "https://leer.example/xapi/profile/extensions/organisation-kind": (
                    "https://leer.example/xapi/activities/organisation-kind/municipality"
                ),
                "https://leer.example/xapi/profile/extensions/region": (
                    "https://leer.example/xapi/activities/region/regio-1"
                ),
            },
        },
        "timestamp": "2026-03-04T12:30:00.000Z",
        "stored": "2026-03-04T13:00:00.000Z",
        "authority": {
            "objectType": "Agent",
            "account": {
                "homePage": "https://leer.example",
                "name": "6f1d7e3e-7c1b-5b0c-9a55-0f6e7f0f6a01",
            },
        },
    }


def test_record_of_a_sensitive_part_says_the_day_and_not_the_hour() -> None:
    statement = record(CaseCompleted(speaker=WHO, object=CASE, at=NOON, sensitive=True))

    assert statement is not None
    # Midnight in Amsterdam, as everywhere in the product.
    assert json.loads(statement.body)["timestamp"] == "2026-03-03T23:00:00.000Z"


def test_record_cannot_be_given_what_is_not_on_the_list() -> None:
    with pytest.raises(TypeError, match="ending"):
        CaseCompleted(speaker=WHO, object=CASE, at=NOON, ending="AE3")


def test_record_cannot_be_given_a_thing_of_another_kind() -> None:
    with pytest.raises(TypeError, match="no place for"):
        CaseCompleted(speaker=WHO, object=LESSON, at=NOON)


def test_record_of_a_meeting_says_the_net_minutes() -> None:
    statement = record(
        MeetingAttended(
            speaker=WHO,
            object=Item("meetings/x", vocabulary.MEETING),
            at=NOON,
            minutes=90,
        )
    )

    assert statement is not None
    assert json.loads(statement.body)["result"] == {
        "completion": True,
        "duration": "PT90M",
    }


def test_statement_ids_differ_for_another_registration_and_cannot_be_made_without_the_secret(
    settings,
) -> None:
    mine = record(lesson())
    theirs = record(
        lesson(
            speaker=Speaker(actor=ACTOR, registration=uuid.UUID(int=9), tenant=TENANT)
        )
    )
    settings.STATEMENT_NAMESPACE = "another secret"
    elsewhere = record(lesson())

    assert len({s.uuid for s in (mine, theirs, elsewhere) if s}) == 3
