"""Judging situations, beside measuring oneself. No choice is ever logged, audited or recorded."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.pseudonyms import identity_link
from elearning.accounts.models import User
from elearning.accounts.queries import lock_person
from elearning.core.exceptions import DomainError, InvalidRequest
from toetsen.actions.measuring import locked, sealed
from toetsen.judged import own_test, sheet_of, situations_for
from toetsen.measured import enrolment_to_measure
from toetsen.measurement.figures import Moment
from toetsen.measurement.forms import form_for
from toetsen.measurement.situations import shares
from toetsen.models import Measurement
from toetsen.rules import check_may_go_on, check_may_judge


@transaction.atomic
def start_situations(*, by: User, moment: Moment) -> Measurement:
    """The form of `by` at `moment`, made when there is none; one that is busy goes on.

    Which form it is follows from the pseudonym and is sealed with the answers. Raises DomainError
    when the situations are not open to her (any more).
    """
    lock_person(by)
    check_may_judge(by, moment)
    known = own_test(by, moment)
    if known is not None:
        return known
    enrolment = enrolment_to_measure(by, moment)
    if enrolment is None:
        raise DomainError(_("You are not on a learning path. Join one first."))
    test = situations_for(by)
    actor = identity_link(user=by, subject=enrolment.uuid).actor
    made = Measurement(
        user=by,
        enrolment=enrolment,
        instrument=test.code,
        version=test.version,
        moment=moment,
    )
    made.sealed = sealed(made, {"form": form_for(actor, moment), "answers": {}})
    made.save()
    return made


@transaction.atomic
def keep_choices(
    *, by: User, measurement: Measurement, choices: Mapping[str, str | None]
) -> Measurement:
    """Keep these choices exactly as given, beside those that were kept before.

    None is 'skipped'. Raises NotFound for somebody else's, InvalidRequest for a situation or a step
    that is not in her form, DomainError when it was finished or is no longer open to her.
    """
    measurement = locked(by, measurement)
    if measurement.is_done:
        raise DomainError(_("You already finished this. What you filled in stays."))
    check_may_go_on(by, measurement)
    sheet = sheet_of(measurement)
    whole = {**sheet.choices, **choices}
    try:
        shares(sheet.situations, whole)
    except ValueError:
        raise InvalidRequest(_("That answer does not belong here.")) from None
    measurement.sealed = sealed(measurement, {"form": sheet.form, "answers": whole})
    measurement.save(update_fields=["sealed"])
    return measurement
