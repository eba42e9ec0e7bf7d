"""Taking a test. The attempt's row is locked by each of these, so that two tabs cannot differ."""

from secrets import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError
from elearning.enrolment.models import Enrolment
from elearning.enrolment.queries import speaker
from elearning.xapi import vocabulary
from elearning.xapi.actions import record
from elearning.xapi.statements import (
    AssessmentFinished,
    Item,
    QuestionAnswered,
    Speaker,
)
from toetsen.enums import AttemptState
from toetsen.models import (
    Assessment,
    AssessmentItem,
    Attempt,
    AttemptItem,
    QuestionVersion,
)
from toetsen.queries import newest_versions, shown_items
from toetsen.question_types import Empty, Form, question_type
from toetsen.rules import check_may_start, check_own_attempt, own_item
from toetsen.scoring import Result, ScoredItem, result
from toetsen.signals import attempt_submitted


@transaction.atomic
def start_attempt(
    *, by: User, enrolment: Enrolment, assessment: Assessment, return_path: str = ""
) -> Attempt:
    """The busy attempt of `by` at `assessment`, made when there is none.

    It keeps the newest version of every question as it is now. `return_path` is the address on
    this site to go back to afterwards. Raises DomainError when the test has no questions yet, or
    is concept content outside the demo (product rule 13).
    """
    check_may_start(assessment)
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    busy = Attempt.objects.filter(
        user=by, assessment=assessment, state=AttemptState.BUSY
    ).first()
    if busy is not None:
        return busy
    items = list(assessment.items.select_related("question"))
    if not items:
        raise DomainError(_("This test has no questions yet. Come back later."))
    attempt = Attempt.objects.create(
        user=by, enrolment=enrolment, assessment=assessment, return_path=return_path
    )
    newest = newest_versions(item.question_id for item in items)
    AttemptItem.objects.bulk_create(
        _shown(attempt, item, newest[item.question_id], number)
        for number, item in enumerate(items, start=1)
    )
    return attempt


@transaction.atomic
def save_answer(
    *, by: User, attempt: Attempt, position: int, form: Form
) -> AttemptItem:
    """Keep the answer in `form` to question `position` (from 1) exactly as it was given.

    A form that says nothing about the question leaves an earlier answer as it is; one that takes
    the answer away takes it away here. Raises NotFound for somebody else's attempt or a position
    that does not exist, InvalidRequest for an option the question does not have, DomainError when
    the attempt was already handed in.
    """
    attempt = _locked(attempt)
    item = own_item(by, attempt, position)
    if attempt.is_submitted:
        raise DomainError(
            _("You have already handed in this test. Your result stays as it is.")
        )
    kind = item.kind
    read = kind.read(item.version.data, form)
    if read is Empty.NOT_SENT:
        return item
    item.response = None if read is Empty.CLEARED else read
    item.saved_at = clock.now()
    item.chosen = kind.chosen(item.version.data, item.response)
    item.save(update_fields=["response", "saved_at", "chosen"])
    return item


@transaction.atomic
def submit_attempt(*, by: User, attempt: Attempt) -> Attempt:
    """Hand in: score, record and tell the apps above, once however often it is sent.

    Records `answered` per question (not for a sensitive test) and one `passed` or `failed`, in
    this transaction. Questions without an answer count as wrong; those of a type that is never
    scored count for nothing and are not recorded. Raises NotFound for somebody else's attempt.
    """
    attempt = _locked(attempt)
    check_own_attempt(by, attempt)
    if attempt.is_submitted:
        return attempt
    items = shown_items(attempt)
    scored = [item for item in items if item.kind.scored]
    for item in scored:
        item.score = item.kind.score(item.version.data, item.response)
    AttemptItem.objects.bulk_update(scored, ["score"])
    outcome = result(
        [
            ScoredItem(
                i.version.goal_code,
                i.score or 0.0,
                i.version.critical,
                i.max_mark,
            )
            for i in scored
        ],
        pass_percentage=attempt.assessment.pass_percentage,
        all_critical=attempt.assessment.all_critical,
    )
    attempt.state, attempt.submitted_at = AttemptState.SUBMITTED, clock.now()
    attempt.points, attempt.max_points = outcome.points, outcome.max_points
    attempt.passed = outcome.passed
    attempt.save(
        update_fields=["state", "submitted_at", "points", "max_points", "passed"]
    )
    _record(attempt, scored, outcome)
    audit(by=by, action="submit_attempt", subject=attempt, passed=outcome.passed)
    attempt_submitted.send(sender=Attempt, attempt=attempt, by=by)
    return attempt


def _shown(
    attempt: Attempt, item: AssessmentItem, version: QuestionVersion, number: int
) -> AttemptItem:
    kind = question_type(item.question.kind)
    return AttemptItem(
        attempt=attempt,
        version=version,
        position=number,
        shown=kind.arranged(version.data, SystemRandom()),
    )


def _locked(attempt: Attempt) -> Attempt:
    return (
        Attempt.objects.select_for_update(of=["self"], no_key=True)
        .select_related("assessment", "enrolment")
        .get(pk=attempt.pk)
    )


def _record(attempt: Attempt, items: list[AttemptItem], outcome: Result) -> None:
    who = speaker(attempt.enrolment)
    test = Item(f"assessments/{attempt.assessment.code}", vocabulary.ASSESSMENT)
    if not attempt.assessment.sensitive:
        for item in items:
            _record_answer(who, attempt, item, test)
    record(
        AssessmentFinished(
            speaker=who,
            object=test,
            at=attempt.submitted_at or clock.now(),
            attempt=str(attempt.uuid),
            sensitive=attempt.assessment.sensitive,
            passed=outcome.passed,
            score=outcome.score,
            goals=outcome.goals,
            duration=(attempt.submitted_at or clock.now()) - attempt.started_at,
        )
    )


def _record_answer(
    who: Speaker, attempt: Attempt, item: AttemptItem, test: Item
) -> None:
    if not item.is_answered:
        return
    record(
        QuestionAnswered(
            speaker=who,
            object=Item(f"items/{item.version.question.code}", vocabulary.INTERACTION),
            at=attempt.submitted_at or clock.now(),
            attempt=str(attempt.uuid),
            parent=test,
            success=item.score == 1,
            score=item.score or 0.0,
            response=item.kind.xapi_response(item.version.data, item.response),
            interaction=item.kind.interaction(item.version.data),
        )
    )
