"""A statement that names only what is known is stored in one question; any other is learnt from."""

import base64
import json
import uuid
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from elearning.core import clock
from elearning.core.database import bound_cursor
from elearning.xapi.actions import (
    make_credential,
    receive_statements,
    revoke_credential,
)
from elearning.xapi.enums import Scope
from elearning.xapi.exceptions import Conflict
from elearning.xapi.models import (
    ActivityDefinition,
    Credential,
    Statement,
    StatementActivity,
    StatementAgent,
)
from elearning.xapi.statements import PLATFORM_TENANT
from elearning.xapi.validation.mentions import merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender() -> Credential:
    return make_credential(by=None, label="proef", tenant=PLATFORM_TENANT)[0]


def said(*, person: str = "an", name: str = "Les", **changes: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "actor": {"mbox": f"mailto:{person}@leer.example"},
        "verb": {"id": "http://example.com/verbs/did"},
        "object": {
            "id": "http://example.com/les",
            "definition": {"name": {"nl": name}, "extensions": {"http://x.nl/a": [1]}},
        },
        "context": {"contextActivities": {"parent": [{"id": "http://example.com/m"}]}},
        **changes,
    }


def send(sender: Credential, statement: dict[str, Any]) -> None:
    receive_statements(by=sender, raw=json.dumps(statement).encode(), parts={}, major=1)


def definition() -> Any:
    return ActivityDefinition.objects.get(activity__iri="http://example.com/les")


def test_what_names_only_the_known_is_one_question(sender, django_assert_num_queries):
    send(sender, said())

    with django_assert_num_queries(1):
        send(sender, said())


def test_it_is_found_by_all_it_names_as_any_other_is(sender):
    first, second = said(), said()
    send(sender, first)
    send(sender, second)

    def rows(statement: dict[str, Any]) -> tuple[Any, ...]:
        kept = Statement.objects.get(uuid=statement["id"])
        agents = StatementAgent.objects.filter(statement=kept.pk)
        activities = StatementActivity.objects.filter(statement=kept.pk)
        return (
            *(kept.verb_id, kept.activity_id, kept.actor, kept.credential_id),
            set(agents.values_list("agent", "direct")),
            set(activities.values_list("activity", "direct")),
        )

    assert rows(first) == rows(second)
    assert len(rows(second)[4]) == len(rows(second)[5]) == 2
    kept = json.loads(Statement.objects.get(uuid=second["id"]).body)
    assert {name: kept[name] for name in second} == second


@pytest.mark.parametrize(
    "new",
    [
        {"person": "bo"},
        {"verb": {"id": "http://example.com/verbs/saw"}},
        {"object": {"id": "http://example.com/toets"}},
        {"context": {"contextActivities": {"other": [{"id": "http://example.com/o"}]}}},
        {"context": {"instructor": {"mbox": "mailto:docent@leer.example"}}},
    ],
    ids=["person", "verb", "object", "other activity", "other person"],
)
def test_whatever_is_new_gets_its_number_first(sender, new):
    send(sender, said())
    statement = said(**new)
    send(sender, statement)

    kept = Statement.objects.get(uuid=statement["id"])
    assert StatementAgent.objects.filter(statement=kept.pk).count() >= 2
    assert StatementActivity.objects.filter(statement=kept.pk).exists()


def test_a_new_name_of_an_activity_is_learnt_and_the_old_one_again(sender):
    for name in ("Les", "Les", "Les een", "Les"):
        send(sender, said(name=name))
        assert definition().definition["name"] == {"nl": name}


def test_an_id_that_is_taken_is_the_same_statement_or_refused(sender):
    statement = said()
    send(sender, statement)
    send(sender, statement)
    assert Statement.objects.count() == 1

    with pytest.raises(Conflict):
        send(sender, {**statement, "verb": {"id": "http://example.com/verbs/saw"}})
    assert Statement.objects.count() == 1


words = st.sampled_from(["nl", "en", "http://x.nl/a"])
values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["a", "b"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2)
    ),
    max_leaves=4,
)
definitions = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["http://x.nl/t", "http://x.nl/u"]),
        "name": st.dictionaries(words, st.sampled_from(["a", "b"]), max_size=2),
        "description": st.dictionaries(words, st.sampled_from(["a"]), max_size=2),
        "extensions": st.dictionaries(words, values, max_size=2),
        "correctResponsesPattern": st.lists(st.sampled_from(["a", "b"]), max_size=2),
    },
)


@given(known=definitions, new=definitions)
def test_the_database_puts_definitions_together_as_we_do(known, new):
    with bound_cursor() as cursor:
        cursor.execute(
            "SELECT xapi_merged(%s::jsonb, %s::jsonb)",
            [json.dumps(known), json.dumps(new)],
        )
        assert json.loads(cursor.fetchone()[0]) == merged(known, new)


# --- On a key that is remembered (ADR 0049) -----------------------------------------------------------
def post(credential: Credential, secret: str, statement: Any) -> Any:
    pair = base64.b64encode(f"{credential.key}:{secret}".encode()).decode()
    return Client().post(
        "/xapi/statements",
        json.dumps(statement),
        content_type="application/json",
        headers={"Authorization": f"Basic {pair}", "X-Experience-API-Version": "1.0.3"},
    )


@pytest.fixture
def key() -> tuple[Credential, str]:
    """A key that was used before, with which a lesson and a person are known."""
    made = make_credential(
        by=None, label="proef", tenant=PLATFORM_TENANT, scopes=[Scope.ALL]
    )
    for _ in range(2):  # the first notes when it was used
        assert post(*made, said()).status_code == 200
    return made


def test_the_key_is_looked_up_with_the_question_that_stores(
    key, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert post(*key, said()).status_code == 200


def test_one_that_is_revoked_is_out_at_once(key):
    revoke_credential(by=None, credential=key[0])
    before = Statement.objects.count()

    assert post(*key, said()).status_code == 401
    assert Statement.objects.count() == before
    assert post(*key, {"no": "statement"}).status_code == 401


def test_one_that_may_less_from_now_on_may_less_at_once(key):
    Credential.objects.update(scopes=[Scope.STATEMENTS_READ_MINE])

    assert post(*key, said()).status_code == 403


def test_one_that_is_pseudonymised_from_now_on_is_so_at_once(key):
    Credential.objects.update(pseudonymises=True)
    statement = said()

    assert post(*key, statement).status_code == 200
    assert "mbox" not in Statement.objects.get(uuid=statement["id"]).body


def test_a_secret_that_is_wrong_opens_nothing_that_is_remembered(key):
    assert post(key[0], "wrong", said()).status_code == 401


@pytest.mark.parametrize("statements", [said(person="bo"), [said(), said()]])
def test_what_takes_more_than_one_question_is_stored_as_ever(key, statements):
    assert post(*key, statements).status_code == 200
    sent = len(statements) if isinstance(statements, list) else 1
    assert Statement.objects.count() == 2 + sent


def test_a_call_is_counted_once_whichever_way_it_goes(key):
    Credential.objects.update(calls_per_minute=3)
    with clock.at(clock.now() + timedelta(hours=1)):
        answers = [
            post(*key, one).status_code
            for one in (said(person="bo"), {"no": "statement"}, said(), said())
        ]

    assert answers == [200, 400, 200, 429]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_gone_is_opened_anew(key):
    with connection.cursor() as mine:
        mine.execute("SELECT pg_backend_pid()")
        pid = mine.fetchone()[0]
    with psycopg.connect(
        connection.connection.info.dsn, password=connection.connection.info.password
    ) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])

    assert post(*key, said()).status_code == 200
    assert Statement.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_was_lost_on_the_way_does_not_store_twice(key):
    """The connection breaks after the statement was stored; it has no id of its own."""
    statement, lost = said(), []
    del statement["id"]

    def lose_the_first_answer(execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        if "xapi_store_one" in sql and not lost:
            lost.append(sql)
            raise OperationalError
        return found

    with connection.execute_wrapper(lose_the_first_answer):
        answer = post(*key, statement)

    assert (answer.status_code, len(lost)) == (200, 1)
    assert Statement.objects.count() == 3
    assert Statement.objects.filter(uuid=answer.json()[0]).exists()
