"""Working out results again after a key was corrected (ADR 0036)."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError, NotAllowed
from toetsen.actions.telling import tell_pass
from toetsen.corrections import (
    FIELDS,
    Change,
    Given,
    change,
    changes,
    corrected_versions,
    missed_critical,
)
from toetsen.models import Attempt, Correction, Question
from toetsen.question_types import question_type
from toetsen.signals import attempt_submitted
from toetsen.tasks import apply_correction as queued

MOST_TRIES = 3
# A worker says at every so many answers that it is still there.
PART = 100
# Whoever said nothing for so long is gone.
SILENT = timedelta(minutes=5)


@transaction.atomic
def correct_results(*, by: User, question: Question) -> Correction:
    """Score what was handed in on older versions of `question` with its newest key.

    The work itself is done by a task; this row and the audit line say who asked for it. Raises
    NotAllowed unless `by` may change questions, DomainError when no version has another key or it
    is being done already.
    """
    if not by.has_perm("toetsen.change_question"):
        raise NotAllowed(_("Only who writes questions can do this."))
    Question.objects.select_for_update(no_key=True).only("pk").get(pk=question.pk)
    if not corrected_versions(question):
        raise DomainError(_("There is no older version with another key."))
    newest = question.newest
    if newest.corrections.waiting().exists():
        raise DomainError(_("The results are being worked out again already."))
    correction = Correction.objects.create(version=newest, made_by=by)
    audit(by=by, action="correct_results", subject=question, version=newest.number)
    transaction.on_commit(lambda: _queue(correction.pk))
    return correction


def apply_correction(*, correction_id: int) -> None:
    """Do what the correction says, an attempt in a transaction; what was done is not done twice.

    One that is done, that somebody else works on or that was given up is left alone, and of one
    whose question has a newer key by now nothing is left to do.
    """
    correction = _taken(correction_id)
    if correction is None:
        return
    try:
        _apply(correction)
    except Exception:
        # The next one need not wait until this worker is known to be gone.
        Correction.objects.filter(pk=correction.pk).update(seen_at=None)
        raise
    Correction.objects.filter(pk=correction.pk).update(done_at=clock.now())


def finish_corrections() -> None:
    """Queue again what waits: the broker may lose a task, and a worker can be killed."""
    for pk in Correction.objects.waiting().order_by("pk").values_list("pk", flat=True):
        _queue(pk)


def _queue(correction_id: int) -> None:
    queued.apply_async(kwargs={"correction_id": correction_id}, queue="long")


@transaction.atomic
def _taken(correction_id: int) -> Correction | None:
    """The correction, for this worker alone; given up when it was tried too often."""
    waiting = Correction.objects.waiting().select_for_update(of=["self"], no_key=True)
    correction = (
        waiting.select_related("version__question", "made_by")
        .filter(pk=correction_id)
        .first()
    )
    now = clock.now()
    if correction is None or (
        correction.seen_at is not None and now - correction.seen_at < SILENT
    ):
        return None
    if correction.tries >= MOST_TRIES:
        correction.stopped_at = now
        correction.save(update_fields=["stopped_at"])
        return None
    correction.tries, correction.seen_at = correction.tries + 1, now
    correction.save(update_fields=["tries", "seen_at"])
    return correction


def _apply(correction: Correction) -> None:
    if correction.version != correction.version.question.newest:
        return
    found = changes(correction.version.question)
    for number, one in enumerate(list(found), start=1):
        _correct(correction, one.given.pk)
        if number % PART == 0:
            Correction.objects.filter(pk=correction.pk).update(seen_at=clock.now())


@transaction.atomic
def _correct(correction: Correction, item_id: int) -> None:
    """Score one answer again. Locks the attempt first, as whoever hands in does."""
    rows = Attempt.objects.locked().select_related("enrolment", "user")
    attempt = rows.get(items=item_id)
    given = Given._make(attempt.items.values_list(*FIELDS).get(pk=item_id))
    version = correction.version
    score = question_type(version.kind).score(version.data, given.response)
    if score != given.final_score:
        missed = missed_critical([attempt.pk])[attempt.pk]
        _write(correction, attempt, change(given, score, missed))


def _write(correction: Correction, attempt: Attempt, found: Change) -> None:
    attempt.points = found.given.points + found.gain
    attempt.passed = found.given.passed or found.passes
    attempt.items.filter(pk=found.given.pk).update(
        corrected_score=found.score, corrected_by=correction.version
    )
    attempt.save(update_fields=["points", "passed"])
    audit(
        by=correction.made_by,
        action="correct_attempt",
        subject=attempt,
        passed=attempt.passed,
    )
    if found.newly_passed:
        tell_pass(attempt, mark=f"corrected-{correction.version_id}")
        attempt_submitted.send(sender=Attempt, attempt=attempt, by=attempt.user)
