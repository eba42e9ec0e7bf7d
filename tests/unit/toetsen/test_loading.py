"""Loading the same file twice changes nothing; an edit makes a new version."""

import pytest

from tests.factories.toetsen import make_assessment, question
from toetsen.models import Assessment, Question, QuestionVersion

pytestmark = pytest.mark.django_db


def test_load_assessment_twice_changes_nothing() -> None:
    make_assessment()

    make_assessment()

    assert (
        Assessment.objects.count(),
        Question.objects.count(),
        QuestionVersion.objects.count(),
    ) == (1, 4, 4)


def test_load_assessment_makes_a_new_version_of_a_changed_question_only() -> None:
    make_assessment(questions=[question("v01"), question("v02")])

    make_assessment(questions=[question("v01", right="b"), question("v02")])

    assert list(QuestionVersion.objects.values_list("question__code", "number")) == [
        ("v01", 1),
        ("v01", 2),
        ("v02", 1),
    ]


def test_a_question_of_another_type_leaves_what_was_shown_its_own_type() -> None:
    make_assessment(questions=[question("v01")])
    said = question("v01")
    options = said.pop("options")
    steps = [
        {"key": one["key"], "text": one["text"], "score": int(one["right"])}
        for one in options
    ]

    make_assessment(questions=[{**said, "type": "judgement", "steps": steps}])

    kinds = QuestionVersion.objects.order_by("number").values_list("number", "kind")
    assert list(kinds) == [(1, "single"), (2, "judgement")]


def test_load_assessment_drops_a_question_from_the_test_and_keeps_it_in_the_bank() -> (
    None
):
    make_assessment(questions=[question("v01"), question("v02")])

    assessment = make_assessment(questions=[question("v02")])

    assert list(assessment.items.values_list("question__code", "position")) == [
        ("v02", 1)
    ]
    assert Question.objects.count() == 2


def test_load_assessment_with_a_bad_question_loads_nothing() -> None:
    bad = question("v02", right="z")

    with pytest.raises(
        ValueError, match=r"question v02: options: exactly one must be right"
    ):
        make_assessment(questions=[question("v01"), bad])

    assert Question.objects.count() == 0


def test_the_json_of_a_version_holds_what_belongs_to_the_type_and_nothing_else() -> (
    None
):
    made = make_assessment(questions=[question("v01")])

    assert made.items.get().question.newest.data == {
        "text": "Wat doe je bij v01?",
        "options": [
            {**option, "feedback": ""} for option in question("v01")["options"]
        ],
        "feedback": "Daarom a bij v01.",
        "sources": ["F-27"],
        "keep_order": False,
        "review_lesson": {},
    }


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"type": "essay"}, "question v01: no question type 'essay'"),
        ({"goal": 3}, "question v01: Expected `str`, got `int`"),
        ({"points": 3}, "question v01: Object contains unknown field `points`"),
    ],
)
def test_load_assessment_names_what_a_question_may_not_say(
    change: dict[str, object], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        make_assessment(questions=[{**question("v01"), **change}])
