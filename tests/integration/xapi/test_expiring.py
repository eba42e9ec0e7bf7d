"""What has passed its term goes: per kind and month, with all that hangs on it."""

import json
import uuid
from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from elearning.accounts.models import AuditEvent
from elearning.core import clock
from elearning.xapi import vocabulary
from elearning.xapi.actions import (
    expire_statements,
    expiring,
    make_credential,
    make_partitions,
    receive_statements,
    record,
)
from elearning.xapi.enums import DocumentKind, Kind, Scope
from elearning.xapi.models import (
    Agent,
    Document,
    Statement,
    StatementActivity,
    StatementAgent,
    StatementAttachment,
    StatementId,
    StatementReference,
    Voiding,
)
from elearning.xapi.queries.attachments import place_of
from elearning.xapi.statements import Item, LessonCompleted, QuestionAnswered, Speaker
from elearning.xapi.validation.multipart import Part
from tests.factories.xapi import attachment

pytestmark = pytest.mark.django_db

TENANT = uuid.UUID(int=3)
MARCH, APRIL, MAY, NOW = (
    datetime(2031, month, 15, 12, tzinfo=UTC) for month in (3, 4, 5, 8)
)
CONTENT = b"een bijlage"
ATTACHMENT = attachment(CONTENT)
SHA2 = ATTACHMENT["sha2"]
TABLES = (
    Statement,
    StatementId,
    StatementAgent,
    StatementActivity,
    StatementReference,
    StatementAttachment,
    Voiding,
)


@pytest.fixture(autouse=True)
def _terms(settings) -> None:
    keep(settings)


def keep(settings, **months: str) -> None:
    settings.XAPI_KEEP_MONTHS = {**{str(kind): "4" for kind in Kind}, **months}


def own(at: datetime, event=LessonCompleted, **fields) -> None:
    who = Speaker(actor=uuid.uuid4(), registration=uuid.uuid4(), tenant=TENANT)
    with clock.at(at):
        make_partitions()
        record(event(speaker=who, object=Item("a", event.about), at=at, **fields))


def answer(at: datetime) -> None:
    own(at, QuestionAnswered, success=True, score=1.0)


def outside(at: datetime, who: str = "bo", parts=None, **fields) -> uuid.UUID:
    sender, _ = make_credential(
        by=None, label="proef", tenant=TENANT, scopes=[Scope.ALL]
    )
    made = {
        "actor": {"mbox": f"mailto:{who}@leer.example"},
        "verb": {"id": vocabulary.COMPLETED},
        "object": {"id": "https://leer.example/a/1"},
        **fields,
    }
    with clock.at(at):
        make_partitions()
        [made_id] = receive_statements(
            by=sender, raw=json.dumps(made).encode(), parts=parts or {}, major=1
        )
    return made_id


def void(at: datetime, target: uuid.UUID) -> None:
    verb = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    outside(at, verb=verb, object={"objectType": "StatementRef", "id": str(target)})


def expire() -> dict[Kind, int]:
    with clock.at(NOW):
        return expire_statements()


def months() -> list[str]:
    return [f"{one.stored:%m}" for one in Statement.objects.order_by("pk")]


def tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname ~ '^xapi_statement_2031_0[3-8]$'"
        )
        return {name.removeprefix("xapi_statement_") for (name,) in cursor.fetchall()}


def test_a_month_goes_as_a_whole_with_all_that_hangs_on_it(
    django_capture_on_commit_callbacks,
) -> None:
    part = {SHA2: Part({}, CONTENT)}
    outside(APRIL, who="carla")
    before = [model.objects.count() for model in TABLES]
    own(MARCH)
    answer(MARCH)
    void(MARCH, outside(MARCH, parts=part, attachments=[ATTACHMENT]))

    with django_capture_on_commit_callbacks(execute=True):
        gone = expire()

    assert [model.objects.count() for model in TABLES] == before
    assert tables() == {"2031_04", "2031_05", "2031_06", "2031_07"}
    assert gone == {Kind.ANSWERS: 1, Kind.OWN: 1, Kind.OUTSIDE: 2, Kind.DOCUMENTS: 0}
    # Whoever nobody speaks of any more is gone too, and so is what nothing names.
    assert [a.ifi for a in Agent.objects.filter(ifi__startswith="mbox")] == [
        "mbox mailto:carla@leer.example"
    ]
    assert not default_storage.exists(place_of(TENANT, SHA2))


def test_each_kind_has_its_own_term(settings) -> None:
    keep(settings, answers="2", outside="0")
    for at in (MARCH, APRIL, MAY):
        own(at)
        answer(at)
        outside(at)

    gone = expire()

    # Answers are kept since June, the platform's other statements since April, all of others.
    assert months() == ["03", "04", "04", "05", "05"]
    assert (gone[Kind.ANSWERS], gone[Kind.OWN], gone[Kind.OUTSIDE]) == (3, 1, 0)
    assert "2031_03" in tables()


def test_what_has_no_table_of_its_own_goes_too(monkeypatch) -> None:
    monkeypatch.setattr(expiring, "CHUNK", 2)
    outside(APRIL)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS xapi_statement_2031_03")
    monkeypatch.setitem(globals(), "make_partitions", lambda: 0)
    for number in range(3):
        outside(MARCH, who=f"bo{number}")

    expire()

    assert months() == ["04"]
    assert StatementId.objects.count() == 1


def test_without_a_term_nothing_goes(settings) -> None:
    settings.XAPI_KEEP_MONTHS = {str(kind): "0" for kind in Kind}
    own(datetime(2001, 1, 1, tzinfo=UTC))

    assert sum(expire().values()) == 0
    assert Statement.objects.count() == 1


def test_this_month_and_the_future_never_go(settings) -> None:
    settings.XAPI_KEEP_MONTHS = {str(kind): "1" for kind in Kind}
    own(datetime(2031, 8, 1, tzinfo=UTC))
    own(datetime(2035, 1, 1, tzinfo=UTC))

    assert sum(expire().values()) == 0
    assert Statement.objects.count() == 2


def test_documents_go_by_their_last_change() -> None:
    sender, _ = make_credential(by=None, label="proef", tenant=TENANT)
    for name, at in (("old", MARCH), ("new", APRIL)):
        Document.objects.create(
            kind=DocumentKind.STATE, credential=sender, name=name, content=b"x", etag="x",
            updated_at=at,
        )  # fmt: skip

    assert expire()[Kind.DOCUMENTS] == 1
    assert [one.name for one in Document.objects.all()] == ["new"]


def test_a_dry_run_says_what_would_go_and_deletes_nothing(settings, capsys) -> None:
    keep(settings, answers="2", documents="0")
    own(MARCH)
    answer(MARCH)
    answer(APRIL)
    before = Statement.objects.count(), tables()

    with clock.at(NOW):
        call_command("expire_statements", dry_run=True)

    lines = [line for line in capsys.readouterr().out.splitlines() if "2031" in line]
    assert lines[-3:] == [
        "2031-03  answers             1, the month's table goes",
        "2031-03  own                 1, the month's table goes",
        "2031-04  answers             1",
    ]
    assert lines[:3] == [
        "answers    kept since 2031-06",
        "own        kept since 2031-04",
        "outside    kept since 2031-04",
    ]
    assert (Statement.objects.count(), tables()) == before
    assert not AuditEvent.objects.filter(action="expire_statements").exists()


def test_the_audit_says_how_much_and_nothing_else() -> None:
    own(MARCH)

    expire()
    expire()

    line = AuditEvent.objects.get(action="expire_statements")
    assert (line.by, line.subject_id) == (None, "")
    assert line.detail == {"answers": 0, "own": 1, "outside": 0, "documents": 0}
