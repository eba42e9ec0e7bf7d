"""My account: change, take along, leave, delete."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from elearning.accounts.models import AuditEvent, IdentityLink, User
from elearning.enrolment.actions import finish_item, seal
from elearning.enrolment.enums import ItemKind, PrivateKind
from elearning.enrolment.models import LearnerKey, PrivateRecord, Progress
from elearning.enrolment.queries import enrolments_of, progress_of, speaker
from tests.factories.accounts import PASSWORD
from tests.factories.enrolment import EnrolmentFactory

pytestmark = pytest.mark.django_db
KEY = uuid.uuid4()


@pytest.fixture
def bram(client, cast):
    finish_item(by=cast.bram, enrolment=cast.enrolment, key=KEY, kind=ItemKind.LESSON)
    seal(user=cast.bram, kind=PrivateKind.CASE_RUN, subject=KEY, data={"ending": "AE2"})
    client.force_login(cast.bram)
    return cast.bram


@pytest.mark.parametrize(
    "url",
    [
        "/mijn-account/",
        "/mijn-account/naam/",
        "/mijn-account/leergegevens/",
        "/mijn-account/verwijderen/",
        "/groepen/",
    ],
)
def test_pages_need_a_login(client, db, url):
    assert client.get(url).url == f"/account/login/?next={url}"


def test_account_page_shows_groups_and_roles(client, cast, bram):
    page = client.get("/mijn-account/").content.decode()

    for text in (bram.full_name, cast.cohort.name, cast.organisation.name):
        assert text in page


def test_account_page_asks_as_much_for_three_paths_as_for_one(client, bram):
    with CaptureQueriesContext(connection) as one:
        client.get("/mijn-account/")
    for _i in range(2):
        EnrolmentFactory(user=bram)

    with CaptureQueriesContext(connection) as three:
        client.get("/mijn-account/")

    assert len(three) == len(one) <= 12


def test_name_change_keeps_progress_and_pseudonym(client, cast, bram):
    before = speaker(cast.enrolment)

    client.post("/mijn-account/naam/", {"full_name": " Bo Jansen "})

    bram.refresh_from_db()
    assert bram.full_name == "Bo Jansen"
    assert speaker(cast.enrolment) == before
    assert list(progress_of(bram, [KEY])) == [KEY]
    assert AuditEvent.objects.get(action="change_name").detail == {}


@pytest.mark.parametrize("name", ["", "   ", "x" * 151])
def test_name_change_to_nothing_or_too_much_is_refused(client, bram, name):
    answer = client.post("/mijn-account/naam/", {"full_name": name})

    assert answer.status_code == 400
    bram.refresh_from_db()
    assert bram.full_name == "Bram Jansen"


def test_leave_asks_first_and_then_ends(client, cast, bram):
    url = f"/mijn-account/stoppen/{cast.enrolment.uuid}/"

    assert client.get(url).status_code == 200
    assert enrolments_of(bram).exists()

    client.post(url)
    assert not enrolments_of(bram).exists()
    assert list(progress_of(bram, [KEY])) == [KEY]


def test_leave_the_class_of_somebody_else_is_not_found(client, cast):
    client.force_login(cast.carla)

    answer = client.post(f"/mijn-account/stoppen/{cast.enrolment.uuid}/")

    assert answer.status_code == 404
    assert cast.cohort.name not in answer.content.decode()
    assert enrolments_of(cast.bram).exists()


def test_download_holds_everything_of_oneself_and_nothing_of_others(client, cast, bram):
    seal(
        user=cast.carla, kind=PrivateKind.CASE_RUN, subject=KEY, data={"ending": "AE3"}
    )

    answer = client.post("/mijn-account/gegevens/")

    text = answer.getvalue().decode()
    data = json.loads(text)
    assert data["account"]["email"] == bram.email
    assert [row["role"] for row in data["memberships"]] == ["participant"]
    assert [row["group"] for row in data["learning"]["enrolments"]] == [
        cast.cohort.name
    ]
    assert [row["item"] for row in data["learning"]["progress"]] == [str(KEY)]
    assert [row["contents"] for row in data["learning"]["private"]] == [
        {"ending": "AE2"}
    ]
    assert "AE3" not in text
    assert cast.carla.email not in text
    assert answer["Content-Disposition"] == 'attachment; filename="mijn-gegevens.json"'
    assert "no-store" in answer["Cache-Control"]


def test_delete_needs_the_password(client, bram):
    answer = client.post("/mijn-account/verwijderen/", {"password": "verkeerd"})

    assert answer.status_code == 400
    assert User.objects.filter(pk=bram.pk).exists()


def test_delete_leaves_nothing_that_leads_to_the_person(client, cast, bram):
    speaker(cast.enrolment)
    pk, outward = bram.pk, str(bram.uuid)
    client.post("/mijn-account/naam/", {"full_name": "Bo Jansen"})

    answer = client.post("/mijn-account/verwijderen/", {"password": PASSWORD})

    assert answer.url == "/"
    assert "_auth_user_id" not in client.session
    assert not User.objects.filter(pk=pk).exists()
    for model in (LearnerKey, PrivateRecord, Progress, IdentityLink):
        assert not model.objects.filter(user_id=pk).exists()
    assert not AuditEvent.objects.filter(subject_id=outward).exists()
    line = AuditEvent.objects.get(action="delete_account")
    assert (line.by, line.subject_id, line.detail) == (None, "", {})


def test_delete_says_first_what_it_does(client, bram):
    page = client.get("/mijn-account/verwijderen/").content.decode()

    assert "sleutel" in page
    assert "groepscijfers" in page
