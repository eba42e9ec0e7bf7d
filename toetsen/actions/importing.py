"""Taking questions from a file into the bank: all of a plan, or nothing."""

import json
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from toetsen.bank_exchange import Planned
from toetsen.blocks import raw_of
from toetsen.models import Question


@transaction.atomic
def import_questions(*, by: User, coming: Sequence[Planned]) -> list[Question]:
    """Make a draft of each question in `coming`, in that order; nothing is published.

    A question with the code of one that is there becomes its newest draft. One without a code gets
    the next free one.
    """
    return [_draft(by, planned) for planned in coming]


def _draft(by: User, planned: Planned) -> Question:
    question = _under_code(planned)
    item = planned.item
    question.goal_code = item.goal or question.goal_code
    question.critical = item.critical
    question.difficulty = item.difficulty or question.difficulty
    question.language = item.language or question.language
    if item.review_by:
        question.review_by = date.fromisoformat(item.review_by)
    raw = json.dumps(raw_of(planned.kind, planned.data))
    question.body = Question._meta.get_field("body").to_python(raw)
    if question.pk is None:
        question.save()
    question.save_revision(user=by, log_action=True, clean=False)
    audit(by=by, action="import_question", subject=question)
    return question


def _under_code(planned: Planned) -> Question:
    if planned.existing is not None:
        draft: Question = planned.existing.get_latest_revision_as_object()
        return draft
    code = planned.item.code.lower() or _next_code()
    return Question(code=code, kind=planned.kind, live=False)


def _next_code() -> str:
    """v-1, v-2 …: the first that is free. One query for each question without a code."""
    taken = set(
        Question.objects.filter(code__startswith="v-").values_list("code", flat=True)
    )
    return next(
        code for n in range(1, len(taken) + 2) if (code := f"v-{n}") not in taken
    )
