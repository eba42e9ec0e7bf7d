"""Certificates, proofs of participation and one's own record: what is on them, and never is."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from elearning.accounts.models import Accreditation, AuditEvent
from elearning.core import clock
from elearning.core.exceptions import DomainError
from elearning.enrolment.actions import leave
from elearning.enrolment.enums import ItemKind
from elearning.enrolment.models import Certificate, Progress
from modules.actions import finish_page
from modules.actions.certificates import make_certificate, make_proof
from modules.models import PathModule
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.editorial import sign_off_whole
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)
from tests.factories.network import AttendanceFactory
from tests.factories.toetsen import make_assessment
from toetsen.enums import AttemptState
from toetsen.models import Attempt

pytestmark = pytest.mark.django_db
LAST_YEAR = datetime(2025, 12, 30, 12, tzinfo=UTC)
THIS_YEAR = datetime(2026, 11, 20, 12, tzinfo=UTC)
TOPIC = "Heel gevoelig onderwerp"


class World:
    """Bram on a path of one required module, a plain elective and a sensitive one."""

    def __init__(self) -> None:
        self.lessons = [
            LessonPageFactory(parent=ModulePageFactory(minutes=90, **fields))
            for fields in (
                {"title": TOPIC, "neutral_title": "Module 41"},
                {"neutral_title": "Module 42"},
                {"neutral_title": "Module 43", "title": TOPIC, "sensitive": True},
            )
        ]
        required, plain, sensitive = (
            lesson.get_parent().specific for lesson in self.lessons
        )
        self.path = PathPageFactory(modules=[required], electives=[plain, sensitive])
        self.organisation = OrganisationFactory(name="Gemeente Proefstad")
        self.bram = UserFactory(full_name="Bram de Vries")
        self.enrolment = EnrolmentFactory(
            user=self.bram, path_key=self.path.key, organisation=self.organisation
        )

    def sign_off(self, **how: bool) -> None:
        sign_off_whole(*self.lessons, **how)

    def finish(self, *numbers: int, at: datetime = THIS_YEAR) -> None:
        with clock.at(at):
            for number in numbers:
                finish_page(by=self.bram, page=self.lessons[number])
        self.enrolment.refresh_from_db()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def bram(client, world):
    client.force_login(world.bram)
    return client


def words(answer) -> str:
    reader = PdfReader(BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def html(answer) -> str:
    return answer.content.decode()


# --- Who may have one ------------------------------------------------------------------------------
@pytest.mark.parametrize("is_demo", [None, True])
def test_concept_content_gives_no_certificate_and_no_proof(world, bram, is_demo):
    if is_demo:
        world.sign_off(is_demo=True)
    world.finish(0, 1, 2)
    form = {"inschrijving": str(world.enrolment.uuid)}

    page = html(bram.get(reverse("my_proofs")))
    refused = bram.post(reverse("my_proofs"), {**form, "certificaat": "1"})
    no_proof = bram.post(reverse("my_proofs"), {**form, "jaar": "2026"})

    assert "nog een concept" in page
    assert "Maak een" not in page
    assert (refused.status_code, no_proof.status_code) == (409, 409)
    assert not Certificate.objects.exists()


def test_certificate_waits_for_every_required_module(world, bram):
    world.sign_off()
    world.finish(1)

    page = html(bram.get(reverse("my_proofs")))

    assert "als alle verplichte modules klaar zijn" in page
    with pytest.raises(DomainError):
        make_certificate(by=world.bram, enrolment=world.enrolment)


def test_path_without_required_modules_gives_no_certificate(world):
    world.sign_off()
    world.finish(0)
    PathModule.objects.filter(path=world.path, required=True).delete()

    with pytest.raises(DomainError):
        make_certificate(by=world.bram, enrolment=world.enrolment)


def test_who_left_the_group_afterwards_can_still_make_it(world, bram):
    world.sign_off()
    world.finish(0)
    leave(by=world.bram, enrolment=world.enrolment)

    page = html(bram.get(reverse("my_proofs")))
    form = {"inschrijving": str(world.enrolment.uuid), "certificaat": "1"}

    assert "Maak een" in page
    assert bram.post(reverse("my_proofs"), form).status_code == 302
    assert Certificate.objects.count() == 1


def test_without_a_name_there_is_no_document(world):
    world.sign_off()
    world.finish(0)
    world.bram.full_name = " "

    with pytest.raises(DomainError) as refused:
        make_certificate(by=world.bram, enrolment=world.enrolment)

    assert "naam" in refused.value.message


def test_two_clicks_give_one_certificate_and_one_line_of_history(world, bram):
    world.sign_off()
    world.finish(0)
    form = {"inschrijving": str(world.enrolment.uuid), "certificaat": "1"}

    bram.post(reverse("my_proofs"), form)
    page = bram.post(reverse("my_proofs"), form, follow=True)

    assert "Klaar: Certificaat." in html(page)
    assert Certificate.objects.count() == 1
    assert AuditEvent.objects.filter(action="issue_certificate").count() == 1


def test_somebody_else_cannot_make_it_of_this_enrolment(world, client):
    world.sign_off()
    world.finish(0)
    client.force_login(UserFactory())

    answer = client.post(
        reverse("my_proofs"),
        {"inschrijving": str(world.enrolment.uuid), "certificaat": "1"},
    )

    assert answer.status_code == 404


# --- What is on it -----------------------------------------------------------------------------------
def test_certificate_has_the_name_neutral_titles_minutes_and_code(world, bram):
    world.sign_off()
    world.finish(0, 2)
    made = make_certificate(by=world.bram, enrolment=world.enrolment)

    answer = bram.get(reverse("certificate", args=[made.uuid]))

    paper = words(answer)
    for part in ("Bram de Vries", world.path.neutral_title, "Module 41", "90"):
        assert part in paper
    assert "Gemeente Proefstad" in paper
    assert "20 november 2026" in paper
    assert f"{made.code[:4]}-{made.code[4:8]}-{made.code[8:]}" in paper
    assert answer["Content-Disposition"] == 'attachment; filename="certificaat.pdf"'
    assert answer["Cache-Control"] == "no-store, private"
    assert TOPIC not in paper
    assert "Module 43" not in paper


def test_proof_has_what_was_done_in_its_year_and_that_years_number(world, bram):
    world.sign_off()
    world.finish(0, at=LAST_YEAR)
    world.finish(1, 2)
    for year in (2025, 2026):
        Accreditation.objects.create(
            organisation=world.organisation,
            year=year,
            number=f"ACC-{year}",
            register="Register Proef",
        )
    made = make_proof(by=world.bram, enrolment=world.enrolment, year=2026)

    paper = words(bram.get(reverse("certificate", args=[made.uuid])))

    assert "Bewijs van deelname 2026" in paper
    assert "ACC-2026, Register Proef" in paper
    assert "Module 42" in paper
    assert "Module 41" not in paper
    assert "Module 43" not in paper
    assert "Studielast, in minuten: 90" in paper


def test_year_with_only_a_sensitive_elective_gives_no_proof(world, bram):
    world.sign_off()
    world.finish(2)

    assert "Maak een bewijs" not in html(bram.get(reverse("my_proofs")))
    with pytest.raises(DomainError):
        make_proof(by=world.bram, enrolment=world.enrolment, year=2026)


def test_document_of_somebody_else_is_not_there(world, client):
    world.sign_off()
    world.finish(0)
    made = make_certificate(by=world.bram, enrolment=world.enrolment)
    client.force_login(UserFactory())

    for name in ("certificate", "withdraw_certificate"):
        assert client.get(reverse(name, args=[made.uuid])).status_code == 404


def test_exempt_module_counts_for_the_path_and_gives_no_minutes(world, bram):
    world.sign_off()
    world.finish(0)
    Progress.objects.filter(user=world.bram, kind=ItemKind.MODULE).update(exempt=True)
    made = make_certificate(by=world.bram, enrolment=world.enrolment)

    paper = words(bram.get(reverse("certificate", args=[made.uuid])))
    record = json.loads(bram.get(reverse("my_record_json")).content)

    assert "Module 41 (vrijgesteld) 0 20 november 2026" in paper
    assert record["Afgeronde modules"][0]["Minuten"] == 0
    with pytest.raises(DomainError):
        make_proof(by=world.bram, enrolment=world.enrolment, year=2026)


# --- Checking it --------------------------------------------------------------------------------------
def test_who_checks_a_code_sees_the_paper_without_a_name(world, client):
    world.sign_off()
    world.finish(0)
    made = make_certificate(by=world.bram, enrolment=world.enrolment)
    typed = f" {made.code[:4].lower()} {made.code[4:]}"

    page = html(client.post(reverse("check_certificate"), {"code": typed}))
    same = client.post(
        reverse("check_certificate"), {"code": made.code, "name": "bram  DE vries"}
    )
    other = client.post(
        reverse("check_certificate"), {"code": made.code, "name": "Carla"}
    )

    assert "Dit bewijs is door ons gemaakt" in page
    assert "Module 41" in page
    for personal in ("Bram", "Vries", world.bram.email, TOPIC):
        assert personal not in page
    assert "De naam is dezelfde" in html(same)
    assert "De naam is een andere" in html(other)
    assert "Vries" not in html(other)


def test_names_cannot_be_tried_on_a_code_that_one_has(world, client):
    world.sign_off()
    world.finish(0)
    made = make_certificate(by=world.bram, enrolment=world.enrolment)

    answers = [
        client.post(
            reverse("check_certificate"), {"code": made.code, "name": f"Naam {number}"}
        ).status_code
        for number in range(61)
    ]

    assert answers[0] == 200
    assert answers[-1] == 429


def test_code_in_an_address_is_not_read(world, client):
    world.sign_off()
    world.finish(0)
    made = make_certificate(by=world.bram, enrolment=world.enrolment)

    page = client.get(reverse("check_certificate"), {"code": made.code})

    assert "door ons gemaakt" not in html(page)


def test_withdrawn_and_mistyped_codes_are_unknown(world, client):
    world.sign_off()
    world.finish(0)
    made = make_certificate(by=world.bram, enrolment=world.enrolment)
    client.force_login(world.bram)
    client.post(reverse("withdraw_certificate", args=[made.uuid]))
    client.logout()

    answer = client.post(reverse("check_certificate"), {"code": made.code})

    assert answer.status_code == 404
    assert "We kennen deze code niet." in html(answer)


# --- One's own record ----------------------------------------------------------------------------------
def test_own_record_says_all_she_did_in_dutch_as_pdf_and_json(world, bram):
    world.finish(0, 2)
    AttendanceFactory(user=world.bram, activity__title="Kenniskring 3", minutes=90)
    AttendanceFactory(activity__title="Van een ander")

    data = json.loads(bram.get(reverse("my_record_json")).content)
    paper = words(bram.get(reverse("my_record_pdf")))

    assert data["titel"] == "Leeroverzicht"
    assert [row["Module"] for row in data["Afgeronde modules"]] == [
        "Module 41",
        "Module 43",
    ]
    assert data["Afgeronde modules"][0] == {
        "Module": "Module 41",
        "Minuten": 90,
        "Afgerond op": "2026-11-20",
    }
    assert [row["Bijeenkomst"] for row in data["Bijeenkomsten"]] == ["Kenniskring 3"]
    for part in ("Bram de Vries", "Module 43", "Kenniskring 3", "20 november 2026"):
        assert part in paper
    assert TOPIC not in paper


def test_record_has_every_test_however_many(world, bram):
    test = make_assessment("proef")
    Attempt.objects.bulk_create(
        Attempt(
            user=world.bram,
            enrolment=world.enrolment,
            assessment=test,
            state=AttemptState.SUBMITTED,
            submitted_at=THIS_YEAR,
            points=5.0,
            max_points=10.0,
            passed=False,
        )
        for _attempt in range(25)
    )

    record = bram.get(reverse("my_record_json")).content.decode()

    assert record.count(test.title) == 25


def test_record_of_who_did_nothing_yet_is_a_file_all_the_same(client):
    client.force_login(UserFactory())

    assert "Leeroverzicht" in words(client.get(reverse("my_record_pdf")))
