"""Whose statements they are: a tenant sees its own, a credential no more than its scopes say."""

import json
import uuid
from collections.abc import Callable

import pytest

from elearning.xapi.enums import Scope
from elearning.xapi.models import Statement
from tests.conformance.xapi.conftest import Speaker
from tests.conformance.xapi.statements import ACTIVITY, AGENT, OTHER, UUID, statement

VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}


def test_another_tenant_sees_nothing(speaker_for: Callable[..., Speaker]) -> None:
    ours, theirs = speaker_for(uuid.UUID(int=3)), speaker_for(uuid.UUID(int=4))
    ours.post(
        statement(id=UUID, object={**ACTIVITY, "definition": {"name": {"nl": "Ons"}}})
    )

    assert theirs.send("GET", statementId=UUID).status_code == 404
    assert theirs.ids(agent=AGENT) == []
    about = theirs.send("GET", "/xapi/activities", activityId=ACTIVITY["id"])
    assert json.loads(about.content) == ACTIVITY
    assert theirs.post(statement(id=UUID, actor=OTHER)) == [UUID]


def test_mine_is_what_the_credential_wrote(speaker_for: Callable[..., Speaker]) -> None:
    tenant = uuid.UUID(int=3)
    anna = speaker_for(tenant)
    bram = speaker_for(tenant, Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ_MINE)
    hers = anna.post(statement())

    his = bram.post(statement())

    assert (bram.ids(), anna.ids()) == (his, hers)
    assert bram.send("GET", statementId=hers[0]).status_code == 404


def test_a_document_is_of_the_credential_that_wrote_it(
    speaker_for: Callable[..., Speaker],
) -> None:
    anna, bram = speaker_for(uuid.UUID(int=3)), speaker_for(uuid.UUID(int=3))
    shelf = {"activityId": ACTIVITY["id"], "agent": AGENT, "stateId": "plek"}
    for who, content in ((anna, {"at": 1}), (bram, {"at": 2})):
        who.send("PUT", "/xapi/activities/state", content, **shelf)

    found = [one.send("GET", "/xapi/activities/state", **shelf) for one in (anna, bram)]

    assert [json.loads(one.content) for one in found] == [{"at": 1}, {"at": 2}]


@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        (Scope.STATEMENTS_WRITE, "GET", "/xapi/statements"),
        (Scope.STATEMENTS_READ, "POST", "/xapi/statements"),
        (Scope.ALL_READ, "PUT", "/xapi/activities/state"),
        (Scope.ALL_READ, "GET", "/xapi/activities/state"),
        (Scope.STATE, "GET", "/xapi/agents/profile"),
    ],
)
def test_a_scope_opens_no_more_than_it_says(
    speaker_for: Callable[..., Speaker], scope: Scope, method: str, path: str
) -> None:
    """Communication 4.2."""
    speaker = speaker_for(uuid.UUID(int=3), scope)

    assert speaker.send(method, path, body=[statement()]).status_code == 403
    assert not Statement.objects.exists()


def test_nobody_voids_what_another_wrote(speaker_for: Callable[..., Speaker]) -> None:
    tenant = uuid.UUID(int=3)
    anna, bram = speaker_for(tenant), speaker_for(tenant)
    anna.post(statement(id=UUID))

    bram.post(statement(verb=VOIDED, object={"objectType": "StatementRef", "id": UUID}))

    assert anna.send("GET", statementId=UUID).status_code == 200
