"""Questions from a file and to a file, through the CMS."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry, Revision

from elearning.accounts.enums import EditorialRole
from elearning.accounts.models import AuditEvent
from tests.factories.editorial import client_of, make_editor
from tests.factories.knowledge import FactFactory, LearningGoalFactory
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import importing
from toetsen.actions.importing import import_questions
from toetsen.bank_exchange import plan_import
from toetsen.blocks import normal
from toetsen.exchange import read
from toetsen.models import Question

pytestmark = pytest.mark.django_db

LIST = "/cms/snippets/toetsen/question/"
GIFT = """// [id:v21] [tag:goal:M01.1] [tag:source:F-27] [tag:critical]
::v21::Wat doe je eerst?{
  =Ik overleg.#Goed.
  ~Ik bel de familie.#Dat is gevaarlijk.
  ####Overleg eerst.
}

Wat past bij elkaar?{}

Wie bel je?{=112 ~Niemand}
"""


@pytest.fixture(autouse=True)
def known():
    FactFactory(code="F-27")
    LearningGoalFactory(code="M01.1", module_code="M01")


@pytest.fixture
def author():
    return client_of(make_editor())


def upload(client, content: bytes, kind: str = "gift"):
    file = SimpleUploadedFile("vragen.txt", content)
    return client.post(reverse("bank_import"), {"format": kind, "file": file})


def take(client, page):
    hidden = dict(
        re.findall(
            r'name="(format|content|mark)" value="([^"]+)"', page.content.decode()
        )
    )
    return client.post(reverse("bank_import"), hidden)


def shown(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_first_it_is_shown_what_would_come_in_and_nothing_is_written(author):
    page = upload(author, GIFT.encode())

    assert page.status_code == 200
    words = shown(page)
    assert "2 vragen zouden erin komen" in words
    said = "Een open vraag zonder antwoorden komt niet mee."
    assert f"regel 8: {said}" in words
    assert "Dit leerdoel bestaat niet." in words
    assert Question.objects.count() == 0


def test_then_the_questions_come_in_as_drafts(author):
    answer = take(author, upload(author, GIFT.encode()))

    assert answer.status_code == 302
    first, second = Question.objects.order_by("-code")
    assert (first.code, second.code) == ("v21", "v-1")
    assert (first.live, first.critical, first.goal_code) == (False, True, "M01.1")
    assert first.versions.count() == 0
    assert first.get_latest_revision_as_object().data == {
        "text": "Wat doe je eerst?",
        "options": [
            {"key": "a", "text": "Ik overleg.", "right": True, "feedback": "Goed."},
            {
                "key": "b",
                "text": "Ik bel de familie.",
                "right": False,
                "feedback": "Dat is gevaarlijk.",
            },
        ],
        "feedback": "Overleg eerst.",
        "sources": ["F-27"],
        "review_lesson": {},
    }


def test_a_question_that_is_there_gets_a_new_draft_and_stays_as_it_is(author):
    make_assessment(questions=[question("v21")])
    page = upload(author, GIFT.encode())
    assert "v21 · nieuw concept" in shown(page)

    take(author, page)

    there = Question.objects.get(code="v21")
    assert (there.live, there.has_unpublished_changes) == (True, True)
    assert there.newest.data["text"] == "Wat doe je bij v21?"
    draft = there.get_latest_revision_as_object()
    assert draft.text == "Wat doe je eerst?"


@pytest.mark.parametrize("kind", ["gift", "moodle", "csv"])
def test_a_broken_file_brings_nothing_in_and_says_why(author, kind):
    page = upload(author, b"Wat?{=a\n<quiz", kind)

    assert page.status_code == 422
    assert "Er is niets overgenomen uit dit bestand" in shown(page)
    assert "regel 1" in shown(page)
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    "posted",
    [
        {"format": "gift", "content": "geen base64"},
        {"format": "exe", "content": "YQ=="},
        {"format": "gift", "content": ""},
        {"content": "YQ=="},
        {"format": "gift", "content": "YQ==", "mark": "1"},
    ],
)
def test_a_second_step_that_was_tampered_with_is_refused(author, posted):
    page = author.post(reverse("bank_import"), posted)

    assert page.status_code == 422
    assert "niet heel aangekomen" in shown(page)


@pytest.mark.parametrize("name", ["gift", "moodle"])
def test_the_bank_goes_out_and_comes_in_without_a_change(author, name):
    make_assessment("p")
    before = {one.code: normal(one.kind, one.data) for one in Question.objects.all()}
    address = f"{reverse('bank_export')}?formaat={name}&bestand=1"

    content = author.get(address).content
    take(author, upload(author, content, name))

    after = {
        one.code: normal(one.kind, one.get_latest_revision_as_object().data)
        for one in Question.objects.all()
    }
    assert after == before


def test_a_filtered_list_goes_out_and_what_is_lost_is_named_first(author):
    make_assessment("p")
    asked = f"{reverse('bank_export')}?module_code=M05&formaat=qti30"
    LearningGoalFactory(code="M05.1", module_code="M05")

    words = shown(author.get(asked))
    file = author.get(f"{asked}&bestand=1")

    assert "2 vragen gaan in het bestand" in words
    assert "p-4: Niet in dit formaat: leerdoel, kritisch, bronnen." in words
    assert "p-1" not in words
    assert file["Content-Disposition"] == 'attachment; filename="vragen-qti30.zip"'
    assert file.content[:2] == b"PK"


def test_the_empty_spreadsheet_can_be_filled_in_and_comes_back(author):
    headings = author.get(f"{reverse('bank_import')}?kop=1").content
    row = "v9;M01.1;Wat?;Dit;Dat;;;Daarom.;Ja.;Nee.;;;F-27;nee;makkelijk\n"

    take(author, upload(author, headings + row.encode(), "csv"))

    made = Question.objects.get()
    assert (made.code, made.difficulty) == ("v9", "easy")
    assert made.get_latest_revision_as_object().problems() == []


def test_a_reader_cannot_take_questions_in_or_out():
    reader = client_of(make_editor(EditorialRole.LIVED_EXPERIENCE_READER))

    for name in ("bank_import", "bank_export"):
        assert reader.get(reverse(name)).status_code in (302, 403)
    upload(reader, GIFT.encode())
    assert Question.objects.count() == 0


@pytest.mark.parametrize("there", [False, True])
def test_a_file_costs_as_many_queries_whatever_its_length(there) -> None:
    by = make_editor()

    def gift(number: int, answer: str):
        asked = (
            f"// [id:w{number}-{n}]\nWat {n}?{{={answer} ~Dat}}" for n in range(number)
        )
        return read("gift", "\n\n".join(asked).encode())

    def queries(number: int) -> tuple[int, int]:
        if there:
            import_questions(by=by, reading=gift(number, "Eerst"), mark=uuid4())
        reading = gift(number, "Dit")
        with CaptureQueriesContext(connection) as planning:
            plan_import(reading)
        with CaptureQueriesContext(connection) as taking:
            made = import_questions(by=by, reading=reading, mark=uuid4())
        assert len(made) == number
        return len(planning), len(taking)

    queries(1)

    assert queries(2) == queries(40)


def test_a_second_press_makes_nothing_twice(author) -> None:
    page = upload(author, GIFT.encode())

    take(author, page)
    answer = take(author, page)

    assert answer.status_code == 302
    assert Question.objects.count() == 2
    assert ModelLogEntry.objects.count() == 2


def test_what_the_bank_has_already_stays_as_it_is_and_is_counted(author) -> None:
    take(author, upload(author, GIFT.encode()))

    page = upload(author, GIFT.encode())
    take(author, page)

    assert "1 vraag staat al zo in de bank" in shown(page)
    assert Revision.objects.for_instance(Question.objects.get(code="v21")).count() == 1


def test_a_draft_that_was_never_published_is_listed_as_the_file_says(author) -> None:
    take(author, upload(author, GIFT.encode()))

    take(author, upload(author, GIFT.replace("Wat doe je eerst", "Wat nu").encode()))

    assert Question.objects.get(code="v21").text == "Wat nu?"
    assert "Wat nu?" in shown(author.get(LIST))


def test_a_file_that_says_nothing_of_safety_leaves_a_critical_question_critical(
    author,
) -> None:
    take(author, upload(author, GIFT.encode()))

    rows = "code;vraag;goed;fout 1\nv21;Wat nu?;Dit;Dat\n"
    take(author, upload(author, rows.encode(), "csv"))

    draft = Question.objects.get(code="v21").get_latest_revision_as_object()
    assert (draft.text, draft.critical) == ("Wat nu?", True)


def test_somebody_else_who_takes_the_same_code_at_that_moment_is_said(
    author, monkeypatch
) -> None:
    page = upload(author, GIFT.encode())
    planned = plan_import(read("gift", GIFT.encode()))
    monkeypatch.setattr(importing, "plan_import", lambda _reading: planned)
    Question.objects.create(code="v21", kind="single", goal_code="M01.1")

    answer = take(author, page)

    assert answer.status_code == 409
    assert "Kies het bestand nog een keer." in shown(answer)
    assert Question.objects.count() == 1


def test_what_is_said_of_many_questions_is_said_once_and_folded(author) -> None:
    gift = "\n\n".join(f"::Vraag {n}::Wat {n}?{{=Dit ~Dat}}" for n in range(3))

    page = upload(author, gift.encode())

    assert "De naam van de vraag komt niet mee. (3 keer)" in shown(page)
    assert "regel 3 · Vraag 1" in shown(page)


def test_what_came_from_a_file_has_a_history_like_any_draft(author) -> None:
    take(author, upload(author, GIFT.encode()))

    for made in Question.objects.all():
        (line,) = ModelLogEntry.objects.for_instance(made)
        assert (line.action, line.revision) == (
            "wagtail.edit",
            made.latest_revision,
        )
        assert AuditEvent.objects.filter(subject_id=str(made.uuid)).count() == 1
        assert made.module_code == made.goal_code.partition(".")[0]
