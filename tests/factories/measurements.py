"""People who measured themselves, through the same actions as real ones."""

from datetime import datetime, timedelta

from elearning.accounts.models import User
from elearning.core import clock
from elearning.enrolment.enums import ItemKind
from elearning.enrolment.models import Enrolment
from tests.factories.enrolment import EnrolmentFactory, ProgressFactory
from toetsen.actions import (
    finish_measurement,
    give_consent,
    keep_answers,
    keep_choices,
    start_measurement,
    start_situations,
)
from toetsen.judged import sheet_of
from toetsen.measurement.figures import Moment
from toetsen.measurement.instrument import instrument
from toetsen.measurement.study import Study, newest
from toetsen.models import Measurement

ZM_16 = instrument("zm-16", 1)
CODES = [item.code for item in ZM_16.items]
MONTHS_LATER = timedelta(days=95)


def study() -> Study:
    return newest("evaluatie")


def level(answer: int) -> dict[str, int | None]:
    """The same answer everywhere, one more at the first statement of each scale."""
    return {code: answer + (n % 4 == 0) for n, code in enumerate(CODES)}


def finish_modules(enrolment: Enrolment, number: int = 2) -> None:
    for _ in range(number):
        ProgressFactory(enrolment=enrolment, kind=ItemKind.MODULE, done=True)


def measure(
    by: User, moment: Moment, answers: dict[str, int | None] | int
) -> Measurement:
    """`by` fills in a moment; a number is `level` of it."""
    given = level(answers) if isinstance(answers, int) else answers
    begun = start_measurement(by=by, moment=moment)
    kept = keep_answers(by=by, measurement=begun, answers=given)
    return finish_measurement(by=by, measurement=kept)


def judge(by: User, moment: Moment, *, right: int = 4) -> Measurement:
    """`by` does the situations of a moment: the best step in `right` of them, else a bad one."""
    begun = start_situations(by=by, moment=moment)
    choices = {
        one.code: next(s.key for s in one.steps if s.score == (1 if n < right else 0))
        for n, one in enumerate(sheet_of(begun).situations)
    }
    kept = keep_choices(by=by, measurement=begun, choices=choices)
    return finish_measurement(by=by, measurement=kept)


def measured_person(
    *,
    before: int = 2,
    after: int | None = 3,
    then: int | None = None,
    later: int | None = None,
    judges: tuple[int, int] | None = None,
    consents: bool = True,
    at: datetime | None = None,
    **enrolment_fields: object,
) -> User:
    """Somebody who began at `before` and, unless None, came to `after`, `then` and `later`.

    `judges`: in how many situations she chose the best step before and after, None when she did none.
    """
    moment = at or clock.now()
    with clock.at(moment):
        enrolment = EnrolmentFactory(**enrolment_fields)
        by = enrolment.user
        if consents:
            give_consent(by=by, study=study())
        measure(by, Moment.BEFORE, before)
        if judges:
            judge(by, Moment.BEFORE, right=judges[0])
        if after is None:
            return by
        finish_modules(enrolment)
        measure(by, Moment.AFTER, after)
        if judges:
            judge(by, Moment.AFTER, right=judges[1])
        if then is not None:
            measure(by, Moment.THEN, then)
    if later is not None:
        with clock.at(moment + MONTHS_LATER):
            measure(by, Moment.LATER, later)
    return by
