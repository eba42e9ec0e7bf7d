"""Beginning a test: which questions this attempt gets, and until when it may last."""

from collections.abc import Mapping, Sequence
from random import Random
from secrets import SystemRandom
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.accounts.queries import lock_person
from elearning.core import clock
from elearning.core.exceptions import DomainError
from elearning.enrolment.models import Enrolment
from elearning.enrolment.paths import path_by_key
from toetsen.actions.attempts import close_attempt
from toetsen.bank_queries import bank_for, seen_questions
from toetsen.drawing import Row, draw, rows_for
from toetsen.models import (
    Assessment,
    Attempt,
    AttemptItem,
    QuestionVersion,
)
from toetsen.queries import busy_attempt, extra_time, pass_mark
from toetsen.question_types import question_type
from toetsen.rules import check_attempts_left, check_may_start, check_open
from toetsen.versions import newest_versions


def start_attempt(
    *,
    by: User,
    enrolment: Enrolment,
    assessment: Assessment,
    return_path: str = "",
    instead: Mapping[int, int] = MappingProxyType({}),
) -> Attempt:
    """The busy attempt of `by` at `assessment`, made when there is none.

    It keeps the newest version of every question as it is now; a test that is drawn is drawn here,
    once. `instead` gives by a question's id the one that is asked in its place (ADR 0043); in an
    attempt that was begun the answers to the others stay. `return_path` is the address on this site
    to go back to afterwards. An attempt whose time
    was over is closed first, in a transaction of its own: handing in locks the attempt before the
    person, and this the other way round. Raises DomainError when the test has no questions yet or
    too few in the bank, is not open, has no attempts left, or is concept content outside the demo
    (product rule 13).
    """
    check_may_start(assessment)
    busy = _busy_or_new(by, enrolment, assessment, return_path, instead)
    if not busy.is_over:
        if instead:
            exchange_questions(attempt=busy, instead=instead)
        return busy
    close_attempt(attempt=busy)
    return _busy_or_new(by, enrolment, assessment, return_path, instead)


@transaction.atomic
def _busy_or_new(
    by: User,
    enrolment: Enrolment,
    assessment: Assessment,
    return_path: str,
    instead: Mapping[int, int],
) -> Attempt:
    lock_person(by)
    busy = busy_attempt(by, assessment)
    if busy is not None:
        return busy
    check_open(assessment)
    check_attempts_left(by, assessment)
    dice = SystemRandom()
    questions = _questions(by, enrolment, assessment, dice)
    now = clock.now()
    attempt = Attempt.objects.create(
        user=by,
        enrolment=enrolment,
        assessment=assessment,
        return_path=return_path,
        time_limit=assessment.time_limit,
        pass_percentage=pass_mark(enrolment, assessment),
        started_at=now,
        due_at=assessment.due_at(now, extra_time(enrolment, assessment)),
    )
    newest = newest_versions([*questions, *instead.values()])
    AttemptItem.objects.bulk_create(
        _shown(
            attempt,
            newest.get(instead.get(question, question)) or newest[question],
            number,
            dice,
        )
        for number, question in enumerate(questions, start=1)
    )
    return attempt


def _questions(
    by: User, enrolment: Enrolment, assessment: Assessment, dice: Random
) -> list[int]:
    """The questions of a new attempt, by key, in its order."""
    if assessment.is_drawn:
        found = _drawn(by, enrolment, assessment, dice)
    else:
        found = list(assessment.items.values_list("question_id", flat=True))
    if not found:
        raise DomainError(_("This test has no questions yet. Come back later."))
    if assessment.shuffle_questions:
        dice.shuffle(found)
    return found


def _drawn(
    by: User, enrolment: Enrolment, assessment: Assessment, dice: Random
) -> list[int]:
    rows = _rows(enrolment, assessment.rows)
    bank = bank_for(rows)
    drawn = draw(rows, bank, dice, seen=seen_questions(by, assessment))
    if not drawn.is_whole:
        raise DomainError(
            _(
                "This test cannot be made now: there are too few questions in the bank. "
                "Nothing of yours was lost. Come back later, or tell your lecturer."
            )
        )
    return list(drawn.questions)


def _rows(enrolment: Enrolment, rows: Sequence[Row]) -> list[Row]:
    path = path_by_key(enrolment.path_key) if any(row.path for row in rows) else None
    return rows_for(rows, path.code if path else "")


@transaction.atomic
def exchange_questions(*, attempt: Attempt, instead: Mapping[int, int]) -> None:
    """Ask other questions from now on; what was answered to the ones they replace is gone.

    `instead` gives by a question's id the one in its place. An attempt that was handed in meanwhile
    stays as it is. Locks the attempt, as answering does, and not the person (see `start_attempt`).
    """
    if Attempt.objects.locked().get(pk=attempt.pk).is_submitted:
        return
    items = attempt.items.filter(version__question__in=list(instead))
    old = {
        item.position: item.version.question_id
        for item in items.select_related("version")
    }
    newest = newest_versions(instead[question] for question in old.values())
    items.delete()
    dice = SystemRandom()
    made = [(position, newest[instead[question]]) for position, question in old.items()]
    AttemptItem.objects.bulk_create(
        _shown(attempt, version, position, dice) for position, version in made
    )


def _shown(
    attempt: Attempt,
    version: QuestionVersion,
    number: int,
    dice: Random,
) -> AttemptItem:
    kind = question_type(version.kind)
    shuffle = attempt.assessment.shuffle_options
    return AttemptItem(
        attempt=attempt,
        version=version,
        position=number,
        shown=(kind.shuffled if shuffle else kind.arranged)(version.data, dice),
    )
