"""Working out results again after a key was corrected (ADR 0036)."""

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError, NotAllowed
from toetsen.actions.telling import tell_pass
from toetsen.corrections import Change, change, changes, corrected_versions
from toetsen.models import Attempt, Correction, Question
from toetsen.question_types import question_type
from toetsen.repairs import misses
from toetsen.signals import attempt_submitted
from toetsen.tasks import apply_correction as queued


@transaction.atomic
def correct_results(*, by: User, question: Question) -> Correction:
    """Score what was handed in on older versions of `question` with its newest key.

    The work itself is done by a task; this row and the audit line say who asked for it. Raises
    NotAllowed unless `by` may change questions, DomainError when no version has another key.
    """
    if not by.has_perm("toetsen.change_question"):
        raise NotAllowed(_("Only who writes questions can do this."))
    if not corrected_versions(question):
        raise DomainError(_("There is no older version with another key."))
    correction = Correction.objects.create(version=question.newest, made_by=by)
    audit(
        by=by,
        action="correct_results",
        subject=question,
        version=correction.version.number,
    )
    transaction.on_commit(lambda: queued.delay(correction_id=correction.pk))
    return correction


def apply_correction(*, correction_id: int) -> None:
    """Do what the correction says, an attempt in a transaction; what was done is not done twice.

    One that is gone, or whose question has a newer key by now, is left alone.
    """
    known = Correction.objects.select_related("version__question", "made_by")
    correction = known.filter(pk=correction_id).first()
    if correction is None:
        return
    if correction.version == correction.version.question.newest:
        for one in changes(correction.version.question):
            _correct(correction, one.item.pk)
    Correction.objects.filter(pk=correction.pk, done_at=None).update(
        done_at=clock.now()
    )


@transaction.atomic
def _correct(correction: Correction, item_id: int) -> None:
    """Score one answer again. Locks the attempt first, as whoever hands in does."""
    rows = Attempt.objects.locked().select_related("enrolment", "user")
    attempt = rows.get(items=item_id)
    item = attempt.items.select_related("version__question").get(pk=item_id)
    item.attempt = attempt
    version = correction.version
    score = question_type(version.kind).score(version.data, item.response)
    if score == item.final_score:
        return
    others = {
        miss.item.pk
        for miss in misses(attempt)
        if not miss.is_mended and miss.item.pk != item.pk
    }
    _write(correction, change(item, score, others))


def _write(correction: Correction, found: Change) -> None:
    item, attempt = found.item, found.attempt
    passes = found.newly_passed
    attempt.points = (attempt.points or 0.0) + found.gain
    attempt.passed = attempt.passed or passes
    item.corrected_score, item.corrected_by = found.score, correction.version
    item.save(update_fields=["corrected_score", "corrected_by"])
    attempt.save(update_fields=["points", "passed"])
    audit(
        by=correction.made_by,
        action="correct_attempt",
        subject=attempt,
        passed=attempt.passed,
    )
    if passes:
        tell_pass(attempt, mark=f"corrected-{correction.version_id}")
        attempt_submitted.send(sender=Attempt, attempt=attempt, by=attempt.user)
