"""Measuring oneself, and agreeing to a study. No answer is ever logged, audited or recorded."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.accounts.queries import lock_person
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest
from elearning.enrolment.actions import sealed_for
from elearning.enrolment.queries import speaker
from elearning.xapi import vocabulary
from elearning.xapi.actions import record
from elearning.xapi.statements import Item, MeasurementCompleted
from toetsen.measured import (
    answers_in,
    enrolment_to_measure,
    instrument_for,
    own_measurement,
)
from toetsen.measurement.figures import Moment
from toetsen.measurement.instrument import instrument, scores
from toetsen.measurement.study import Study
from toetsen.models import Consent, Measurement
from toetsen.rules import (
    check_may_go_on,
    check_may_measure,
    check_study,
    own_measurement_of,
)
from toetsen.signals import measurement_done


@transaction.atomic
def start_measurement(*, by: User, moment: Moment) -> Measurement:
    """The measurement of `by` at `moment`, made when there is none; one that is busy goes on.

    Raises DomainError when the moment is not open to her (any more).
    """
    lock_person(by)
    check_may_measure(by, moment)
    known = own_measurement(by, moment)
    if known is not None:
        return known
    enrolment = enrolment_to_measure(by, moment)
    if enrolment is None:
        raise DomainError(_("You are not on a learning path. Join one first."))
    used = instrument_for(by)
    return Measurement.objects.create(
        user=by,
        enrolment=enrolment,
        instrument=used.code,
        version=used.version,
        moment=moment,
    )


@transaction.atomic
def keep_answers(
    *, by: User, measurement: Measurement, answers: Mapping[str, int | None]
) -> Measurement:
    """Keep these answers exactly as given, beside those that were kept before.

    None is 'skipped'. Raises NotFound for somebody else's, InvalidRequest for a statement or an
    answer that does not exist, DomainError when it was finished or is no longer open to her.
    """
    measurement = locked(by, measurement)
    if measurement.is_done:
        raise DomainError(_("You already finished this. What you filled in stays."))
    check_may_go_on(by, measurement)
    whole = {**answers_in(measurement), **answers}
    try:
        scores(instrument(measurement.instrument, measurement.version), whole)
    except ValueError:
        raise InvalidRequest(_("That answer does not belong here.")) from None
    measurement.sealed = sealed(measurement, {"answers": whole})
    measurement.save(update_fields=["sealed"])
    return measurement


@transaction.atomic
def finish_measurement(*, by: User, measurement: Measurement) -> Measurement:
    """Finish: from now on it counts and cannot change; once, however often it is sent.

    The statement and the audit line say that the moment was done, never what was filled in or
    skipped. Raises NotFound for somebody else's, DomainError when it is no longer open to her.
    """
    measurement = locked(by, measurement)
    if measurement.is_done:
        return measurement
    check_may_go_on(by, measurement)
    if measurement.sealed is None:
        measurement.sealed = sealed(measurement, {"answers": {}})
    measurement.done_at = clock.now()
    measurement.save(update_fields=["sealed", "done_at"])
    code = f"measurements/{measurement.instrument}-{measurement.moment}"
    record(
        MeasurementCompleted(
            speaker=speaker(measurement.enrolment),
            object=Item(code, vocabulary.ASSESSMENT),
            at=measurement.done_at,
            sensitive=True,
        )
    )
    audit(
        by=by,
        action="finish_measurement",
        subject=measurement,
        moment=measurement.moment,
    )
    measurement_done.send(sender=Measurement, measurement=measurement, by=by)
    return measurement


@transaction.atomic
def forget_measurements(*, by: User) -> int:
    """Delete everything `by` ever filled in; how many moments. No later figure holds it."""
    count, _rows = by.measurements.all().delete()
    if count:
        audit(by=by, action="forget_measurements", subject=by, number=count)
    return count


@transaction.atomic
def give_consent(*, by: User, study: Study) -> None:
    """`by` says yes to this version of a study; saying it twice is once.

    A yes to an earlier version ends: two reports are never about the same person. Raises NotFound for a study that is not offered.
    """
    check_study(study)
    lock_person(by)
    earlier = by.study_consents.exclude(version=study.version)
    _end(by, earlier.filter(study=study.code))
    consent, made = Consent.objects.get_or_create(
        user=by, study=study.code, version=study.version, withdrawn_at=None
    )
    if made:
        audit(by=by, action="give_consent", subject=consent, version=study.version)


@transaction.atomic
def withdraw_consent(*, by: User, study: Study) -> None:
    """`by` no longer takes part, in no version: from now on no report and no export uses her."""
    _end(by, by.study_consents.filter(study=study.code))


def _end(by: User, consents: QuerySet[Consent]) -> None:
    for consent in consents.select_for_update().filter(withdrawn_at__isnull=True):
        consent.withdrawn_at = clock.now()
        consent.save(update_fields=["withdrawn_at"])
        audit(
            by=by, action="withdraw_consent", subject=consent, version=consent.version
        )


def locked(by: User, measurement: Measurement) -> Measurement:
    """The measurement, to change it; NotFound when it is not of `by`."""
    found = (
        Measurement.objects.select_for_update(of=["self"], no_key=True)
        .select_related("user", "enrolment")
        .filter(pk=measurement.pk)
        .first()
    )
    return own_measurement_of(by, found)


def sealed(measurement: Measurement, contents: Mapping[str, object]) -> bytes:
    """`contents` for this measurement alone, under the key of its person."""
    return sealed_for(
        user=measurement.user,
        kind=Measurement.SEALED_AS,
        subject=measurement.uuid,
        data=dict(contents),
    )
