"""Statements reach other stores once each, and say no more there than they may."""

import json
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection

from elearning.accounts.models import AuditEvent
from elearning.core import clock
from elearning.core.ids import secret_uuid
from elearning.xapi import vocabulary
from elearning.xapi.actions import (
    forward,
    make_credential,
    make_target,
    pause_target,
    receive_statements,
    record,
    resume_target,
    send_again,
)
from elearning.xapi.actions.forwarding import LOCK
from elearning.xapi.enums import Kind, Scope
from elearning.xapi.models import DeadLetter, ForwardTarget, Statement
from elearning.xapi.queries.forwarding import behind
from elearning.xapi.statements import Item, LessonCompleted, QuestionAnswered, Speaker
from elearning.xapi.tasks import forward_all
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

TENANT = uuid.UUID(int=3)
NOON = datetime(2031, 3, 15, 12, tzinfo=UTC)


class Store(BaseHTTPRequestHandler):
    """The other store: knows statements by id, and can be made to fail."""

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"]))
        sent = json.loads(text)
        there = self.server.there
        self.server.posts.append(len(sent))
        self.server.logins.add(self.headers["Authorization"])
        status = next(self.server.fails, None)
        refuses = self.server.refuses
        if refuses and any(one["object"]["id"].endswith(refuses) for one in sent):
            status = status or 400
        if status is None and any(one["id"] in there for one in sent):
            status = 409
        if status is None:
            there.update({one["id"]: one for one in sent})
        self._answer(status or 200, b"[]")
        if self.server.forgets_to_answer:
            self.server.forgets_to_answer = False

    def do_GET(self) -> None:
        [key] = parse_qs(urlsplit(self.path).query)["statementId"]
        found = self.server.there.get(key)
        self._answer(200 if found else 404, json.dumps(found).encode())

    def _answer(self, status: int, body: bytes) -> None:
        if self.command == "POST" and self.server.forgets_to_answer:
            return
        self.send_response(status)
        self.send_header("Location", f"http://{self.headers['Host']}/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def store() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    server.there, server.posts, server.logins = {}, [], set()
    server.refuses = "/bad"
    server.fails, server.forgets_to_answer = iter(()), False
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def target(store, settings) -> ForwardTarget:
    settings.XAPI_FORWARD_SECRETS = "ander=b:c, lrs=key:secret"
    return made(store)


def made(store, name: str = "lrs", **filters) -> ForwardTarget:
    endpoint = f"http://127.0.0.1:{store.server_port}/xapi"
    return make_target(
        by=None, name=name, endpoint=endpoint, purpose="onderzoek", **filters
    )


def recorded(
    count: int = 1, event=LessonCompleted, code="a", at=NOON, **fields
) -> None:
    for _ in range(count):
        who = Speaker(actor=uuid.uuid4(), registration=uuid.uuid4(), tenant=TENANT)
        thing = Item(code, event.about)
        record(event(speaker=who, object=thing, at=at, **fields))
    committed()


def answered(**fields) -> None:
    recorded(event=QuestionAnswered, success=True, score=1.0, response="b", **fields)


def committed() -> None:
    """As if the transactions of these statements had ended long ago for the whole server."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE xapi_statement SET transaction = '2'")


def ids_at(target: ForwardTarget) -> set[str]:
    return {
        str(secret_uuid("reader-id", target.uuid, one.tenant, one.uuid))
        for one in Statement.objects.all()
    }


def go(target: ForwardTarget) -> int | None:
    sent = forward(target_id=target.pk)
    target.refresh_from_db()
    return sent


def test_every_statement_goes_once_in_batches_of_fifty(target, store) -> None:
    recorded(120)
    assert behind(target) == 120

    assert (go(target), go(target)) == (120, 0)

    assert store.posts == [50, 50, 20]
    assert store.there.keys() == ids_at(target)
    assert store.logins == {"Basic a2V5OnNlY3JldA=="}
    assert (target.sent, behind(target), target.last_error) == (120, 0, "")


def test_what_was_sent_without_an_answer_is_sent_again_and_there_once(
    target, store
) -> None:
    recorded(3)
    store.forgets_to_answer = True

    assert go(target) == 0
    assert (len(store.there), behind(target)) == (3, 3)

    with clock.at(clock.now() + timedelta(minutes=1)):
        assert go(target) == 3
    assert store.posts == [3, 3, 1, 1, 1]
    assert store.there.keys() == ids_at(target)
    assert DeadLetter.objects.count() == 0


@pytest.mark.parametrize("status", [302, 401, 404, 429, 500, 503])
def test_a_target_that_fails_is_left_alone_for_longer_each_time(
    target, store, status
) -> None:
    recorded()
    store.fails = iter([status] * 3)
    waits, now = [], clock.now()

    for _ in range(3):
        with clock.at(now):
            assert go(target) == 0
            assert forward(target_id=target.pk) is None  # not before its time
        waits.append((target.next_try_at - now).total_seconds())
        now = target.next_try_at

    assert [
        low <= wait <= 2 * low for low, wait in zip((2.5, 5, 10), waits, strict=True)
    ] == [True] * 3
    assert target.last_error == f"POST answered {status}"
    assert store.posts == [1, 1, 1]
    with clock.at(now):
        assert go(target) == 1
    assert (target.failures, target.last_error) == (0, "")


def test_a_refused_statement_waits_as_a_dead_letter_and_the_rest_goes_on(
    target, store
) -> None:
    recorded(2)
    recorded(code="bad")
    recorded(2)

    assert go(target) == 4

    letter = DeadLetter.objects.get()
    assert (letter.reason, letter.attempts) == ("POST answered 400", 1)
    assert letter.uuid == Statement.objects.get(activity__iri__endswith="/bad").uuid
    assert not send_again(by=None, letter=letter)
    letter.refresh_from_db()
    assert letter.attempts == 2
    Statement.objects.get(pk=letter.statement).delete()
    assert send_again(by=None, letter=letter)
    assert DeadLetter.objects.count() == 0


def test_another_statement_under_its_id_is_a_dead_letter(target, store) -> None:
    recorded()
    [key] = ids_at(target)
    store.there[key] = {"id": key, "actor": {}, "verb": {}, "object": {"id": "x"}}

    assert go(target) == 0

    assert DeadLetter.objects.get().reason == "POST answered 409"


def test_sensitive_parts_never_go(target, store) -> None:
    recorded(2, sensitive=True)
    recorded(code="open")

    assert go(target) == 1

    [there] = store.there.values()
    assert there["object"]["id"].endswith("/open")
    assert behind(target) == 0


def test_what_others_say_of_our_activities_never_goes(store, settings) -> None:
    """However they write the address: many systems escape every slash."""
    settings.XAPI_FORWARD_SECRETS = "lrs=k:s"
    sender, _ = make_credential(by=None, label="p", tenant=TENANT, scopes=[Scope.ALL])
    ours = f"{django_settings.SITE_URL}/xapi/activities/modules/m09"
    for address in (ours, ours.replace("http:", "https:").upper()):
        sent = {
            "actor": {"mbox": "mailto:bo@leer.example"},
            "verb": {"id": vocabulary.COMPLETED},
            "object": {"id": "https://leer.example/a"},
            "context": {"contextActivities": {"parent": [{"id": address}]}},
        }
        raw = json.dumps(sent).replace("/", "\\/").encode()
        receive_statements(by=sender, raw=raw, parts={}, major=1)
    committed()

    assert go(made(store, kinds=[Kind.OUTSIDE])) == 0


def test_answers_go_when_asked_for_and_their_response_only_when_that_is(
    target, store, settings
) -> None:
    settings.XAPI_FORWARD_SECRETS = "lrs=k:s,plain=k:s,full=k:s"
    kinds = [Kind.ANSWERS]
    answered()
    seen = []
    for one in (
        target,
        made(store, "plain", kinds=kinds),
        made(store, "full", kinds=kinds, with_response=True),
    ):
        store.there.clear()
        go(one)
        seen.append([there["result"] for there in store.there.values()])

    plain = {"success": True, "score": {"scaled": 1.0}}
    assert seen == [[], [plain], [{**plain, "response": "b"}]]


def test_filters_are_by_verb_type_and_tenant(store, settings) -> None:
    settings.XAPI_FORWARD_SECRETS = "a=k:s,b=k:s,c=k:s,d=k:s"
    recorded()
    filters = (
        {"verbs": [vocabulary.PASSED]},
        {"activity_types": [vocabulary.COURSE]},
        {"tenant": uuid.UUID(int=4)},
        {
            "verbs": [vocabulary.COMPLETED],
            "activity_types": [vocabulary.LESSON],
            "tenant": TENANT,
        },
    )

    sent = [
        go(made(store, name, **one)) for name, one in zip("abcd", filters, strict=True)
    ]

    assert sent == [0, 0, 0, 1]


def test_two_targets_cannot_lay_their_statements_side_by_side(
    target, store, settings
) -> None:
    settings.XAPI_FORWARD_SECRETS = "lrs=k:s,ander=k:s"
    recorded()
    source = json.loads(Statement.objects.get().body)

    go(target)
    go(made(store, "ander"))

    one, other = store.there.values()
    names = [
        (s["id"], s["actor"]["account"]["name"], s["context"]["registration"])
        for s in (source, one, other)
    ]
    assert len({value for name in names for value in name}) == 9
    assert "authority" not in one
    assert "stored" not in one


def test_nothing_of_what_others_sent_about_people_leaves(store, settings) -> None:
    settings.XAPI_FORWARD_SECRETS = "lrs=k:s"
    sender, _ = make_credential(by=None, label="p", tenant=TENANT, scopes=[Scope.ALL])
    bo = {"mbox": "mailto:bo@leer.example", "name": "Bo"}
    sent = {
        "actor": bo,
        "verb": {"id": vocabulary.COMPLETED},
        "object": {"id": "https://leer.example/a"},
        "context": {
            "instructor": bo,
            "extensions": {"https://leer.example/x": "van Bo"},
            "statement": {"objectType": "StatementRef", "id": str(uuid.UUID(int=9))},
        },
    }
    ours = {**sent, "object": {"id": f"{django_settings.SITE_URL}/xapi/activities/a"}}
    raw = json.dumps([sent, ours]).encode()
    receive_statements(by=sender, raw=raw, parts={}, major=1)
    committed()
    target = made(store, kinds=[Kind.OUTSIDE])

    assert go(target) == 1

    [there] = store.there.values()
    text = json.dumps(there)
    assert there["object"] == sent["object"]
    assert there["actor"] == there["context"]["instructor"]
    assert "bo@leer" not in text
    assert "Bo" not in text
    assert str(uuid.UUID(int=9)) not in text


def test_a_paused_target_gets_nothing_until_it_is_resumed(target, store) -> None:
    recorded()
    pause_target(by=None, target=target)

    assert go(target) is None
    resume_target(by=None, target=target)
    assert go(target) == 1
    assert [e.action for e in AuditEvent.objects.order_by("pk")][-2:] == [
        "pause_forward_target",
        "resume_forward_target",
    ]


def test_what_is_not_finished_for_everybody_waits(target, store) -> None:
    recorded()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE xapi_statement SET transaction = pg_current_xact_id()")

    assert not forward(target_id=target.pk)
    assert store.posts == []
    committed()
    assert go(target) == 1


def test_a_restored_database_begins_again_and_doubles_nothing(target, store) -> None:
    recorded(2)
    go(target)
    ForwardTarget.objects.update(cluster=1, transaction="4000000000")

    assert go(target) == 2

    assert store.there.keys() == ids_at(target)


def test_two_senders_are_never_at_one_target(target, store) -> None:
    recorded()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, target.pk])
        assert go(target) is None
        assert store.posts == []
    finally:
        other.close()  # as the connection of a worker that was killed

    within_seconds(10, lambda: go(target) == 1)


def test_the_tick_sends_to_whoever_is_due(target, store) -> None:
    recorded()
    pause_target(by=None, target=target)
    forward_all()
    assert store.posts == []

    resume_target(by=None, target=target)
    forward_all()

    assert store.there.keys() == ids_at(target)


def within_seconds(most: int, holds) -> None:
    until = time.monotonic() + most
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_without_a_key_nothing_is_sent(target, store, settings) -> None:
    settings.XAPI_FORWARD_SECRETS = ""
    recorded()

    assert go(target) == 0
    assert store.posts == []
    assert target.last_error == "XAPI_FORWARD_SECRETS has no key for this target"


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://leer.example/xapi",
        "ftp://127.0.0.1/",
        "https://a:b@leer.example/",
        "https://leer.example/?a=b",
        "https:///xapi",
    ],
)
def test_an_endpoint_is_https_and_nothing_else(endpoint) -> None:
    with pytest.raises(ValueError, match="an endpoint"):
        make_target(by=None, name="x", endpoint=endpoint, purpose="x")


def test_loopback_without_https_is_for_development(store, settings) -> None:
    settings.XAPI_FORWARD_TO_LOOPBACK = False
    with pytest.raises(ValueError, match="https"):
        made(store)


def test_the_commands_make_a_target_and_say_how_far_it_is(
    store, settings, capsys
) -> None:
    settings.XAPI_FORWARD_SECRETS = "lrs=k:s"
    recorded()
    recorded(code="bad")
    endpoint = f"http://127.0.0.1:{store.server_port}/xapi"
    call_command("make_forward_target", name="lrs", endpoint=endpoint, purpose="proef")

    call_command("forward", again=True)

    letter = DeadLetter.objects.get()
    assert capsys.readouterr().out.splitlines() == [
        "lrs is made.",
        "lrs: 1 sent, 0 behind, well",
        f"  {letter.uuid}  POST answered 400, tried 2 times",
    ]


# --- The screen -------------------------------------------------------------------------------------
SCREEN = "/cms/doorsturen/"


@pytest.fixture
def administrator(client):
    user = UserFactory(superuser=True)
    client.force_login(user)
    return user


def test_the_screen_is_for_administrators(client, target) -> None:
    client.force_login(MembershipFactory(coordinator=True).user)
    pages = ("", "nieuw/", f"{target.pk}/geweigerd/")

    answers = [client.get(SCREEN + page).status_code for page in pages]
    paused = client.post(f"{SCREEN}{target.pk}/pauze/", {"pause": "1"})

    assert {*answers, paused.status_code} <= {302, 403}
    assert ForwardTarget.objects.get().paused_at is None


def test_the_screen_says_where_it_goes_and_how_far_that_is(
    client, target, store, administrator
) -> None:
    recorded(3)
    go(target)
    recorded(2)

    text = client.get(SCREEN).content.decode()

    assert "onderzoek" in text
    assert "<td>2</td>" in text
    assert ForwardTarget.objects.get().sent == 3


def test_a_target_that_does_not_work_says_why_and_when_it_is_tried_again(
    client, target, store, administrator
) -> None:
    recorded()
    store.fails = iter([503])
    go(target)

    text = client.get(SCREEN).content.decode()

    assert "POST answered 503" in text
    assert "probeert het weer om" in text


def test_an_administrator_pauses_and_goes_on(client, target, administrator) -> None:
    there = f"{SCREEN}{target.pk}/pauze/"

    client.post(there, {"pause": "1"})
    paused = ForwardTarget.objects.get().paused_at
    client.post(there, {"resume": "1"})

    assert paused is not None
    assert ForwardTarget.objects.get().paused_at is None
    assert AuditEvent.objects.filter(by=administrator).count() == 2


def test_what_was_refused_is_shown_as_the_target_gets_it_and_offered_again(
    client, target, store, administrator
) -> None:
    recorded(code="bad")
    go(target)
    kept = json.loads(Statement.objects.get().body)
    page = f"{SCREEN}{target.pk}/geweigerd/"

    text = client.get(page).content.decode()
    assert "/activities/bad" in text
    assert kept["actor"]["account"]["name"] not in text
    assert kept["id"] not in text

    store.refuses = ""
    client.post(page)
    assert not DeadLetter.objects.exists()
    assert store.there.keys() == ids_at(target)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("endpoint", "http://leer.example/xapi", "begint met https://"),
        ("endpoint", "https://u:p@leer.example", "begint met https://"),
        ("purpose", "", "verplicht"),
        ("kinds", [], "verplicht"),
        ("name", "lrs", "al een opslag"),
        ("name", "met spatie", "letters"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused_at_the_field(
    client, target, administrator, field: str, value: object, said: str
) -> None:
    wanted = {
        "name": "onderzoek",
        "endpoint": "https://leer.example/xapi",
        "purpose": "onderzoek",
        "kinds": ["own"],
        "version": "1.0.3",
    }

    response = client.post(f"{SCREEN}nieuw/", wanted | {field: value})

    assert (response.status_code, ForwardTarget.objects.count()) == (400, 1)
    assert said in response.content.decode()
    assert client.post(f"{SCREEN}nieuw/", wanted).status_code == 302
    made = ForwardTarget.objects.get(name="onderzoek")
    assert (made.purpose, made.kinds, made.tenant) == ("onderzoek", ["own"], None)
