"""The bank: what a version is, where a question stands, and when it may be asked."""

import json
from datetime import timedelta

import msgspec
import pytest
from django.contrib.auth.models import Group

from elearning.accounts.enums import EditorialRole
from elearning.core import clock
from modules.actions.editorial import set_up_editorial
from tests.factories.accounts import UserFactory
from tests.factories.knowledge import FactFactory, LearningGoalFactory
from tests.factories.toetsen import make_assessment, question
from toetsen.bank_checks import NotFitError
from toetsen.blocks import QuestionBody, content_of, normal, raw_of, write_keys
from toetsen.blocks.names import WORDS
from toetsen.enums import QuestionStatus
from toetsen.models import Question
from toetsen.question_types import question_types

pytestmark = pytest.mark.django_db

DATA = {
    "text": "Wat doe je eerst?",
    "options": [
        {"key": "a", "text": "Ik overleg.", "right": True, "feedback": "Goed zo."},
        {"key": "b", "text": "Ik bel de familie.", "right": False, "feedback": ""},
    ],
    "feedback": "Overleg eerst.",
    "sources": ["F-27"],
    "review_lesson": {"module": "M05", "lesson": 2},
}


@pytest.fixture
def known():
    FactFactory(code="F-27")
    LearningGoalFactory(code="M01.1", module_code="M01")


def draft(**changes: object) -> Question:
    data = {**DATA, **changes.pop("data", {})}
    body = json.dumps(raw_of("single", data))
    made = Question(code="v1", goal_code="M01.1", kind="single", body=body, live=False)
    for name, value in changes.items():
        setattr(made, name, value)
    made.save()
    return made


def publish(made: Question) -> None:
    made.save_revision().publish()
    made.refresh_from_db()


def versions(made: Question) -> list[tuple[int, str]]:
    return [(one.number, one.data["text"]) for one in made.versions.all()]


@pytest.mark.parametrize("kind", [one.kind for one in question_types()])
def test_the_form_of_a_type_has_every_field_of_its_data_and_words_for_it(kind):
    block = QuestionBody().child_blocks[kind]
    handler = next(one for one in question_types() if one.kind == kind)

    fields = msgspec.structs.fields(handler.content_type)

    assert set(block.child_blocks) == {one.name for one in fields}
    assert f"kind.{kind}" in WORDS


def test_what_is_typed_comes_out_as_the_data_that_went_in():
    body = QuestionBody().to_python(raw_of("single", DATA))

    assert content_of(body) == ("single", DATA)


def test_an_option_without_a_letter_gets_the_next_free_one():
    options = [{"key": ""}, {"key": "a"}, {"key": ""}]
    body = QuestionBody().to_python(raw_of("single", {**DATA, "options": options}))

    found = content_of(write_keys(body))[1]["options"]

    assert [one["key"] for one in found] == ["b", "a", "c"]


def test_data_with_and_without_its_defaults_is_the_same_question():
    bare = {**DATA, "options": [{"key": "a", "text": "Ik overleg."}]}
    full = {**bare, "options": [{**bare["options"][0], "right": False, "feedback": ""}]}
    full["keep_order"] = False

    assert normal("single", bare) == normal("single", full) == full


def test_publishing_makes_a_version_and_a_draft_does_not(known):
    made = draft()
    made.save_revision()
    assert versions(made) == []

    publish(made)

    assert versions(made) == [(1, "Wat doe je eerst?")]
    assert made.newest.revision == made.live_revision
    assert (made.newest.goal_code, made.newest.critical) == ("M01.1", False)


def test_an_edit_makes_a_new_version_and_the_old_one_stays(known):
    made = draft()
    publish(made)
    made.body = json.dumps(raw_of("single", {**DATA, "text": "Wat doe je nu?"}))

    publish(made)

    assert versions(made) == [(1, "Wat doe je eerst?"), (2, "Wat doe je nu?")]


def test_publishing_the_same_again_makes_no_version(known):
    made = draft()
    publish(made)
    made.difficulty = "hard"

    publish(made)

    assert len(versions(made)) == 1


def test_that_a_question_became_critical_is_a_new_version(known):
    made = draft()
    publish(made)
    made.critical = True

    publish(made)

    assert [one.critical for one in made.versions.all()] == [False, True]


def test_an_unfit_question_is_not_published_and_says_all_that_is_wrong(known):
    options = [{**one, "right": False} for one in DATA["options"]]
    made = draft(data={"options": options, "sources": ["F-99"]}, goal_code="M77.1")

    with pytest.raises(NotFitError) as refused:
        made.save_revision().publish()

    assert [str(one) for one in refused.value.problems] == [
        "Dit leerdoel bestaat niet.",
        "Opties: precies één moet goed zijn.",
        "Er is geen bron of feit F-99.",
    ]
    made.refresh_from_db()
    assert (made.live, versions(made)) == (False, [])


def test_each_question_is_found_under_the_status_it_has(known):
    set_up_editorial()
    author = UserFactory()
    author.groups.add(Group.objects.get(name=EditorialRole.AUTHOR))
    for code in ("draft", "published", "changed", "overdue", "retired", "in_review"):
        made = draft(code=code)
        if code != "draft":
            publish(made)
        if code == "retired":
            made.unpublish()
        if code in ("changed", "in_review"):
            made.critical = True
            made.save_revision()
        if code == "in_review":
            made.get_workflow().start(made, author)
        if code == "overdue":
            yesterday = clock.today() - timedelta(days=1)
            Question.objects.filter(code=code).update(review_by=yesterday)

    found = {
        status.value: [q.code for q in Question.objects.with_status(status)]
        for status in QuestionStatus
    }

    assert found == {status.value: [status.value] for status in QuestionStatus}
    told = {one.code: one.status.value for one in Question.objects.for_list()}
    assert told == {code: code for code in told}


def test_the_module_of_a_question_is_that_of_its_goal(known):
    made = draft(goal_code="M12.2")

    made.refresh_from_db()

    assert made.module_code == "M12"


def test_loading_keeps_the_day_to_look_again_the_difficulty_and_the_body():
    item = {**question("v01"), "review_by": "2027-11-22", "difficulty": "hard"}

    make_assessment(questions=[item])

    made = Question.objects.get()
    assert (str(made.review_by), made.difficulty) == ("2027-11-22", "hard")
    assert made.text == "Wat doe je bij v01?"
    assert made.live


def test_loading_leaves_what_an_author_took_up_in_the_cms_alone():
    make_assessment(questions=[question("v01")])
    made = Question.objects.get()
    made.critical = True
    made.save_revision()

    make_assessment(questions=[question("v01", right="b")])

    assert made.versions.count() == 1
    assert made.newest.data["options"][0]["right"]
