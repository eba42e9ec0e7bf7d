"""Planning, changing, cancelling and finishing an activity."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest
from elearning.network.actions.mails import mail_cancelled, mail_moved
from elearning.network.actions.sign_ups import fill_places, locked
from elearning.network.enums import ActivityState, SignUpState
from elearning.network.extra_fields import check_extra
from elearning.network.models import Activity, ActivityRole, AgendaItem
from elearning.network.plans import ActivityPlan, AgendaLine, RoleLine
from elearning.network.queries import places_taken
from elearning.network.rules import check_may_lead, check_may_plan

WHEN_AND_WHERE = ("starts_at", "ends_at", "place", "online_url")


@transaction.atomic
def plan_activity(*, by: User, plan: ActivityPlan) -> Activity:
    """Put an activity in the calendar, with the agenda and roles of its type unless `plan` differs.

    `by` is a coordinator or facilitator of the organisation that holds it. Raises NotAllowed, or
    InvalidRequest for a place that is missing or an extra field that the type does not have.
    """
    check_may_plan(by, plan.organisation)
    activity = Activity(planned_by=by, **_columns(plan))
    activity.save()
    _write_agenda(activity, plan.agenda_lines())
    _write_roles(activity, plan.role_lines())
    _audit(activity, by, "plan_activity")
    return activity


@transaction.atomic
def change_activity(*, by: User, activity: Activity, plan: ActivityPlan) -> Activity:
    """Change an activity; who is to come gets a mail when its time or place is another.

    More places go to who waits. Fewer places than people who have one is refused. The type stays.
    Raises as `plan_activity`, and DomainError for an activity that was cancelled.
    """
    check_may_lead(by, activity)
    check_may_plan(by, plan.organisation)
    activity = locked(activity)
    _check_change(activity, plan)
    before = _when_and_where(activity)
    for name, value in _columns(plan).items():
        setattr(activity, name, value)
    activity.updated_at = clock.now()
    activity.save()
    _write_agenda(activity, plan.agenda_lines())
    _write_roles(activity, plan.role_lines())
    _audit(activity, by, "change_activity")
    if activity.is_open:
        if before != _when_and_where(activity):
            mail_moved(activity, _who_is_to_come(activity))
        fill_places(activity)
    return activity


@transaction.atomic
def cancel_activity(*, by: User, activity: Activity) -> None:
    """Call an activity off; who was to come or waited gets a mail. Twice is once.

    Raises NotAllowed, or DomainError for an activity that was held.
    """
    check_may_lead(by, activity)
    activity = locked(activity)
    if activity.is_cancelled:
        return
    if not activity.is_planned:
        raise DomainError(_("This activity has already been held."))
    activity.state = ActivityState.CANCELLED
    activity.save(update_fields=["state"])
    _audit(activity, by, "cancel_activity")
    if activity.ends_at > clock.now():
        mail_cancelled(activity, _who_is_to_come(activity))


@transaction.atomic
def finish_activity(*, by: User, activity: Activity) -> None:
    """Say that an activity was held, without noting who was there. Twice is once.

    Raises NotAllowed, or DomainError before it begins or when it was cancelled.
    """
    check_may_lead(by, activity)
    activity = locked(activity)
    if activity.is_cancelled:
        raise DomainError(_("This activity was cancelled."))
    if clock.now() < activity.starts_at:
        raise DomainError(_("This activity has not begun yet."))
    if activity.state == ActivityState.HELD:
        return
    activity.state = ActivityState.HELD
    activity.save(update_fields=["state"])
    _audit(activity, by, "finish_activity")


def _columns(plan: ActivityPlan) -> dict[str, object]:
    if not plan.place and not plan.online_url:
        raise InvalidRequest(_("Fill in a place or an online address."))
    extra = check_extra(plan.type.fields, plan.extra)
    return {**plan.columns(), "extra": extra}


def _check_change(activity: Activity, plan: ActivityPlan) -> None:
    if activity.is_cancelled:
        raise DomainError(_("This activity was cancelled."))
    if plan.type.pk != activity.type_id:
        raise InvalidRequest(_("The type of an activity cannot change."))
    if plan.places is not None and plan.places < places_taken(activity):
        raise DomainError(_("More people have a place already than that."))


def _when_and_where(activity: Activity) -> tuple[object, ...]:
    return tuple(getattr(activity, name) for name in WHEN_AND_WHERE)


def _who_is_to_come(activity: Activity) -> list[User]:
    sign_ups = activity.sign_ups.exclude(state=SignUpState.CANCELLED)
    return [sign_up.user for sign_up in sign_ups.select_related("user")]


def _write_agenda(activity: Activity, lines: list[AgendaLine]) -> None:
    activity.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(activity=activity, position=position, **asdict(line))
        for position, line in enumerate(lines)
    )


def _write_roles(activity: Activity, lines: list[RoleLine]) -> None:
    activity.roles.all().delete()
    ActivityRole.objects.bulk_create(
        ActivityRole(
            activity=activity,
            position=position,
            name=line.name,
            is_key_person=line.is_key_person,
            person=line.person,
            state=line.state,
        )
        for position, line in enumerate(lines)
    )


def _audit(activity: Activity, by: User, action: str) -> None:
    audit(
        by=by,
        action=action,
        subject=activity,
        organisation=activity.organisation,
        state=activity.state,
    )
