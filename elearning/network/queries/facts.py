"""Facts about meetings for the dashboard: what was held, agreed and arranged. No people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from elearning.accounts.models import Organisation
from elearning.network.enums import ActivityState, Payment
from elearning.network.models import Activity, Agreement


@dataclass(frozen=True)
class ActivitiesHeld:
    """How many activities of one type one organisation held."""

    type_code: str
    type_name: str
    organisation: Organisation
    number: int


@dataclass(frozen=True)
class PaymentFacts:
    """For how many activities the payment of key persons is arranged."""

    arranged: int
    not_arranged: int
    not_applicable: int


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def activities_between(
    start: date, end: date, organisations: Iterable[Organisation] | None = None
) -> QuerySet[Activity]:
    """Activities that began from `start` to `end`, both days included, of all or these
    organisations, cancelled ones left out."""
    activities = Activity.objects.exclude(state=ActivityState.CANCELLED).filter(
        starts_at__gte=_moment(start), starts_at__lt=_moment(end + timedelta(days=1))
    )
    if organisations is not None:
        activities = activities.filter(organisation__in=organisations)
    return activities


def activities_held(
    *, start: date, end: date, organisations: Iterable[Organisation] | None = None
) -> list[ActivitiesHeld]:
    """Per type and organisation, how many were held in the period; nothing when none."""
    rows = (
        activities_between(start, end, organisations)
        .held()
        .order_by("type__position", "type__code", "organisation__name")
        .values("type__code", "type__name", "organisation")
        .annotate(number=Count("pk"))
    )
    known = Organisation.objects.in_bulk({row["organisation"] for row in rows})
    return [
        ActivitiesHeld(
            type_code=row["type__code"],
            type_name=row["type__name"],
            organisation=known[row["organisation"]],
            number=row["number"],
        )
        for row in rows
    ]


def open_agreements(
    organisations: Iterable[Organisation] | None = None,
) -> QuerySet[Agreement]:
    """Agreements not yet done, the most urgent first; `is_overdue` says which are late."""
    agreements = Agreement.objects.filter(closed_at=None).exclude(
        activity__state=ActivityState.CANCELLED
    )
    if organisations is not None:
        agreements = agreements.filter(activity__organisation__in=organisations)
    return agreements.select_related(
        "activity__type", "activity__organisation"
    ).order_by("due_on", "id")


def payment_facts(
    *, start: date, end: date, organisations: Iterable[Organisation] | None = None
) -> PaymentFacts:
    """For the activities of the period that are planned or held, whether payment is arranged."""
    counts = dict(
        activities_between(start, end, organisations)
        .order_by()
        .values_list("payment")
        .annotate(number=Count("pk"))
    )
    return PaymentFacts(
        arranged=counts.get(Payment.YES, 0),
        not_arranged=counts.get(Payment.NO, 0),
        not_applicable=counts.get(Payment.NOT_APPLICABLE, 0),
    )


def payments_to_arrange(
    organisations: Iterable[Organisation],
) -> QuerySet[Activity]:
    """Activities, planned or held, for which the payment of key persons is not arranged yet."""
    return (
        Activity.objects.exclude(state=ActivityState.CANCELLED)
        .filter(payment=Payment.NO, organisation__in=organisations)
        .select_related("type", "organisation")
        .order_by("starts_at", "id")
    )
