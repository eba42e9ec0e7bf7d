"""Bringing tests and questions in from readable data."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec
from django.db import transaction
from msgspec.structs import fields

from toetsen.actions.bank import keep_version
from toetsen.blocks import raw_of
from toetsen.models import Assessment, AssessmentItem, Question
from toetsen.question_types import question_type


class PassRule(msgspec.Struct, frozen=True):
    """`min_fraction` of the points, 0.0 to 1.0; `text` is for people."""

    min_fraction: float = 0.70
    all_critical_right: bool = True
    text: str = ""


class QuestionData(msgspec.Struct):
    """One question as a file says it: what every question has."""

    code: str
    goal: str
    type: str
    critical: bool = False
    review_by: date | None = None
    difficulty: Literal["", "easy", "middle", "hard"] = ""
    language: str = "nl"

    @staticmethod
    def content(said: Mapping[str, Any]) -> dict[str, Any]:
        """The rest of the file's question, which belongs to its type: the JSON of a version."""
        rest = {k: v for k, v in said.items() if k not in OF_EVERY_QUESTION}
        return {"review_lesson": {}, **rest}


OF_EVERY_QUESTION = frozenset(field.name for field in fields(QuestionData))


class AssessmentData(msgspec.Struct):
    """One test as a file says it, its questions in order."""

    code: str
    title: str
    questions: list[dict[str, Any]]
    pass_rule: PassRule = PassRule()
    intro: str = ""
    feedback_passed: str = ""
    feedback_failed: str = ""
    sensitive: bool = False
    status: str = "concept"


@transaction.atomic
def load_assessment(data: dict[str, Any]) -> Assessment:
    """Make or update the test in `data` (the shape of `AssessmentData`) and its questions.

    The same data twice changes nothing; a changed question gets a new version and attempts keep
    the version they were shown; a question that an author took up in the CMS is left alone, and so
    are a pass rule and a list of questions that she set on the test's page. Raises ValueError that names the question and what is wrong with it; nothing is loaded then.
    """
    try:
        wanted = msgspec.convert(data, AssessmentData)
    except msgspec.ValidationError as error:
        raise ValueError(f"{data.get('code', '?')}: {error}") from error
    known = Assessment.objects.filter(code=wanted.code).first()
    assessment, _ = Assessment.objects.update_or_create(
        code=wanted.code,
        defaults={
            **({} if known and known.set_by_page else _rule(wanted.pass_rule)),
            "title": wanted.title,
            "intro": wanted.intro,
            "feedback_passed": wanted.feedback_passed,
            "feedback_failed": wanted.feedback_failed,
            # Once promised in the CMS (`mark_sensitive`), it stays so whatever a file says.
            "sensitive": wanted.sensitive or bool(known and known.sensitive),
            "is_concept": wanted.status == "concept",
        },
    )
    questions = [_load_question(question) for question in wanted.questions]
    if assessment.questions_by_page:
        return assessment
    for position, question in enumerate(questions, start=1):
        AssessmentItem.objects.update_or_create(
            assessment=assessment, question=question, defaults={"position": position}
        )
    assessment.items.exclude(question__in=questions).delete()
    return assessment


def _rule(said: PassRule) -> dict[str, Any]:
    return {
        "pass_percentage": round(said.min_fraction * 100),
        "all_critical": said.all_critical_right,
    }


def _load_question(said: dict[str, Any]) -> Question:
    """The question as the file says it; what an author took up in the CMS is left alone."""
    data, content = _checked(said)
    code = data.code.lower()
    known = Question.objects.filter(code=code).first()
    if known is not None and known.latest_revision_id is not None:
        return known
    question, _ = Question.objects.update_or_create(
        code=code,
        defaults={
            "kind": data.type,
            "goal_code": data.goal,
            "critical": data.critical,
            "difficulty": data.difficulty,
            "language": data.language,
            "review_by": data.review_by,
            "body": json.dumps(raw_of(data.type, content)),
        },
    )
    keep_version(question=question)
    return question


def _checked(said: dict[str, Any]) -> tuple[QuestionData, dict[str, Any]]:
    """A question and the JSON of its version; raises ValueError that names what is wrong."""
    code = said.get("code", "?")
    try:
        data = msgspec.convert(said, QuestionData)
        kind = question_type(data.type)
    except (msgspec.ValidationError, LookupError) as error:
        raise ValueError(f"question {code}: {error}") from error
    content = QuestionData.content(said)
    if problems := kind.check(content):
        raise ValueError(f"question {code}: {'; '.join(problems)}")
    return data, content
