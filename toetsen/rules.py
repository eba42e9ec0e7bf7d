"""Who may see and do what with an attempt."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError, NotFound
from toetsen.measured import (
    SITUATIONS,
    moments_open_to,
    offered_studies,
    situations_open_to,
)
from toetsen.measurement.figures import Moment
from toetsen.measurement.study import Study
from toetsen.models import Assessment, Attempt, AttemptItem, Measurement
from toetsen.queries import attempts_left
from toetsen.repairs import can_be_mended, misses
from toetsen.versions import item_and_next


def check_may_start(assessment: Assessment) -> None:
    """Raise DomainError for a concept test outside the demo (product rule 13)."""
    if assessment.is_concept and not settings.DEMO_MODE:
        raise DomainError(
            _(
                "This test is not ready yet. Experts and readers still have to look at it."
            )
        )


def check_open(assessment: Assessment) -> None:
    """Raise DomainError outside the window in which an attempt may begin."""
    now = clock.now()
    if assessment.opens_at and now < assessment.opens_at:
        raise DomainError(
            _("This test opens on %(moment)s. You can begin from then on.")
            % {"moment": _moment(assessment.opens_at)}
        )
    if assessment.closes_at and now >= assessment.closes_at:
        raise DomainError(
            _("This test closed on %(moment)s. Ask your lecturer what you can do now.")
            % {"moment": _moment(assessment.closes_at)}
        )


def is_open(assessment: Assessment) -> bool:
    """Whether an attempt may begin now, as far as the window goes."""
    now = clock.now()
    begun = assessment.opens_at is None or now >= assessment.opens_at
    return begun and (assessment.closes_at is None or now < assessment.closes_at)


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y')}, {time_format(local, 'H:i')}"


def check_attempts_left(user: User, assessment: Assessment) -> None:
    """Raise DomainError when `user` took the test as often as it may be taken. At most one query."""
    left = attempts_left(user, assessment)
    if left is not None and left < 1:
        raise DomainError(
            _(
                "You have used all your attempts at this test. Your results stay. "
                "Ask your lecturer what you can do now."
            )
        )


def check_own_attempt(user: User, attempt: Attempt) -> None:
    """Raise NotFound unless the attempt is the user's own.

    Somebody else's attempt is 'not found' and never 'forbidden': that it exists is theirs to know.
    """
    if attempt.user_id != user.pk:
        raise NotFound(_("This test does not exist, or it is not yours."))


def checked_own(user: User, attempt: Attempt | None) -> Attempt:
    """The attempt, when it is the user's own; NotFound otherwise, as `check_own_attempt`."""
    if attempt is None:
        raise NotFound(_("This test does not exist, or it is not yours."))
    check_own_attempt(user, attempt)
    return attempt


def own_item(user: User, attempt: Attempt, position: int) -> AttemptItem:
    """Question `position` (from 1) of the user's own attempt; NotFound for any other.

    Its `is_last` says whether it is the last one.
    """
    check_own_attempt(user, attempt)
    items = item_and_next(attempt, position)
    item = item_at(items, position)
    item.is_last = item is items[-1]
    return item


def check_repairs(attempt: Attempt) -> None:
    """Raise DomainError unless only questions about safety keep the attempt from being passed."""
    if not can_be_mended(attempt):
        raise DomainError(
            _("There is nothing to ask again here. Your result stays as it is.")
        )


def own_miss(attempt: Attempt, position: int) -> AttemptItem:
    """The missed question about safety at `position`; NotFound for any other."""
    return item_at([miss.item for miss in misses(attempt)], position)


def item_at(items: Iterable[AttemptItem], position: int) -> AttemptItem:
    """The one of `items` at `position` (from 1); NotFound when there is none."""
    for item in items:
        if item.position == position:
            return item
    raise NotFound(_("This test has no such question."))


def check_may_measure(user: User, moment: Moment) -> None:
    """Raise DomainError unless the moment is open to this person now."""
    if moment not in moments_open_to(user):
        raise DomainError(
            _("This is not open to you now. What you filled in before is kept.")
        )


def check_may_judge(user: User, moment: Moment) -> None:
    """Raise DomainError unless the situations of this moment are open to this person now."""
    if moment not in situations_open_to(user):
        raise DomainError(
            _("This is not open to you now. What you filled in before is kept.")
        )


def check_may_go_on(user: User, measurement: Measurement) -> None:
    """Raise DomainError unless what was begun may still be filled in now. Three queries."""
    moment = Moment(measurement.moment)
    if measurement.instrument == SITUATIONS[0]:
        check_may_judge(user, moment)
    else:
        check_may_measure(user, moment)


def own_measurement_of(user: User, measurement: Measurement | None) -> Measurement:
    """The measurement, when it is the user's own; NotFound otherwise, as for an attempt."""
    if measurement is None or measurement.user_id != user.pk:
        raise NotFound(_("This does not exist, or it is not yours."))
    return measurement


def check_study(study: Study) -> None:
    """Raise NotFound unless people can say yes to this study now."""
    if study not in offered_studies():
        raise NotFound(_("This study does not run now."))
