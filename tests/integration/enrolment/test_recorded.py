"""What the record store holds of the person who looks: a page to read, and a file."""

import json
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from elearning.core import clock
from elearning.enrolment.queries import speaker
from elearning.xapi import vocabulary
from elearning.xapi.actions import make_credential, receive_statements, record
from elearning.xapi.enums import Scope
from elearning.xapi.queries import own
from elearning.xapi.statements import Item, LessonCompleted

pytestmark = pytest.mark.django_db

URL = "/mijn-account/leergegevens/"
CARLA = {"name": "Carla Smit", "mbox": "mailto:carla@leer.example"}


@pytest.fixture
def bram(client, cast):
    EmailAddress.objects.update_or_create(
        user=cast.bram, email=cast.bram.email, defaults={"verified": True}
    )
    client.force_login(cast.bram)
    return cast.bram


def lessons(cast, *numbers: int) -> None:
    for number in numbers:
        record(
            LessonCompleted(
                speaker=speaker(cast.enrolment),
                object=Item(f"modules/m01/les-{number}", vocabulary.LESSON),
                at=clock.now(),
            )
        )


def outside(**changes) -> None:
    sender, _ = make_credential(
        by=None, label="proef", tenant=uuid.UUID(int=3), scopes=[Scope.ALL]
    )
    made = {
        "actor": CARLA,
        "verb": {"id": "https://lms.example/verbs/reviewed"},
        "object": {
            "id": "https://lms.example/a/1",
            "definition": {"name": {"en": "Essay", "nl": "Werkstuk"}},
        },
        **changes,
    }
    receive_statements(by=sender, raw=json.dumps(made).encode(), parts={}, major=1)


def rows(page: str) -> list[str]:
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        " ".join(
            row.partition("</th>")[2].replace("<td>", "").replace("</td>", " ").split()
        )
        for row in body.split("<tr>")[1:]
    ]


def test_the_page_says_in_words_what_was_recorded(client, cast, bram) -> None:
    lessons(cast, 1)
    outside(actor={"mbox": f"mailto:{bram.email}"})
    outside()  # of somebody else

    page = client.get(URL)

    found = [row.replace("</tr>", "").strip() for row in rows(page.content.decode())]
    assert found == [
        "Werkstuk: reviewed een ander systeem",
        "les m01/les-1: afgerond deze site",
    ]
    assert page["Cache-Control"] == "no-store, private"


def test_a_title_that_says_what_it_is_has_no_word_before_it(client, cast, bram) -> None:
    outside(
        actor={"mbox": f"mailto:{bram.email}"},
        object={
            "id": "https://lms.example/a/2",
            "definition": {"type": vocabulary.COURSE, "name": {"nl": "Leerroute B"}},
        },
    )

    assert [line.about for line in client.get(URL).context["lines"]] == ["Leerroute B"]


def test_the_page_goes_on_where_it_stopped(client, cast, bram, monkeypatch) -> None:
    monkeypatch.setattr(own, "PAGE", 2)
    lessons(cast, 1, 2, 3)

    first = client.get(URL)
    second = client.get(f"{URL}?voor={first.context['older']}")

    assert [line.about for line in first.context["lines"]] == [
        "les m01/les-3",
        "les m01/les-2",
    ]
    assert [line.about for line in second.context["lines"]] == ["les m01/les-1"]
    assert second.context["older"] is None


@pytest.mark.parametrize("place", ["x", "-1", "0", "9" * 30, "²"])
def test_a_place_that_makes_no_sense_is_the_beginning(
    client, cast, bram, place
) -> None:
    lessons(cast, 1)

    assert len(client.get(URL, {"voor": place}).context["lines"]) == 1


def test_an_empty_page_says_when_something_will_stand_there(client, bram) -> None:
    assert "Zodra je een les afrondt" in client.get(URL).content.decode()


def test_the_page_asks_as_much_for_three_as_for_one(client, cast, bram) -> None:
    lessons(cast, 1)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    lessons(cast, 2, 3)

    with CaptureQueriesContext(connection) as three:
        client.get(URL)

    assert len(three) == len(one) <= 10


def test_the_file_holds_every_statement_and_nobody_else_in_it(
    client, cast, bram, monkeypatch
) -> None:
    monkeypatch.setattr(own, "CHUNK", 2)
    lessons(cast, 1, 2, 3)
    team = {"objectType": "Group", "member": [CARLA, {"mbox": f"mailto:{bram.email}"}]}
    outside(context={"team": team})
    outside()

    text = client.post("/mijn-account/gegevens/").getvalue().decode()

    found = json.loads(text)["statements"]
    assert [one["object"]["id"].rpartition("/")[2] for one in found] == [
        "les-1",
        "les-2",
        "les-3",
        "1",
    ]
    assert found[3]["context"]["team"]["member"][1] == {"mbox": f"mailto:{bram.email}"}
    assert found[3]["authority"]["account"]["homePage"] == settings.SITE_URL
    assert [word for word in ("Carla", "carla@") if word in text] == []
