"""Deleting an account erases her from the record store."""

import json
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import call_command

from elearning.accounts.actions import delete_account
from elearning.accounts.models import IdentityLink, User
from elearning.core import clock
from elearning.enrolment.queries import speaker
from elearning.xapi import vocabulary
from elearning.xapi.actions import make_credential, receive_statements, record
from elearning.xapi.enums import Scope
from elearning.xapi.models import Agent, Statement, StatementAgent
from elearning.xapi.statements import Item, LessonCompleted

pytestmark = pytest.mark.django_db


def send(actor: dict[str, object]) -> None:
    sender, _ = make_credential(
        by=None, label="proef", tenant=uuid.UUID(int=3), scopes=[Scope.ALL]
    )
    made = {
        "actor": actor,
        "verb": {"id": vocabulary.COMPLETED},
        "object": {"id": "https://leer.example/a/1"},
    }
    receive_statements(by=sender, raw=json.dumps(made).encode(), parts={}, major=1)


def lesson(cast) -> Statement:
    statement = record(
        LessonCompleted(
            speaker=speaker(cast.enrolment),
            object=Item("modules/m01/les-1", vocabulary.LESSON),
            at=clock.now(),
        )
    )
    assert statement is not None
    return Statement.objects.get(pk=statement.pk)


def test_deleting_the_account_erases_what_others_sent_under_her_address(cast) -> None:
    own = lesson(cast)
    EmailAddress.objects.update_or_create(
        user=cast.bram, email=cast.bram.email, defaults={"verified": True}
    )
    send({"mbox": f"mailto:{cast.bram.email}"})
    send(
        {"account": {"homePage": settings.SITE_URL, "name": str(own.actor)}},
    )

    delete_account(by=cast.bram)

    # What the platform recorded stays, and leads to nobody (XAPI_ERASURE).
    assert list(Statement.objects.values_list("uuid", "body")) == [(own.uuid, own.body)]
    assert IdentityLink.objects.count() == 0


def test_own_statements_go_too_where_the_policy_says_so(cast, settings) -> None:
    settings.XAPI_ERASURE = {**settings.XAPI_ERASURE, "own": "delete"}
    own = lesson(cast)

    delete_account(by=cast.bram)

    assert Statement.objects.count() == 0
    her = Agent.objects.filter(ifi__endswith=str(own.actor))
    assert not StatementAgent.objects.filter(agent__in=her).exists()


def test_the_command_deletes_the_account(cast) -> None:
    call_command("erase_person", email=cast.bram.email.upper(), yes=True)

    assert not User.objects.filter(pk=cast.bram.pk).exists()
