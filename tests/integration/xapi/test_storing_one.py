"""A statement that names only what is known is stored in one question; any other is learnt from."""

import json
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearning.core.database import bound_cursor
from elearning.xapi.actions import make_credential, receive_statements
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
