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
    start_measurement,
)
from toetsen.measurement.instrument import instrument
from toetsen.measurement.report import Moment
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


def measured_person(
    *,
    before: int = 2,
    after: int | None = 3,
    then: int | None = None,
    later: int | None = None,
    consents: bool = True,
    at: datetime | None = None,
    **enrolment_fields: object,
) -> User:
    """Somebody who began at `before` and, unless None, came to `after`, `then` and `later`."""
    moment = at or clock.now()
    with clock.at(moment):
        enrolment = EnrolmentFactory(**enrolment_fields)
        by = enrolment.user
        if consents:
            give_consent(by=by, study=study())
        measure(by, Moment.BEFORE, before)
        if after is None:
            return by
        finish_modules(enrolment)
        measure(by, Moment.AFTER, after)
        if then is not None:
            measure(by, Moment.THEN, then)
    if later is not None:
        with clock.at(moment + MONTHS_LATER):
            measure(by, Moment.LATER, later)
    return by
