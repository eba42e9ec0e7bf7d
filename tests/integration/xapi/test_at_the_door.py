"""A credential whose people get a pseudonym before anything of them is stored."""

import base64
import json
import re
import uuid

import pytest
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client

from elearning.xapi.actions import erase_person, make_credential
from elearning.xapi.enums import Scope
from elearning.xapi.models import Agent, Credential, Document, Statement
from elearning.xapi.queries.identities import address_ifis

pytestmark = pytest.mark.django_db

MAIL = "bo@leer.example"
HER = {"objectType": "Agent", "name": "Bo Jansen", "mbox": f"mailto:{MAIL}"}
TEAM = {"objectType": "Group", "name": "Team Bo", "member": [HER]}
MADE = {
    "actor": HER,
    "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
    "object": {"objectType": "Activity", "id": "https://leer.example/a/1"},
    "timestamp": "2026-11-20T12:00:00.000Z",
}
STATE = {"activityId": "https://leer.example/a/1", "stateId": "s"}


class Sender:
    """Speaks 2.0 for one credential."""

    def __init__(self, client: Client, *, pseudonymises: bool = True, tenant: int = 3):
        self.client = client
        self.credential, secret = make_credential(
            by=None,
            label="proef",
            tenant=uuid.UUID(int=tenant),
            scopes=[Scope.ALL],
            pseudonymises=pseudonymises,
        )
        coded = base64.b64encode(f"{self.credential.key}:{secret}".encode()).decode()
        self.headers = {
            "Authorization": f"Basic {coded}",
            "X-Experience-API-Version": "2.0.0",
        }

    def ask(self, method: str, path: str, body: object = b"", **query) -> HttpResponse:
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.generic(
            method,
            f"/xapi/{path}",
            text,
            "application/json",
            query_params=query or None,
            headers=self.headers,
        )

    def post(self, **changes) -> HttpResponse:
        return self.ask("POST", "statements", {**MADE, **changes})

    def found(self, agent: dict, **query) -> list[dict]:
        answer = self.ask("GET", "statements", agent=json.dumps(agent), **query)
        return json.loads(answer.content)["statements"]


@pytest.fixture
def sender(client: Client) -> Sender:
    return Sender(client)


def stored_words() -> str:
    return " ".join(
        [
            *Statement.objects.values_list("body", flat=True),
            *Agent.objects.values_list("ifi", flat=True),
        ]
    )


def test_it_is_off_unless_asked_for(client: Client) -> None:
    sender = Sender(client, pseudonymises=False)

    sender.post()

    assert json.loads(Statement.objects.get().body)["actor"] == HER


def test_whoever_is_named_is_stored_under_a_pseudonym(sender: Sender) -> None:
    sub = {"objectType": "SubStatement", **MADE, "actor": TEAM}
    sender.post(
        object=sub,
        context={
            "instructor": HER,
            "team": TEAM,
            "contextAgents": [{"objectType": "contextAgent", "agent": HER}],
        },
    )

    assert [
        word for word in (MAIL, "Bo Jansen", "Team Bo") if word in stored_words()
    ] == []
    kept = json.loads(Statement.objects.get().body)
    assert kept["actor"] == {
        "objectType": "Agent",
        "account": {
            "homePage": settings.SITE_URL,
            "name": str(Statement.objects.get().actor),
        },
    }
    assert kept["object"]["actor"] == {"objectType": "Group", "member": [kept["actor"]]}
    assert kept["context"]["instructor"] == kept["actor"]


def test_what_names_nobody_stays_letter_for_letter(sender: Sender) -> None:
    text = json.dumps(MADE).replace(
        '"timestamp"', '"result": {"score":  {"raw": 1.50}}, "timestamp"'
    )

    sender.ask("POST", "statements", text.encode())

    assert '{"score":  {"raw": 1.50}}' in Statement.objects.get().body


def test_the_same_person_is_the_same_within_a_tenant_only(client: Client) -> None:
    for tenant in (3, 3, 4):
        Sender(client, tenant=tenant).post()

    first, second, other = Statement.objects.values_list("actor", flat=True)
    assert first == second != other


def test_the_sender_finds_its_own_people_again(sender: Sender) -> None:
    sender.post()
    sender.post(actor={"mbox": "mailto:carla@leer.example"})

    assert len(sender.found(HER)) == 1
    person = json.loads(sender.ask("GET", "agents", agent=json.dumps(HER)).content)
    assert sorted(person) == ["account", "objectType"]


def test_sending_twice_stores_once(sender: Sender) -> None:
    statement_id = str(uuid.uuid4())

    answers = [sender.post(id=statement_id).status_code for _ in range(2)]

    assert (answers, Statement.objects.count()) == ([200, 200], 1)


def test_our_own_pseudonyms_stay_and_other_names_on_our_site_do_not(
    sender: Sender,
) -> None:
    ours = str(uuid.uuid4())
    for name in (ours, MAIL):
        sender.post(actor={"account": {"homePage": settings.SITE_URL, "name": name}})

    names = [
        json.loads(body)["actor"]["account"]["name"]
        for body in Statement.objects.order_by("pk").values_list("body", flat=True)
    ]
    assert names[0] == ours
    assert re.fullmatch(r"[0-9a-f-]{36}", names[1])


def test_a_signed_statement_is_refused_with_the_reason(sender: Sender) -> None:
    signature = {
        "usageType": "http://adlnet.gov/expapi/attachments/signature",
        "display": {"nl": "Handtekening"},
        "contentType": "application/octet-stream",
        "length": 1,
        "sha2": "a" * 64,
    }

    answer = sender.post(attachments=[signature])

    assert (answer.status_code, Statement.objects.count()) == (400, 0)
    assert json.loads(answer.content) == {
        "error": "this credential stores people under a pseudonym, and a signed statement"
        " cannot be changed: send it unsigned",
        "pointer": "/attachments/0",
    }


@pytest.mark.parametrize(
    ("path", "query"),
    [("activities/state", STATE), ("agents/profile", {"profileId": "p"})],
)
def test_documents_lie_under_the_pseudonym_and_are_found_again(
    sender: Sender, path: str, query: dict[str, str]
) -> None:
    where = {**query, "agent": json.dumps(HER)}

    put = sender.ask("PUT", path, {"a": 1}, **where)

    assert put.status_code == 204
    assert Document.objects.get().agent.ifi.startswith(f"account {settings.SITE_URL} ")
    assert MAIL not in stored_words()
    assert json.loads(sender.ask("GET", path, **where).content) == {"a": 1}


def test_erasing_her_address_finds_what_was_stored_under_the_pseudonym(
    sender: Sender,
) -> None:
    sender.post()
    sender.post(actor={"mbox": "mailto:carla@leer.example"}, context={"team": TEAM})
    pseudonym = str(Statement.objects.order_by("pk")[0].actor)

    erase_person(by=None, identifiers=address_ifis([MAIL]))

    assert pseudonym not in Statement.objects.get().body
    assert sender.found(HER, related_agents="true") == []


def test_the_command_makes_such_a_credential() -> None:
    call_command("make_credential", label="proef", pseudonymise=True)

    assert Credential.objects.get().pseudonymises is True
