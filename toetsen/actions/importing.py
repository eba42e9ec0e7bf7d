"""Taking questions from a file into the bank: all of a plan, or nothing."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count

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
    free = _free_codes()
    return [_draft(by, planned, free) for planned in coming]


def _draft(by: User, planned: Planned, free: Iterator[str]) -> Question:
    question = _under_code(planned, free)
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


def _under_code(planned: Planned, free: Iterator[str]) -> Question:
    if planned.existing is not None:
        draft: Question = planned.existing.get_latest_revision_as_object()
        return draft
    code = planned.item.code.lower() or next(free)
    return Question(code=code, kind=planned.kind, live=False)


def _free_codes() -> Iterator[str]:
    """v-1, v-2 …: those that are free. One query, however many are taken."""
    taken = set(
        Question.objects.filter(code__startswith="v-").values_list("code", flat=True)
    )
    return (code for number in count(1) if (code := f"v-{number}") not in taken)
