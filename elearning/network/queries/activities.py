"""Activities as the calendar and their pages show them."""

from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from elearning.accounts.models import Membership, Organisation, User
from elearning.network.enums import SignUpState
from elearning.network.models import (
    Activity,
    ActivityType,
    Attendance,
    NetworkMember,
    SignUp,
)

GOING = Q(sign_ups__state=SignUpState.GOING)
QUEUED = [SignUpState.GOING, SignUpState.WAITING]


class Month(NamedTuple):
    first_day: date
    activities: list[Activity]


def with_counts(activities: QuerySet[Activity], user: User) -> QuerySet[Activity]:
    """Add `going` (a number) and `own_state` (this person's sign-up, or None) to each."""
    own = SignUp.objects.filter(activity=OuterRef("pk"), user=user).values("state")
    return activities.select_related("type", "organisation").annotate(
        going=Count("sign_ups", filter=GOING), own_state=Subquery(own[:1])
    )


def coming_activities(
    user: User, *, type_code: str = "", online: bool = False
) -> QuerySet[Activity]:
    """What is planned from now on, soonest first, as `user` sees it in the calendar."""
    coming = Activity.objects.coming()
    if type_code:
        coming = coming.filter(type__code=type_code)
    if online:
        coming = coming.exclude(online_url="")
    return with_counts(coming, user).order_by("starts_at", "id")


def by_month(activities: list[Activity]) -> list[Month]:
    """`activities`, already in order, under the month in which each begins in the Netherlands."""
    return [
        Month(first_day, list(group))
        for first_day, group in groupby(
            activities, lambda it: timezone.localdate(it.starts_at).replace(day=1)
        )
    ]


def past_activities_of(organisations: QuerySet[Organisation]) -> QuerySet[Activity]:
    """What is over or cancelled, newest first, of these organisations."""
    activities = Activity.objects.filter(organisation__in=organisations)
    coming = Activity.objects.coming().values("pk")
    return (
        activities.exclude(pk__in=coming)
        .select_related("type", "organisation")
        .annotate(shown_count=Coalesce("head_count", Count("attendances")))
        .order_by("-starts_at", "-id")
    )


def activity_types() -> QuerySet[ActivityType]:
    """The types in the order in which they are offered."""
    return ActivityType.objects.order_by("position", "code")


def own_sign_up(user: User, activity: Activity) -> SignUp | None:
    """The current sign-up of `user`, going or waiting, or None."""
    return activity.sign_ups.filter(user=user, state__in=QUEUED).first()


def places_taken(activity: Activity) -> int:
    """How many have a place."""
    return activity.sign_ups.filter(state=SignUpState.GOING).count()


def waiting_number(activity: Activity) -> int:
    """How many wait for a place."""
    return activity.sign_ups.filter(state=SignUpState.WAITING).count()


def sign_ups_with_names(activity: Activity) -> QuerySet[SignUp]:
    """Who goes or waits, in order; only for those who lead the activity."""
    return activity.sign_ups.filter(state__in=QUEUED).select_related("user")


def present_user_ids(activity: Activity) -> set[int]:
    """The ids of those noted as present; only for those who lead the activity."""
    attendances = Attendance.objects.filter(activity=activity, user__isnull=False)
    return set(attendances.values_list("user_id", flat=True))


def attendance_count(activity: Activity) -> int:
    """How many were there: noted by name, or counted."""
    if not activity.type.names_attendance:
        return activity.head_count or 0
    return activity.attendances.count()


def net_minutes(activity: Activity) -> int:
    """The minutes of study: the agenda without its breaks, never more than the meeting lasts."""
    agenda = [item.minutes for item in activity.agenda.all() if not item.is_break]
    return min(sum(agenda) or activity.minutes, activity.minutes)


def people_to_name(
    organisations: QuerySet[Organisation], activity: Activity | None = None
) -> QuerySet[User]:
    """Who can be named in a role or as second reader: members of one's own organisations, and
    those who come to the activity. Not the whole network: its list is for facilitators."""
    own = Membership.objects.current().filter(organisation__in=organisations)
    members = NetworkMember.objects.accepted().values("user")
    people = Q(pk__in=members) & Q(pk__in=own.values("user"))
    if activity is not None:
        coming = activity.sign_ups.filter(state=SignUpState.GOING)
        people |= Q(pk__in=coming.values("user"))
        people |= Q(pk=activity.second_reader_id)
        people |= Q(pk__in=activity.roles.values("person"))
    return User.objects.filter(people, is_active=True).order_by("full_name", "email")


def full_activity(uuid: UUID) -> Activity | None:
    """An activity with what its page shows, or None."""
    return (
        Activity.objects.filter(uuid=uuid)
        .select_related("type", "organisation", "municipality", "programme")
        .prefetch_related("agenda", "roles__person", "agreements")
        .first()
    )
