"""Taking a test. The attempt's row is locked by each of these, so that two tabs cannot differ."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError
from toetsen.actions.telling import outcome_of, tell
from toetsen.enums import AttemptState
from toetsen.models import Attempt, AttemptItem
from toetsen.models.attempts import ON_ITS_WAY
from toetsen.queries import locked_by_uuid
from toetsen.question_types import Empty, Form
from toetsen.question_types.base import JSON
from toetsen.rules import check_own_attempt, checked_own, own_item
from toetsen.signals import attempt_submitted
from toetsen.versions import shown_items


class AlreadyHandedInError(DomainError):
    """The answer came after the test was handed in, on another device perhaps."""


@transaction.atomic
def save_answer(
    *, by: User, attempt: Attempt | uuid.UUID, position: int, form: Form
) -> AttemptItem:
    """Keep the answer in `form` to question `position` (from 1) exactly as it was given.

    A form that says nothing about the question leaves an earlier answer as it is; one that takes
    the answer away takes it away here. After the time was over it is kept beside the answer that
    counts, and marked; the attempt is closed first, as `close_attempt` does. In a practice test a
    whole answer is checked at once and then stays. An attempt that is named by its UUID is read
    once, and is the item's `attempt`.

    Raises NotFound for somebody else's attempt or a position that does not exist, InvalidRequest
    for an option the question does not have, AlreadyHandedInError after handing in.
    """
    key = attempt.uuid if isinstance(attempt, Attempt) else attempt
    attempt = checked_own(by, locked_by_uuid(key))
    if attempt.is_over:
        _finish(attempt, by=None)
    item = own_item(by, attempt, position)
    if attempt.is_submitted and not attempt.timed_out:
        raise AlreadyHandedInError(
            _("You have already handed in this test. Your result stays as it is.")
        )
    kind = item.kind
    read = kind.read(item.version.data, form)
    if read is Empty.NOT_SENT or item.checked_at:
        return item
    given = None if read is Empty.CLEARED else read
    if attempt.is_over:
        return _keep_late(item, given)
    item.response = given
    item.saved_at = clock.now()
    item.chosen = kind.chosen(item.version.data, item.response)
    if attempt.assessment.is_practice and _is_final(item):
        item.checked_at = item.saved_at
    item.save(update_fields=["response", "saved_at", "chosen", "checked_at"])
    return item


def _keep_late(item: AttemptItem, given: JSON) -> AttemptItem:
    item.late_response, item.late_at = given, clock.now()
    item.save(update_fields=["late_response", "late_at"])
    return item


def _is_final(item: AttemptItem) -> bool:
    """Whether a practice test may now say what was right, after which the answer stays as it is."""
    return item.is_answered and item.kind.scored and not item.complaint


@transaction.atomic
def submit_attempt(*, by: User, attempt: Attempt) -> Attempt:
    """Hand in: score, record and tell the apps above, once however often it is sent.

    Records `answered` per question (not for a sensitive test) and one `passed` or `failed`, in
    this transaction. Questions without an answer count as wrong; those of a type that is never
    scored count for nothing and are not recorded. Raises NotFound for somebody else's attempt.
    """
    attempt = locked_attempt(attempt)
    check_own_attempt(by, attempt)
    return _finish(attempt, by=by)


@transaction.atomic
def close_attempt(*, attempt: Attempt) -> Attempt:
    """Hand in for whoever let the time run out, with what was saved before that.

    The platform does it: by a task, or when the learner next looks. Nothing happens to an attempt
    that has time left or was handed in.
    """
    attempt = locked_attempt(attempt)
    return _finish(attempt, by=None) if attempt.is_over else attempt


def close_overdue() -> int:
    """`close_attempt` for every attempt whose time is over, each by itself. Gives how many."""
    busy = Attempt.objects.filter(
        state=AttemptState.BUSY, due_at__lt=clock.now() - ON_ITS_WAY
    )
    return sum(close_attempt(attempt=attempt).is_submitted for attempt in busy)


def _finish(attempt: Attempt, *, by: User | None) -> Attempt:
    """Score and tell, at the end of its time when that is over; once."""
    if attempt.is_submitted:
        return attempt
    attempt.timed_out = attempt.is_over
    at = attempt.due_at if attempt.timed_out else clock.now()
    scored = _score(attempt)
    outcome = outcome_of(attempt, scored)
    attempt.state, attempt.submitted_at = AttemptState.SUBMITTED, at
    attempt.points, attempt.max_points = outcome.points, outcome.max_points
    attempt.passed = outcome.passed
    attempt.save(
        update_fields=[
            *("state", "submitted_at", "timed_out"),
            *("points", "max_points", "passed"),
        ]
    )
    tell(attempt, scored, outcome)
    audit(by=by, action="submit_attempt", subject=attempt, passed=outcome.passed)
    attempt_submitted.send(sender=Attempt, attempt=attempt, by=by or attempt.user)
    return attempt


def _score(attempt: Attempt) -> list[AttemptItem]:
    scored = [item for item in shown_items(attempt) if item.kind.scored]
    for item in scored:
        item.score = item.kind.score(item.version.data, item.response)
    AttemptItem.objects.bulk_update(scored, ["score"])
    return scored


def locked_attempt(attempt: Attempt) -> Attempt:
    """The attempt as it is now, and nobody else's until the transaction ends."""
    return Attempt.objects.locked().select_related("enrolment").get(pk=attempt.pk)
