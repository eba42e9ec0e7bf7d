"""Somebody with everything: takes all of it along, and deletes it without anything leading back."""

import json

import pytest
from django.apps import apps
from wagtail.log_actions import log
from wagtail.models import Page

from elearning.accounts.actions import audit
from elearning.accounts.models import AuditEvent, OutgoingMail, User
from elearning.enrolment.actions import finish_item
from elearning.enrolment.enums import ItemKind
from elearning.enrolment.models import Cohort
from elearning.network.actions import sign_up
from elearning.network.models import Activity, ActivityRole, Attendance, CaseForm
from elearning.xapi.models import Statement
from modules.actions.cases import start_run
from modules.enums import SignOffRole
from modules.models import CaseRun, LessonPage, PathPage, SignOff
from tests.factories.accounts import PASSWORD
from tests.factories.cases import case_page
from tests.factories.cast import Cast, make_cast
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.measurements import measure, study
from tests.factories.modules import LessonPageFactory
from tests.factories.network import (
    ActivityFactory,
    ActivityRoleFactory,
    AttendanceFactory,
    CaseFormFactory,
    NetworkMemberFactory,
    SignUpFactory,
)
from tests.factories.toetsen import make_assessment
from toetsen.actions import (
    give_consent,
    save_answer,
    start_attempt,
    submit_attempt,
)
from toetsen.measurement.figures import Moment
from toetsen.models import Attempt, Measurement

pytestmark = pytest.mark.django_db
HERS = "Wat Carla inbracht"


@pytest.fixture
def cast() -> Cast:
    """Bram learns, teaches, writes, signs and meets; Carla does some of it too."""
    cast = make_cast()
    _learns(cast)
    _meets(cast)
    _writes(cast)
    cast.cohort.lecturers.add(cast.bram)
    OutgoingMail.objects.create(to=cast.bram, subject="Bericht", text="Dag Bram")
    audit(by=cast.bram, action="look_up", subject=cast.carla)
    audit(by=cast.anna, action="change_role", subject=cast.bram)
    log(instance=cast.bram, action="wagtail.edit", user=cast.anna)
    log(instance=cast.cohort, action="wagtail.edit", user=cast.bram)
    return cast


def _learns(cast: Cast) -> None:
    assessment = make_assessment()
    page = case_page()
    for user in (cast.bram, cast.carla):
        enrolment = EnrolmentFactory(user=user, path_key=PathPage.objects.get().key)
        lesson = LessonPageFactory(parent=page.get_parent(), title=f"Les van {user.pk}")
        finish_item(by=user, enrolment=enrolment, key=lesson.key, kind=ItemKind.LESSON)
        start_run(by=user, page=page)
        attempt = start_attempt(by=user, enrolment=enrolment, assessment=assessment)
        for position in range(1, 5):
            save_answer(
                by=user, attempt=attempt, position=position, form={"choice": "a"}
            )
        submit_attempt(by=user, attempt=attempt)
        give_consent(by=user, study=study())
        measure(user, Moment.BEFORE, {"zm01": 5 if user == cast.bram else 1})


def _meets(cast: Cast) -> None:
    coming = ActivityFactory(
        title="Kring van Bram", planned_by=cast.bram, second_reader=cast.bram
    )
    ActivityRoleFactory(activity=coming, person=cast.bram, name="Kringleider")
    for user in (cast.bram, cast.carla):
        NetworkMemberFactory(user=user)
    sign_up(by=cast.bram, activity=coming)
    SignUpFactory(user=cast.carla, activity__title="Alleen voor Carla")
    AttendanceFactory(user=cast.bram)
    CaseFormFactory(author=cast.bram, dilemma="Wat Bram inbracht")
    CaseFormFactory(author=cast.carla, dilemma=HERS)
    CaseFormFactory(visible=True, read_by=cast.bram, author=cast.carla, dilemma=HERS)


def _writes(cast: Cast) -> None:
    page = LessonPageFactory(title="Les die Bram schreef", owner=cast.bram)
    revision = page.save_revision(user=cast.bram, log_action=True)
    revision.publish()
    SignOff.objects.create(
        page=Page.objects.get(pk=page.pk),
        revision=revision,
        role=SignOffRole.choices[0][0],
        reader=cast.bram,
        label="Lezer E1",
    )


# --- Taking along -------------------------------------------------------------------------------
@pytest.fixture
def taken(client, cast: Cast) -> dict:
    client.force_login(cast.bram)
    return json.loads(client.post("/mijn-account/gegevens/").getvalue())


def test_download_holds_tests_with_every_answer(taken):
    (attempt,) = taken["tests"]

    assert (attempt["test"], attempt["passed"]) == ("Proeftoets", True)
    assert [row["given"] for row in attempt["answers"]] == ["a"] * 4


def test_download_holds_what_was_filled_in_about_oneself(taken):
    (row,) = taken["measurements"]["filled_in"]

    assert row["answers"] == {"zm01": 5}
    assert [c["study"] for c in taken["measurements"]["consents"]] == ["evaluatie"]


def test_download_holds_titles_that_and_when_of_cases_and_sign_offs(taken, cast):
    learned = taken["lessons_and_cases"]

    assert f"Les van {cast.bram.pk}" in [row["title"] for row in learned["steps"]]
    (run,) = learned["cases"]
    assert run["title"]
    assert set(run) == {"title", "state", "begun", "finished"}
    assert [row["page"] for row in learned["signed"]] == ["Les die Bram schreef"]


def test_download_holds_the_network(taken):
    network = taken["network"]

    assert network["member"]["state"] == "accepted"
    assert [row["activity"] for row in network["sign_ups"]] == ["Kring van Bram"]
    assert len(network["attended"]) == 1
    assert [row["role"] for row in network["roles"]] == ["Kringleider"]
    assert network["planned"] == ["Kring van Bram"]
    assert [row["dilemma"] for row in network["case_forms"]] == ["Wat Bram inbracht"]


def test_download_holds_nothing_of_another(taken, cast):
    text = json.dumps(taken, ensure_ascii=False)

    for leak in (
        HERS,
        "Alleen voor Carla",
        f"Les van {cast.carla.pk}",
        cast.carla.email,
        cast.carla.full_name,
        cast.anna.full_name,
    ):
        assert leak not in text


# --- Deleting -----------------------------------------------------------------------------------
def _everything() -> dict[str, str]:
    """Each table with what stands in it."""
    return {
        model._meta.label: str(list(model._base_manager.values()))
        for model in apps.get_models()
        if not model._meta.proxy
    }


def _pointing_at(pk: int) -> list[str]:
    """The columns that refer to the person with this number."""
    return [
        str(field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.related_model is User
        and model._base_manager.filter(**{f"{field.name}__in": [pk]}).exists()
    ]


def test_deleting_leaves_what_counts_and_nothing_that_leads_back(client, cast):
    bram = cast.bram
    pk, marks = bram.pk, (str(bram.uuid), bram.email, bram.full_name)
    actors = {str(link.actor) for link in bram.identity_links.all()}
    statements = Statement.objects.count()
    assert actors
    assert len(_pointing_at(pk)) > 15
    assert statements > 2
    client.force_login(bram)

    answer = client.post("/mijn-account/verwijderen/", {"password": PASSWORD})

    assert answer.status_code == 302
    assert not User.objects.filter(pk=pk).exists()
    for table, rows in _everything().items():
        assert not [mark for mark in marks if mark in rows], table
        if not table.startswith("xapi."):  # the pseudonym may be in the store alone
            assert not [actor for actor in actors if actor in rows], table
    assert _pointing_at(pk) == []
    assert Statement.objects.count() == statements
    assert Attempt.objects.count() == 1
    assert CaseRun.objects.count() == 1
    assert CaseForm.objects.count() == 2
    assert Measurement.objects.count() == 1
    assert Attendance.objects.get().user is None


def test_what_somebody_did_for_others_stays_without_the_person(client, cast):
    client.force_login(cast.bram)

    client.post("/mijn-account/verwijderen/", {"password": PASSWORD})

    activity = Activity.objects.get(title="Kring van Bram")
    assert (activity.planned_by, activity.second_reader) == (None, None)
    assert ActivityRole.objects.get(name="Kringleider").person is None
    assert list(Cohort.objects.get(pk=cast.cohort.pk).lecturers.all()) == [cast.anna]
    page = LessonPage.objects.get(title="Les die Bram schreef")
    assert (page.live, page.owner) == (True, None)
    assert SignOff.objects.get().reader is None
    assert AuditEvent.objects.filter(action="look_up", by=None).exists()
    assert not OutgoingMail.objects.filter(text="Dag Bram").exists()


def test_page_before_deleting_says_what_goes_and_what_stays(client, cast):
    client.force_login(cast.bram)

    page = client.get("/mijn-account/verwijderen/").content.decode()

    for words in ("toetsresultaten", "sleutel", "groepscijfers", "een nummer"):
        assert words in page
