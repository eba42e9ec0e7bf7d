"""Bringing an author's settings from the published page of a test to the test itself."""

from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import transaction

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from toetsen.drawing import Row
from toetsen.models import Assessment, AssessmentItem, AssessmentSettings
from toetsen.models.assessments import SETTINGS


@transaction.atomic
def set_assessment(
    *,
    by: User | None,
    code: str,
    title: str,
    settings: AssessmentSettings,
    blueprint: Sequence[Row] = (),
    questions: Sequence[int] = (),
) -> Assessment:
    """Make or change the test with `code` as its page says it; `title` names a new one.

    `questions` are ids of questions in order; none leaves the questions it has. Attempts that were
    begun keep what they were shown and the time they had.
    """
    values: dict[str, Any] = {name: getattr(settings, name) for name in SETTINGS}
    values["blueprint"] = msgspec.to_builtins(list(blueprint))
    values["set_by_page"] = True
    if questions:
        values["questions_by_page"] = True
    assessment, _made = Assessment.objects.update_or_create(
        code=code, defaults=values, create_defaults={**values, "title": title}
    )
    if questions:
        assessment.items.all().delete()
        AssessmentItem.objects.bulk_create(
            AssessmentItem(assessment=assessment, question_id=pk, position=position)
            for position, pk in enumerate(questions, start=1)
        )
    audit(by=by, action="set_assessment", subject=assessment)
    return assessment
