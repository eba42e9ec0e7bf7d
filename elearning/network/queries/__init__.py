"""What may be asked of the learning network; nothing here writes."""

from elearning.network.queries.activities import (
    Month,
    activity_types,
    attendance_count,
    by_month,
    coming_activities,
    net_minutes,
    own_sign_up,
    past_activities_of,
    places_taken,
    possible_readers,
    present_user_ids,
    sign_ups_with_names,
    waiting_number,
)
from elearning.network.queries.cases import (
    cases_to_read,
    own_case_forms,
    visible_case_forms,
)
from elearning.network.queries.facts import (
    ActivitiesHeld,
    PaymentFacts,
    activities_held,
    open_agreements,
    payment_facts,
    payments_to_arrange,
)
from elearning.network.queries.members import (
    members_with_names,
    membership_of,
    organisation_of,
    organisations_led_by,
    requests_waiting,
)

__all__ = [
    "ActivitiesHeld",
    "Month",
    "PaymentFacts",
    "activities_held",
    "activity_types",
    "attendance_count",
    "by_month",
    "cases_to_read",
    "coming_activities",
    "members_with_names",
    "membership_of",
    "net_minutes",
    "open_agreements",
    "organisation_of",
    "organisations_led_by",
    "own_case_forms",
    "own_sign_up",
    "past_activities_of",
    "payment_facts",
    "payments_to_arrange",
    "places_taken",
    "possible_readers",
    "present_user_ids",
    "requests_waiting",
    "sign_ups_with_names",
    "visible_case_forms",
    "waiting_number",
]
