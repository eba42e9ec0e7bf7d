"""Bringing tests and questions in from readable data."""

from typing import Any

import msgspec
from django.db import transaction

from toetsen.models import Assessment, AssessmentItem, Question, QuestionVersion
from toetsen.question_types import question_type


class QuestionData(msgspec.Struct, forbid_unknown_fields=True):
    """One question as a file says it; `content` has the shape of its type."""

    code: str
    kind: str
    goal: str
    critical: bool
    content: dict[str, Any]


class AssessmentData(msgspec.Struct, forbid_unknown_fields=True):
    """One test as a file says it, its questions in order."""

    code: str
    title: str
    questions: list[QuestionData]
    pass_percentage: int = 70
    all_critical: bool = True
    sensitive: bool = False


@transaction.atomic
def load_assessment(data: dict[str, Any]) -> Assessment:
    """Make or update the test in `data` (the shape of `AssessmentData`) and its questions.

    The same data twice changes nothing; a changed question gets a new version and attempts keep
    the version they were shown. Raises ValueError that names the question and what is wrong with
    it; nothing is loaded then.
    """
    try:
        wanted = msgspec.convert(data, AssessmentData)
    except msgspec.ValidationError as error:
        raise ValueError(f"{data.get('code', '?')}: {error}") from error
    assessment, _ = Assessment.objects.update_or_create(
        code=wanted.code,
        defaults={
            "title": wanted.title,
            "pass_percentage": wanted.pass_percentage,
            "all_critical": wanted.all_critical,
            "sensitive": wanted.sensitive,
        },
    )
    questions = [_load_question(question) for question in wanted.questions]
    for position, question in enumerate(questions, start=1):
        AssessmentItem.objects.update_or_create(
            assessment=assessment, question=question, defaults={"position": position}
        )
    assessment.items.exclude(question__in=questions).delete()
    return assessment


def _load_question(data: QuestionData) -> Question:
    problems = question_type(data.kind).check(data.content)
    if problems:
        raise ValueError(f"question {data.code}: {'; '.join(problems)}")
    question, _ = Question.objects.update_or_create(
        code=data.code.lower(),
        defaults={"kind": data.kind, "goal_code": data.goal, "critical": data.critical},
    )
    newest = question.versions.order_by("-number").first()
    if newest is None or newest.data != data.content:
        number = newest.number + 1 if newest else 1
        QuestionVersion.objects.create(question=question, number=number, data=data.content)
    return question
