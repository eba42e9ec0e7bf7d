"""Administrators look inside the store: who may, what they find, and what that leaves behind."""

import json
import re
import uuid
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from elearning.accounts.models import AuditEvent
from elearning.core import clock
from elearning.xapi import vocabulary as v
from elearning.xapi.actions import (
    make_credential,
    receive_statements,
    record,
    search_statements,
)
from elearning.xapi.actions import revoke_credential as revoke
from elearning.xapi.enums import Scope
from elearning.xapi.models import Agent, Refusal, Statement
from elearning.xapi.queries.hashes import digest
from elearning.xapi.queries.identities import pseudonym_ifi
from elearning.xapi.queries.looking import PAGE, refusals, volume
from elearning.xapi.queries.searching import Wanted
from elearning.xapi.statements import Item, LessonCompleted, ModuleCompleted, Speaker
from tests.factories.accounts import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
LOOK = "/cms/leergegevens/"
SEARCH = f"{LOOK}zoeken/"
REFUSED = f"{LOOK}geweigerd/"
BRAM, CARLA = uuid.UUID(int=0xB), uuid.UUID(int=0xC)
MODULE = Item("modules/m01", v.MODULE)
NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)


@pytest.fixture
def administrator(client):
    user = UserFactory(superuser=True)
    client.force_login(user)
    return user


def finish(
    who: uuid.UUID = BRAM, lesson: str = "les-1", at: datetime = NOON, **of
) -> str:
    speaker = Speaker(actor=who, registration=uuid.uuid4(), **of)
    thing = Item(f"modules/m01/{lesson}", v.LESSON)
    with clock.at(at):
        made = record(
            LessonCompleted(speaker=speaker, object=thing, at=at, parent=MODULE)
        )
    assert made is not None
    return str(made.uuid)


def send(credential, *, at: datetime = NOON, name: str = "Bo", **fields) -> None:
    said = {
        "actor": {"mbox": "mailto:bo@example.org", "name": name},
        "verb": {"id": "https://cursus.example/did"},
        "object": {"id": "https://cursus.example/les-1"},
        **fields,
    }
    raw = json.dumps(said)
    with clock.at(at):
        receive_statements(by=credential, raw=raw.encode(), parts={}, major=1)


def key(label: str = "Cursus", **fields):
    wanted = {"tenant": uuid.uuid4(), "scopes": [Scope.ALL]} | fields
    return make_credential(by=None, label=label, **wanted)[0]


def ids(answer) -> list[str]:
    """The ids of the statements on the page, in their order."""
    shown = re.findall(r"<pre[^>]*>(.*?)</pre>", answer.content.decode(), re.DOTALL)
    return [
        re.search(r'^  "id": "([^"]+)"', unescape(text), re.MULTILINE)[1]
        for text in shown
    ]


def queries(ask, path: str) -> int:
    """How many a page takes, the second time: Wagtail remembers some things of its own."""
    ask(path)
    with CaptureQueriesContext(connection) as seen:
        assert ask(path).status_code == 200
    return len(seen)


# --- Who may ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", [LOOK, SEARCH, REFUSED])
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("fields", [{"is_staff": True}, {}, None])
def test_nobody_but_an_administrator_comes_in(client, path, method, fields):
    finish()
    if fields is not None:
        client.force_login(UserFactory(**fields))

    answer = getattr(client, method)(path, {"pseudonym": str(BRAM)})

    assert answer.status_code in {302, 401, 403}
    assert not AuditEvent.objects.exists()


# --- Searching ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["module", "second", "carla", "first"]),
        ({"pseudonym": str(BRAM)}, ["module", "second", "first"]),
        ({"pseudonym": str(uuid.UUID(int=0xD))}, []),
        ({"verb": v.COMPLETED}, ["module", "second", "carla", "first"]),
        ({"verb": v.ATTENDED}, []),
        ({"activity": "modules/m01/les-1"}, ["carla", "first"]),
        ({"activity": Item("modules/m01/les-1", "").iri}, ["carla", "first"]),
        ({"activity": "modules/m01"}, ["module"]),
        (
            {"activity": "modules/m01", "around": "on"},
            ["module", "second", "carla", "first"],
        ),
        ({"since": "2026-03-05"}, ["module", "second"]),
        ({"until": "2026-03-04"}, ["carla", "first"]),
        ({"since": "2026-03-05", "until": "2026-03-05"}, ["second"]),
        ({"pseudonym": str(BRAM), "activity": "modules/m01/les-1"}, ["first"]),
    ],
)
def test_it_finds_what_was_asked_for_newest_first(client, administrator, wanted, found):
    names = {
        finish(): "first",
        finish(CARLA, at=NOON + timedelta(hours=1)): "carla",
        # Midnight in Amsterdam begins a day.
        finish(lesson="les-2", at=datetime(2026, 3, 4, 23, 0, tzinfo=UTC)): "second",
    }
    with clock.at(NOON + timedelta(days=2)):
        module = record(
            ModuleCompleted(
                speaker=Speaker(actor=BRAM, registration=uuid.uuid4()),
                object=MODULE,
                at=NOON,
            )
        )
    names[str(module.uuid)] = "module"

    answer = client.post(SEARCH, wanted)

    assert [names[one] for one in ids(answer)] == found


def test_each_search_is_in_one_organisation(client, administrator):
    organisation = OrganisationFactory()
    ours, theirs = finish(), finish(tenant=organisation.uuid)

    assert ids(client.post(SEARCH, {"pseudonym": str(BRAM)})) == [ours]
    answer = client.post(
        SEARCH, {"pseudonym": str(BRAM), "organisation": organisation.pk}
    )
    assert ids(answer) == [theirs]


def test_somebody_is_also_found_where_she_is_only_mentioned(client, administrator):
    organisation = OrganisationFactory()
    account = {"homePage": settings.SITE_URL, "name": str(BRAM)}
    send(key(tenant=organisation.uuid), context={"instructor": {"account": account}})
    wanted = {"organisation": organisation.pk}

    assert len(ids(client.post(SEARCH, wanted | {"pseudonym": str(BRAM)}))) == 1
    assert ids(client.post(SEARCH, wanted | {"pseudonym": str(CARLA)})) == []


def test_a_search_by_pseudonym_leaves_a_line_that_does_not_name_it(
    client, administrator
):
    finish()
    someone = Agent.objects.get(digest=digest(pseudonym_ifi(BRAM)))

    client.post(SEARCH, {"pseudonym": str(BRAM)})
    client.post(SEARCH, {"pseudonym": str(CARLA)})
    client.post(SEARCH, {"verb": v.COMPLETED})

    lines = AuditEvent.objects.order_by("pk").values_list(
        "by", "action", "subject_kind", "subject_id", "detail"
    )
    line = (administrator.pk, "search_by_pseudonym", "xapi.agent")
    assert list(lines) == [(*line, str(someone.pk), {}), (*line, "0", {})]


def test_nothing_is_searched_by_address(client, administrator):
    finish()

    answer = client.get(SEARCH, {"pseudonym": str(BRAM)})

    assert ids(answer) == []
    assert str(BRAM) not in answer.content.decode()
    assert not AuditEvent.objects.exists()


def test_older_ones_follow_without_doubles_or_gaps(client, administrator):
    made = [
        finish(lesson=f"les-{number}", at=NOON + timedelta(minutes=number))
        for number in range(51)
    ]
    seen, fields = [], {"pseudonym": str(BRAM)}

    for size in (25, 25, 1):
        answer = client.post(SEARCH, fields)
        page = ids(answer)
        assert len(page) == size
        seen += page
        form = answer.content.decode().rpartition("<form")[2]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]+)"', form))

    assert seen == list(reversed(made))
    assert "Er zijn geen oudere" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pseudonym", "Bram"),
        ("since", "gisteren"),
        ("until", "2026-03-01"),
        ("verb", "x" * 501),
        ("cursor", "-1"),
        ("organisation", "0"),
    ],
)
def test_a_wrong_field_searches_nothing_and_keeps_what_was_typed(
    client, administrator, field, value
):
    finish()

    answer = client.post(
        SEARCH, {"since": "2026-03-02", "activity": "modules/m01"} | {field: value}
    )

    text = answer.content.decode()
    assert (answer.status_code, ids(answer)) == (400, [])
    assert 'role="alert"' in text
    assert 'value="modules/m01"' in text


def test_what_another_system_sent_is_shown_as_text(client, administrator):
    organisation = OrganisationFactory()
    send(key("Cursus B", tenant=organisation.uuid), name="<script>alert(1)</script>")

    text = client.post(SEARCH, {"organisation": organisation.pk}).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert(1)" not in text
    # In the line above it nobody of another system is named, and who wrote it is.
    lines = text.partition("<details>")[0]
    assert "bo@example.org" not in lines
    assert "Cursus B" in lines


def test_a_search_takes_as_many_queries_for_three_as_for_one(
    client, administrator, django_assert_num_queries
):
    organisation = OrganisationFactory()
    wanted = Wanted(
        tenant=organisation.uuid, verb="https://cursus.example/did", pseudonym=BRAM
    )

    def write() -> None:
        # In a statement of another system too: its key is looked up for its label.
        send(
            key(tenant=organisation.uuid),
            actor={"account": {"homePage": settings.SITE_URL, "name": str(BRAM)}},
        )

    write()
    for _ in range(2):
        # A savepoint and its end, the pseudonym, the line left behind; the verb, the voiding verb
        # and the agent by their numbers, the page, and the labels of the keys.
        with django_assert_num_queries(7):
            found, _ = search_statements(by=administrator, wanted=wanted)
        write()
        write()

    assert len(found) == 3
    assert {one.by for one in found} == {"Cursus"}


def test_its_page_takes_as_many_queries_for_three_as_for_one(client, administrator):
    finish()
    one = queries(client.post, SEARCH)
    finish(lesson="les-2")
    finish(lesson="les-3")

    assert queries(client.post, SEARCH) == one


# --- How much, and from whom --------------------------------------------------------------------------
def test_volume_counts_by_day_here_and_by_who_wrote():
    now = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
    quiet, busy = key("A stil"), key("B druk")
    revoke(by=None, credential=key("C ingetrokken"))
    finish(at=datetime(2026, 3, 19, 22, 59, tzinfo=UTC))
    finish(at=datetime(2026, 3, 19, 23, 1, tzinfo=UTC))
    send(busy, at=now - timedelta(days=2))
    last = now - timedelta(days=1)
    send(busy, at=last)
    finish(at=now - timedelta(days=31))

    with clock.at(now):
        seen = volume()

    assert len(seen.days) == 30
    assert [(day.day.day, day.own, day.outside) for day in seen.days if day.total] == [
        (20, 1, 0),
        (19, 1, 1),
        (18, 0, 1),
    ]
    assert seen.most == 2
    assert [(one.credential, one.statements, one.last) for one in seen.writers] == [
        (None, 2, datetime(2026, 3, 19, 23, 1, tzinfo=UTC)),
        (busy, 2, last),
        (quiet, 0, None),
    ]


def test_a_revoked_key_that_wrote_is_there_and_said_to_be_over(client, administrator):
    credential = key("Oud systeem")
    send(credential, at=clock.now())
    revoke(by=None, credential=credential)

    text = client.get(LOOK).content.decode()

    assert re.search(r"Oud systeem <span[^>]*>\(niet meer geldig\)", text)


def test_volume_takes_as_many_queries_for_three_keys_as_for_one(
    client, administrator, django_assert_num_queries
):
    def write() -> None:
        send(key(tenant=OrganisationFactory().uuid), at=clock.now())

    write()
    one = queries(client.get, LOOK)
    for _ in range(2):
        # The days, the keys, and the names of their organisations.
        with django_assert_num_queries(3):
            volume()
        write()
        write()

    assert queries(client.get, LOOK) == one


# --- What was refused ---------------------------------------------------------------------------------
def refuse(number: int, **fields) -> Refusal:
    return Refusal.objects.create(
        method="POST",
        resource="statements",
        status=400,
        reason=f"Reden {number}",
        **fields,
    )


def reasons(answer) -> list[str]:
    return re.findall(r"Reden \d+", answer.content.decode())


def test_refusals_are_shown_newest_first_and_by_page(client, administrator):
    for number in range(PAGE + 2):
        refuse(number)

    first = client.get(REFUSED)
    (link,) = re.findall(r'href="(\?voor=\d+)"', first.content.decode())
    second = client.get(REFUSED + link)

    assert reasons(first) + reasons(second) == [
        f"Reden {number}" for number in reversed(range(PAGE + 2))
    ]
    assert len(reasons(second)) == 2


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, ""])
def test_a_number_that_is_none_shows_the_first_page(client, administrator, number):
    refuse(1)

    assert reasons(client.get(REFUSED, {"voor": number})) == ["Reden 1"]


def test_refusals_take_as_many_queries_for_three_as_for_one(
    client, administrator, django_assert_num_queries
):
    refuse(1, credential=key("Cursus"))
    one = queries(client.get, REFUSED)
    for _ in range(2):
        with django_assert_num_queries(1):
            found, _ = refusals(None)
            assert found[0].credential is None or found[0].credential.label
        refuse(2, credential=key("Ander"))
        refuse(3)

    assert queries(client.get, REFUSED) == one


def test_where_nothing_was_refused_it_says_so(client, administrator):
    assert "Er is niets geweigerd" in client.get(REFUSED).content.decode()


def test_looking_changes_no_statement(client, administrator):
    finish()
    before = list(Statement.objects.values())

    for path in (LOOK, SEARCH, REFUSED):
        client.get(path)
    client.post(SEARCH, {"pseudonym": str(BRAM)})

    assert list(Statement.objects.values()) == before
