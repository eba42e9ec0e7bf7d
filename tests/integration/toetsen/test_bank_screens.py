"""The question bank in the CMS: its list, its form, its review."""

import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from elearning.accounts.enums import EditorialRole
from modules.models import SignOff
from tests.factories.editorial import client_of, make_editor
from tests.factories.knowledge import FactFactory, LearningGoalFactory
from tests.factories.toetsen import make_assessment, question
from toetsen.models import Question

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_toetsen_question:list"
ADD = "wagtailsnippets_toetsen_question:add"
EDIT = "wagtailsnippets_toetsen_question:edit"
OPTIONS = (
    ("Ik overleg met een collega.", True, "Zo sta je er niet alleen voor."),
    ("Ik bel de familie.", False, "Dat kan het gevaar groter maken."),
)


@pytest.fixture(autouse=True)
def known():
    FactFactory(code="F-27")
    LearningGoalFactory(code="M01.1", module_code="M01")


def form(*, text="Wat doe je eerst?", options=OPTIONS, **changes: str):
    asked = {
        "text": text,
        "options": listed(
            {
                "key": "",
                "text": words,
                "feedback": why,
                **({"right": "on"} if right else {}),
            }
            for words, right, why in options
        ),
        "feedback": "Overleg eerst, zonder naam.",
        "sources": listed(["F-27"]),
        "review_lesson": {"module": "M05", "lesson": "2"},
    }
    fields = {
        "code": "v21",
        "goal_code": "M01.1",
        "critical": "on",
        "difficulty": "middle",
        "language": "nl",
        "review_by": "2027-11-22",
        "body": streamfield([("single", asked)]),
    }
    return nested_form_data({**fields, **changes})


def listed(values):
    """As Wagtail's own `inline_formset` for a list block."""
    found = {"count": 0}
    for number, value in enumerate(values):
        found[str(number)] = {
            "value": value,
            "deleted": "",
            "order": str(number),
            "type": "item",
            "id": "",
        }
        found["count"] = number + 1
    return {
        key: str(value) if key == "count" else value for key, value in found.items()
    }


def made(client, **changes: str) -> Question:
    answer = client.post(reverse(ADD), form(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return Question.objects.get()


def approve(question_row: Question, role: EditorialRole, **answers: str) -> None:
    state = question_row.current_workflow_task_state
    url = reverse(
        "wagtailsnippets_toetsen_question:workflow_action",
        args=[question_row.pk, "approve", state.pk],
    )
    answer = client_of(make_editor(role)).post(
        url,
        {"comment": "", **answers},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert json.loads(answer.content)["step"] == "success", answer.content.decode()


def test_an_author_writes_a_question_with_feedback_for_each_option():
    found = made(client_of(make_editor()))

    assert (found.kind, found.live, found.status.label) == ("single", False, "concept")
    draft = found.get_latest_revision_as_object()
    assert [
        (option["key"], option["text"], option["right"], option["feedback"])
        for option in draft.data["options"]
    ] == [("a", *OPTIONS[0]), ("b", *OPTIONS[1])]
    assert draft.data["sources"] == ["F-27"]
    assert draft.data["review_lesson"] == {"module": "M05", "lesson": 2}


def test_three_readers_approve_and_then_it_is_version_1(settings):
    settings.DEMO_MODE = False
    found = made(client_of(make_editor()), **{"action-submit": "1"})
    assert found.status.label == "wordt nagekeken"

    approve(found, EditorialRole.EXPERT)
    approve(found, EditorialRole.LIVED_EXPERIENCE_READER, payment_arranged="yes")
    assert found.versions.count() == 0
    approve(found, EditorialRole.CHIEF_EDITOR)

    found.refresh_from_db()
    assert (found.live, found.newest.number, found.newest.critical) == (True, 1, True)
    assert found.newest.data["options"][0]["feedback"] == OPTIONS[0][2]
    assert list(SignOff.objects.order_by("pk").values_list("label", "page")) == [
        ("Deskundige", None),
        ("Lezer E1", None),
        ("Hoofdredacteur", None),
    ]


def test_a_half_written_question_can_be_kept_but_not_sent_in():
    client = client_of(make_editor())
    half = {"text": "", "options": OPTIONS[1:]}

    found = made(client, **half)
    answer = client.post(
        reverse(EDIT, args=[found.pk]), form(**half, **{"action-submit": "1"})
    )

    page = answer.content.decode()
    assert "Opties: er moeten er ten minste twee zijn." in page
    assert "Opties: precies één moet goed zijn." in page
    assert "De vraag zelf is leeg." in page
    assert found.current_workflow_state is None


def test_the_type_and_the_code_of_a_question_stay():
    client = client_of(make_editor())
    found = made(client)

    client.post(reverse(EDIT, args=[found.pk]), form(code="iets-anders"))

    assert found.get_latest_revision_as_object().code == "v21"


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("module_code=M05", ["p-3", "p-4"]),
        ("goal_code=M01.1", ["p-1", "p-2"]),
        ("critical=true", ["p-4"]),
        ("status=published", ["p-1", "p-2", "p-3", "p-4"]),
        ("status=draft", []),
        ("kind=single&module_code=M05&critical=false", ["p-3"]),
    ],
)
def test_the_list_finds_questions_by_what_they_are(asked, codes):
    LearningGoalFactory(code="M05.1", module_code="M05")
    make_assessment("p")

    page = client_of(make_editor()).get(f"{reverse(LIST)}?{asked}")

    assert [one.code for one in page.context["page_obj"]] == codes


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_much_for_three_questions_as_for_one(
    number, django_assert_num_queries
):
    make_assessment(questions=[question(f"q-{n}") for n in range(number)])
    client = client_of(make_editor())
    client.get(reverse(LIST))

    with django_assert_num_queries(16):
        client.get(reverse(LIST))


def test_nobody_deletes_a_question():
    make_assessment()
    found = Question.objects.first()

    client = client_of(make_editor(EditorialRole.CHIEF_EDITOR))
    answer = client.post(
        reverse("wagtailsnippets_toetsen_question:delete", args=[found.pk])
    )

    assert answer.status_code == 302
    assert Question.objects.filter(pk=found.pk).exists()


def test_a_participant_does_not_get_in(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("x@example.nl"))

    answer = client.get(reverse(LIST))

    assert "/cms/snippets" not in answer.get("Location", "").partition("?")[0]
    assert "page_obj" not in (answer.context or {})
