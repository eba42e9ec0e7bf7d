"""Mending a missed question about safety: the lesson first, then another question of its group.

Brief, 4.1: a critical miss is "repeat that lesson, then another question from the same group".
"""

from secrets import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError
from toetsen.actions.attempts import locked_attempt
from toetsen.actions.telling import tell_pass
from toetsen.bank_queries import asked_in, bank_for
from toetsen.drawing import Row
from toetsen.models import Attempt, AttemptItem, QuestionVersion, Repair
from toetsen.question_types import Empty, Form, question_type
from toetsen.repairs import mended, misses
from toetsen.rules import check_own_attempt, check_repairs, own_miss
from toetsen.signals import attempt_submitted
from toetsen.versions import newest_versions


@transaction.atomic
def begin_repair(*, by: User, attempt: Attempt, position: int) -> Repair:
    """The other question for the missed one at `position`, drawn when it was not yet.

    Raises NotFound for somebody else's attempt or a question that was not missed, DomainError when
    the attempt cannot be mended or the bank has no other question of the group.
    """
    attempt = locked_attempt(attempt)
    check_own_attempt(by, attempt)
    check_repairs(attempt)
    item = own_miss(attempt, position)
    known = Repair.objects.filter(item=item).first()
    if known is not None:
        return known
    version = _another(attempt, item)
    kind = question_type(version.kind)
    return Repair.objects.create(
        item=item,
        version=version,
        shown=kind.arranged(version.data, SystemRandom()),
    )


@transaction.atomic
def answer_repair(*, by: User, attempt: Attempt, position: int, form: Form) -> Repair:
    """Keep and score the one answer to the other question, once however often it is sent.

    An answer that is not whole is kept and not scored yet. When it mends the last miss, the
    attempt is passed: that is recorded and told as a test that was handed in. Raises NotFound and
    DomainError as `begin_repair`, InvalidRequest for an option the question does not have.
    """
    attempt = locked_attempt(attempt)
    check_own_attempt(by, attempt)
    item = own_miss(attempt, position)
    repair = _begun(item)
    if repair.answered_at is not None:
        return repair
    check_repairs(attempt)
    kind = question_type(repair.version.kind)
    read = kind.read(repair.version.data, form)
    if read is Empty.NOT_SENT:
        return repair
    repair.response = None if read is Empty.CLEARED else read
    if repair.response is not None and not kind.complaint(
        repair.version.data, repair.response
    ):
        repair.score = kind.score(repair.version.data, repair.response)
        repair.answered_at = clock.now()
    repair.save(update_fields=["response", "score", "answered_at"])
    _pass_when_mended(by, attempt)
    return repair


def _begun(item: AttemptItem) -> Repair:
    found = Repair.objects.filter(item=item).select_related("version__question").first()
    if found is None:
        raise DomainError(_("Read the lesson first. Then the other question comes."))
    return found


def _another(attempt: Attempt, item: AttemptItem) -> QuestionVersion:
    """One about safety of the same goal, else of the same module, that this attempt did not ask.

    Something can be earned with it, and it is no heavy one: who chose other questions is not given
    one after all.
    """
    goal = item.version.goal_code
    wanted = Row(goal=goal.partition(".")[0], number=1, critical=True)
    seen = asked_in(attempt)
    fresh = [
        one for one in bank_for([wanted]) if wanted.fits(one) and one.pk not in seen
    ]
    group = [one for one in fresh if one.goal == goal] or fresh
    if not group:
        raise DomainError(
            _(
                "There is no other question about this now. Read the lesson again and take the "
                "test again. Your result stays."
            )
        )
    chosen = SystemRandom().choice(group).pk
    return newest_versions([chosen])[chosen]


def _pass_when_mended(by: User, attempt: Attempt) -> None:
    if attempt.passed or not mended(misses(attempt)):
        return
    attempt.passed = True
    attempt.save(update_fields=["passed"])
    tell_pass(attempt, mark="mended")
    audit(by=by, action="mend_attempt", subject=attempt)
    attempt_submitted.send(sender=Attempt, attempt=attempt, by=by)
