"""Taking questions from a file into the bank: all of a plan, or nothing."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry, Revision

from elearning.accounts.actions.audit import audit_each
from elearning.accounts.models import User
from elearning.core import clock
from toetsen.bank_exchange import Planned
from toetsen.blocks import raw_of
from toetsen.models import Question

PART = 200


@transaction.atomic
def import_questions(*, by: User, coming: Sequence[Planned]) -> list[Question]:
    """Make a draft of each question in `coming`, in that order; nothing is published.

    A question with the code of one that is there becomes its newest draft. One without a code gets
    the next free one. What Wagtail's `save_revision` does one by one is done here for all of them;
    its reference index has nothing to learn, as no type that travels refers to a page or a picture.
    """
    free = _free_codes()
    drafts = [_draft(planned, free) for planned in coming]
    Question.objects.bulk_create([one for one in drafts if one.pk is None])
    made = Revision.objects.bulk_create(_revision(by, draft) for draft in drafts)
    for draft, revision in zip(drafts, made, strict=True):
        draft.latest_revision, draft.has_unpublished_changes = revision, True
    newest = ["latest_revision", "has_unpublished_changes"]
    Question.objects.bulk_update(drafts, newest, batch_size=PART)
    ModelLogEntry.objects.bulk_create(_history(by, draft) for draft in drafts)
    audit_each(by=by, action="import_question", subjects=drafts)
    return drafts


def _history(by: User, draft: Question) -> ModelLogEntry:
    """What the history of the question shows, as `wagtail.log_actions.log` would write it."""
    return ModelLogEntry(
        content_type=ContentType.objects.get_for_model(draft),
        object_id=str(draft.pk),
        label=str(draft),
        action="wagtail.edit",
        timestamp=clock.now(),
        user=by,
        uuid=get_active_log_context().uuid,
        revision=draft.latest_revision,
        content_changed=True,
    )


def _revision(by: User, draft: Question) -> Revision:
    return Revision(
        content_object=draft,
        base_content_type=draft.get_base_content_type(),
        user=by,
        created_at=clock.now(),
        content=draft.serializable_data(),
        object_str=str(draft),
    )


def _draft(planned: Planned, free: Iterator[str]) -> Question:
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
