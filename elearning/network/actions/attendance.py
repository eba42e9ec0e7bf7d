"""Who was there: noted once, mended when wrong, recorded in the store in the same transaction."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest
from elearning.enrolment.queries import speaker_of
from elearning.network.actions.sign_ups import locked
from elearning.network.enums import ActivityState, SignUpState
from elearning.network.models import Activity, Attendance
from elearning.network.queries import net_minutes, organisation_of, present_user_ids
from elearning.network.rules import check_may_lead
from elearning.xapi import vocabulary
from elearning.xapi.actions import record
from elearning.xapi.statements import Item, MeetingAttended

MOST_PRESENT = 2000


@transaction.atomic
def record_attendance(
    *, by: User, activity: Activity, present: Iterable[User]
) -> tuple[int, int]:
    """Note that exactly `present` were at `activity`; the activity was held.

    Gives how many were added and taken away. The same again changes nothing; another list is a
    correction, and the audit says by how much, not who. Everyone present must have signed up.
    Each is recorded in the store once, with net minutes, under the pseudonym. Raises NotAllowed
    for who does not lead it, DomainError before it begins, when it was cancelled, or when its
    type counts heads only, InvalidRequest for somebody who had not signed up.
    """
    check_may_lead(by, activity)
    activity = locked(activity)
    _check_can_be_noted(activity)
    if not activity.type.names_attendance:
        raise DomainError(_("For this kind of meeting only the number is noted."))
    people = {user.pk: user for user in present}
    _check_signed_up(activity, set(people))
    before = present_user_ids(activity)
    added = [people[pk] for pk in sorted(people.keys() - before)]
    removed = before - people.keys()
    minutes = net_minutes(activity)
    for user in added:
        _note(activity, user, minutes)
    activity.attendances.filter(user__in=removed).delete()
    _hold(activity)
    if added or removed:
        audit(
            by=by,
            action="record_attendance" if not before else "correct_attendance",
            subject=activity,
            organisation=activity.organisation,
            added=len(added),
            removed=len(removed),
        )
    return len(added), len(removed)


@transaction.atomic
def record_head_count(*, by: User, activity: Activity, number: int) -> None:
    """Note how many were at a meeting of which no names are kept; again is a correction.

    Raises as `record_attendance`, and InvalidRequest for a number that cannot be.
    """
    check_may_lead(by, activity)
    activity = locked(activity)
    _check_can_be_noted(activity)
    if activity.type.names_attendance:
        raise DomainError(_("For this kind of meeting you note who was there."))
    if not 0 <= number <= MOST_PRESENT:
        raise InvalidRequest(_("Fill in a number from 0 to 2000."))
    activity.head_count = number
    activity.save(update_fields=["head_count"])
    _hold(activity)
    audit(
        by=by,
        action="record_head_count",
        subject=activity,
        organisation=activity.organisation,
        number=number,
    )


def _check_can_be_noted(activity: Activity) -> None:
    if activity.is_cancelled:
        raise DomainError(_("This activity was cancelled."))
    if not activity.attendance_has_opened:
        raise DomainError(_("You can note who is there from an hour before the start."))
    if activity.names_until < clock.today():
        raise DomainError(_("The names of this activity are no longer kept."))


def _check_signed_up(activity: Activity, user_ids: set[int]) -> None:
    signed_up = activity.sign_ups.exclude(state=SignUpState.CANCELLED)
    known = set(signed_up.values_list("user_id", flat=True))
    if user_ids - known - present_user_ids(activity):
        raise InvalidRequest(_("Only people who signed up can be noted as present."))


def _note(activity: Activity, user: User, minutes: int) -> None:
    Attendance.objects.create(activity=activity, user=user, minutes=minutes)
    record(
        MeetingAttended(
            speaker=speaker_of(user, organisation_of(user)),
            object=Item(f"meetings/{activity.uuid}", vocabulary.MEETING),
            at=activity.starts_at,
            minutes=minutes,
            sensitive=activity.is_sensitive,
        )
    )


def _hold(activity: Activity) -> None:
    if activity.state != ActivityState.HELD:
        activity.state = ActivityState.HELD
        activity.save(update_fields=["state"])
