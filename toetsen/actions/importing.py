"""Taking questions from a file into the bank: all of a plan, or nothing."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from uuid import UUID, uuid5

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry, Revision

from elearning.accounts.actions.audit import audit_each
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError
from toetsen.bank_exchange import Planned, plan_import
from toetsen.blocks import raw_of
from toetsen.exchange import Reading
from toetsen.models import Question
from toetsen.models.bank import WRITTEN

NEWEST = ("latest_revision", "has_unpublished_changes")


def import_questions(*, by: User, reading: Reading, mark: UUID) -> list[Question]:
    """Make a draft of each question in `reading`, in that order, or of none; nothing is published.

    A question with the code of one that is there becomes its newest draft, when it says something
    else. One without a code gets the next free one. `mark` is of one preview: what comes with it a
    second time, by a double press or the back button, makes nothing. Raises DomainError when somebody
    else made a question with the same code at the same moment.

    What Wagtail's `save_revision` does one by one is done here for all of them; its reference index
    has nothing to learn, as no type that travels refers to a page or a picture.
    """
    try:
        return _import(by, reading, mark)
    except IntegrityError as error:
        if _came_in(mark):
            return []
        message = _("Somebody changed the bank at this moment. Choose the file again.")
        raise DomainError(message) from error


@transaction.atomic
def _import(by: User, reading: Reading, mark: UUID) -> list[Question]:
    if _came_in(mark):
        return []
    free, places = _free_codes(), count()
    coming = plan_import(reading).coming
    drafts = [_draft(planned, free, mark, places) for planned in coming]
    Question.objects.bulk_create([one for one in drafts if one.pk is None])
    made = Revision.objects.bulk_create(_revision(by, draft) for draft in drafts)
    for draft, revision in zip(drafts, made, strict=True):
        draft.latest_revision, draft.has_unpublished_changes = revision, True
    # As in Wagtail's form: the row of what is not published says what its newest draft says.
    _rewrite([one for one in drafts if one.live], NEWEST)
    _rewrite([one for one in drafts if not one.live], (*NEWEST, *WRITTEN))
    ModelLogEntry.objects.bulk_create(_history(by, draft) for draft in drafts)
    audit_each(by=by, action="import_question", subjects=drafts)
    return drafts


def _rewrite(drafts: list[Question], fields: Sequence[str]) -> None:
    """Give each row, which is there, its `fields`: a quarter of the time that bulk_update takes."""
    Question.objects.bulk_create(
        drafts, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def _came_in(mark: UUID) -> bool:
    return Question.objects.filter(uuid=uuid5(mark, "0")).exists()


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


def _draft(
    planned: Planned, free: Iterator[str], mark: UUID, places: Iterator[int]
) -> Question:
    item = planned.item
    question = planned.existing or Question(
        uuid=uuid5(mark, str(next(places))),
        code=item.code.lower() or next(free),
        kind=planned.kind,
        live=False,
    )
    question.goal_code = item.goal or question.goal_code
    # A file makes a question critical, and never takes that away: it may just not say.
    question.critical = question.critical or item.critical
    question.difficulty = item.difficulty or question.difficulty
    question.language = item.language or question.language
    if item.review_by:
        question.review_by = date.fromisoformat(item.review_by)
    raw = json.dumps(raw_of(planned.kind, planned.data))
    question.body = Question._meta.get_field("body").to_python(raw)
    return question


def _free_codes() -> Iterator[str]:
    """v-1, v-2 …: those that are free. One query, however many are taken."""
    taken = set(
        Question.objects.filter(code__startswith="v-").values_list("code", flat=True)
    )
    return (code for number in count(1) if (code := f"v-{number}") not in taken)
