"""Erasing one person: what goes, what stays without her, and what of others is left alone."""

import hashlib
import json
import uuid
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from elearning.accounts.actions import delete_account
from elearning.accounts.models import AuditEvent
from elearning.core import clock
from elearning.xapi.actions import (
    drop_loose_attachments,
    erase_person,
    erasing,
    finish_erasures,
    make_credential,
    receive_statements,
)
from elearning.xapi.enums import DocumentKind, Scope
from elearning.xapi.models import (
    Agent,
    Credential,
    Document,
    Erasure,
    Statement,
    StatementActivity,
    StatementAgent,
    StatementAttachment,
    StatementId,
    StatementReference,
)
from elearning.xapi.queries.attachments import place_of
from elearning.xapi.queries.identities import address_ifis, pseudonym_ifi
from elearning.xapi.validation.multipart import Part
from tests.factories.accounts import UserFactory
from tests.factories.xapi import attachment

pytestmark = pytest.mark.django_db

TENANT = uuid.UUID(int=3)
MAIL = "bo@leer.example"
HER = {"objectType": "Agent", "name": "Bo Jansen", "mbox": f"mailto:{MAIL}"}
OTHER = {"objectType": "Agent", "name": "Carla", "mbox": "mailto:carla@leer.example"}
DID = {"id": "http://adlnet.gov/expapi/verbs/completed"}
THING = {"objectType": "Activity", "id": "https://leer.example/a/1"}
CONTENT = b"een bijlage"
ATTACHMENT = attachment(CONTENT)
SHA2 = ATTACHMENT["sha2"]
PLACES = {
    "object": {"object": HER},
    "instructor": {"context": {"instructor": HER}},
    "team": {"context": {"team": {"objectType": "Group", "member": [HER, OTHER]}}},
    "group actor": {"actor": {"objectType": "Group", "member": [OTHER, HER]}},
    "sub-statement": {
        "object": {
            "objectType": "SubStatement",
            "actor": HER,
            "verb": DID,
            "object": OTHER,
        }
    },
    "sub-statement's team": {
        "object": {
            "objectType": "SubStatement",
            "actor": OTHER,
            "verb": DID,
            "object": THING,
            "context": {"team": {"objectType": "Group", "member": [HER]}},
        }
    },
    "context agent": {
        "context": {"contextAgents": [{"objectType": "contextAgent", "agent": HER}]}
    },
    "context group": {
        "context": {
            "contextGroups": [
                {
                    "objectType": "contextGroup",
                    "group": {"objectType": "Group", "member": [HER]},
                }
            ]
        }
    },
}


@pytest.fixture
def sender() -> Credential:
    return make_credential(by=None, label="proef", tenant=TENANT, scopes=[Scope.ALL])[0]


def send(sender: Credential, parts: dict[str, Part] | None = None, **changes) -> str:
    """Stores a statement of OTHER with `changes`; its id."""
    made = {"actor": OTHER, "verb": DID, "object": THING, **changes}
    raw = json.dumps(made).encode()
    return str(receive_statements(by=sender, raw=raw, parts=parts or {}, major=2)[0])


def erase(**options) -> None:
    erase_person(by=None, identifiers=address_ifis([MAIL]), **options)


def everything() -> str:
    """The text of every row of the store, and of the audit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND (table_name LIKE 'xapi_%%' OR table_name = 'accounts_auditevent')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        texts = []
        for table in tables:
            cursor.execute(
                f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t"
            )
            texts.append(cursor.fetchone()[0])
    return " ".join(texts)


def links() -> int:
    return sum(
        model.objects.count()
        for model in (StatementAgent, StatementActivity, StatementReference)
    )


def test_her_statements_are_deleted_with_all_by_which_they_were_found(sender) -> None:
    kept = send(sender)
    before = links()
    hers = send(sender, actor=HER, context={"registration": str(uuid.uuid4())})
    send(sender, actor=HER, object={"objectType": "StatementRef", "id": hers})

    erase()

    assert [str(one) for one in Statement.objects.values_list("uuid", flat=True)] == [
        kept
    ]
    assert [str(one) for one in StatementId.objects.values_list("uuid", flat=True)] == [
        kept
    ]
    assert links() == before


@pytest.mark.parametrize("place", PLACES)
def test_a_statement_of_somebody_else_stays_without_her(sender, place: str) -> None:
    statement_id = send(sender, **PLACES[place])
    before = Statement.objects.get()

    erase()

    after = Statement.objects.get()
    assert str(after.uuid) == statement_id
    assert (after.actor, after.stored) == (before.actor, before.stored)
    assert "carla@leer.example" in after.body
    assert [word for word in (MAIL, "Bo Jansen") if word in after.body] == []
    # She is found no more, and who is there in her place has one name everywhere.
    [renamed] = Agent.objects.exclude(ifi__contains="carla").exclude(
        ifi=pseudonym_ifi(sender.authority)
    )
    assert renamed.ifi.removeprefix(f"account {settings.SITE_URL} ") in after.body


def test_what_does_not_name_her_stays_letter_for_letter(sender) -> None:
    result = {"score": {"raw": 1.50, "max": 10000000000000000000}}
    send(sender, context={"instructor": HER}, result=result)
    before = json.loads(Statement.objects.get().body)

    erase()

    after = json.loads(Statement.objects.get().body)
    assert before.pop("context") != after.pop("context")
    assert after == before
    assert '"result":{"score": {"raw": 1.5, "max": 10000000000000000000}}' in (
        Statement.objects.get().body
    )


def test_hashed_addresses_are_hers_too(sender) -> None:
    hashed = hashlib.sha1(f"mailto:{MAIL}".encode()).hexdigest()
    send(sender, actor={"mbox_sha1sum": hashed.upper()})

    erase()

    assert Statement.objects.count() == 0


@pytest.mark.parametrize(
    ("policy", "left"),
    [
        ({"outside": "delete", "mentions": "delete"}, (0, 0)),
        ({"outside": "unlink", "mentions": "delete"}, (1, 0)),
        ({"outside": "delete", "mentions": "unlink"}, (0, 1)),
    ],
)
def test_what_happens_to_each_kind_is_a_setting(sender, settings, policy, left) -> None:
    settings.XAPI_ERASURE = {"own": "unlink", **policy}
    hers = send(sender, actor=HER)
    about = send(sender, context={"instructor": HER})

    erase()

    kept = {str(one) for one in Statement.objects.values_list("uuid", flat=True)}
    assert (int(hers in kept), int(about in kept)) == left
    assert MAIL not in everything() or Erasure.objects.exists()


def test_a_signed_statement_is_deleted_since_its_signature_is_a_copy(sender) -> None:
    signature = {
        **ATTACHMENT,
        "usageType": "http://adlnet.gov/expapi/attachments/signature",
    }
    send(sender, context={"instructor": HER})
    signed = Statement.objects.get()
    body = {**json.loads(signed.body), "attachments": [signature]}
    Statement.objects.update(body=json.dumps(body))

    erase()

    assert Statement.objects.count() == 0


def test_documents_go_and_those_of_others_stay(sender) -> None:
    send(sender, actor=HER)
    hers = Agent.objects.get(ifi__startswith="mbox")
    other = Agent.objects.create(digest=b"x" * 32, ifi="mbox mailto:carla@leer.example")
    for agent in (hers, other):
        for kind in (DocumentKind.STATE, DocumentKind.AGENT_PROFILE):
            Document.objects.create(
                kind=kind,
                credential=sender,
                agent=agent,
                name="n",
                content=b"x",
                etag="x",
            )

    erase()

    assert set(Document.objects.values_list("agent", flat=True)) == {other.pk}


def test_only_attachments_that_nobody_else_uses_are_deleted(sender) -> None:
    also = b"ook van een ander"
    sha2 = hashlib.sha256(also).hexdigest()
    shared = {**ATTACHMENT, "sha2": sha2, "length": len(also)}
    parts = {SHA2: Part({}, CONTENT), sha2: Part({}, also)}
    send(sender, parts, actor=HER, attachments=[ATTACHMENT, shared])
    send(sender, {sha2: parts[sha2]}, attachments=[shared])

    erase()
    deleted, again = drop_loose_attachments(), drop_loose_attachments()

    assert (deleted, again) == (1, 0)
    assert not default_storage.exists(place_of(TENANT, SHA2))
    assert default_storage.exists(place_of(TENANT, sha2))
    assert StatementAttachment.objects.count() == 1


def test_it_may_stop_half_way_and_be_asked_twice(sender, monkeypatch) -> None:
    monkeypatch.setattr(erasing, "CHUNK", 2)
    for _ in range(5):
        send(sender, actor=HER)
    monkeypatch.setattr(
        erasing, "AT_ONCE", 0
    )  # the rest is for a worker, who never comes

    erase()
    erasure = Erasure.objects.get()
    erasing.continue_erasure(erasure_id=erasure.pk)
    half = Statement.objects.count()
    erase()
    finish_erasures()

    assert (half, Statement.objects.count()) == (3, 0)


def test_a_statement_that_was_on_its_way_is_found_by_the_second_look(sender) -> None:
    """It was given her old number, and is stored after the first look."""
    send(sender, actor=HER)
    her = Agent.objects.get(ifi=f"mbox mailto:{MAIL}")
    erase()
    late = send(sender, context={"instructor": HER})
    stranger = Agent.objects.get(ifi=f"mbox mailto:{MAIL}")
    StatementAgent.objects.filter(agent=stranger).update(agent=her)
    stranger.delete()

    with clock.at(clock.now() + timedelta(minutes=2)):
        finish_erasures()

    assert str(Statement.objects.get().uuid) == late
    assert MAIL not in everything()


def test_when_it_is_over_nothing_says_who_it_was(sender) -> None:
    send(sender, actor=HER)
    send(sender, context={"instructor": HER})

    erase()
    with clock.at(clock.now() + timedelta(minutes=2)):
        finish_erasures()

    assert Erasure.objects.count() == 0
    assert [word for word in (MAIL, "Bo Jansen") if word in everything()] == []
    line = AuditEvent.objects.get(action="erase_person")
    assert (line.by, line.subject_id, line.detail) == (
        None,
        "",
        {"deleted": 1, "unlinked": 1},
    )


def test_an_address_she_never_confirmed_erases_nothing_of_its_real_owner(
    sender,
) -> None:
    thief = UserFactory(email=MAIL)
    EmailAddress.objects.update_or_create(
        user=thief, email=MAIL, defaults={"verified": False}
    )
    send(sender, actor=HER)

    delete_account(by=thief)

    assert Statement.objects.count() == 1


# --- The command ------------------------------------------------------------------------------------
def test_the_command_counts_first_and_erases_only_when_told(sender, capsys) -> None:
    account = {"account": {"homePage": "https://lms.example", "name": "bo"}}
    send(sender, actor=HER)
    send(sender, actor=account)
    options = {"email": MAIL, "agent": [json.dumps(account)]}

    call_command("erase_person", **options)
    asked = capsys.readouterr().out, Statement.objects.count()
    call_command("erase_person", **options, yes=True)

    text = """There is no account, and 2 statements are about her.
Nothing was erased. Add --yes to erase her.
"""
    assert asked == (text, 2)
    assert Statement.objects.count() == 0
