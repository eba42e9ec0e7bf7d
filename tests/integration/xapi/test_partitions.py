"""Statements lie in a table a month."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection

from elearning.core import clock
from elearning.xapi import vocabulary
from elearning.xapi.actions import make_partitions, record
from elearning.xapi.models import Statement
from elearning.xapi.statements import Item, LessonCompleted, Speaker

pytestmark = pytest.mark.django_db

LATER = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM xapi_statement")
        return [name for (name,) in cursor.fetchall()]


def test_a_statement_moves_when_its_month_gets_a_table() -> None:
    with clock.at(LATER):
        statement = record(
            LessonCompleted(
                speaker=Speaker(actor=uuid.UUID(int=1), registration=uuid.UUID(int=2)),
                object=Item("modules/m01/les-1", vocabulary.LESSON),
                at=LATER,
            )
        )
        before = tables()
        made, again = make_partitions(), make_partitions()

    assert (before, tables()) == (
        ["xapi_statement_default"],
        ["xapi_statement_2031_05"],
    )
    assert (made, again) == (4, 0)
    assert statement is not None
    assert Statement.objects.get().body == statement.body


def test_this_month_has_a_table() -> None:
    """Made by the migration, and by Celery beat from then on."""
    make_partitions()
    record(
        LessonCompleted(
            speaker=Speaker(actor=uuid.UUID(int=1), registration=uuid.UUID(int=2)),
            object=Item("modules/m01/les-1", vocabulary.LESSON),
            at=clock.now(),
        )
    )

    assert tables() == [f"xapi_statement_{clock.now():%Y_%m}"]
