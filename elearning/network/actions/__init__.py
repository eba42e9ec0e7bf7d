"""Every write of the learning network."""

from elearning.network.actions.activities import (
    cancel_activity,
    change_activity,
    finish_activity,
    plan_activity,
)
from elearning.network.actions.agreements import (
    add_agreement,
    close_agreement,
    set_payment,
)
from elearning.network.actions.attendance import record_attendance, record_head_count
from elearning.network.actions.cases import (
    CaseText,
    delete_old_case_forms,
    keep_lesson,
    mend_case_form,
    review_case_form,
    submit_case_form,
    withdraw_case_form,
)
from elearning.network.actions.members import (
    accept_member,
    ask_to_join,
    decline_member,
    leave_network,
)
from elearning.network.actions.retention import forget_names, forget_refusals
from elearning.network.actions.sign_ups import cancel_sign_up, sign_up
from elearning.network.actions.types import load_activity_types
from elearning.network.plans import ActivityPlan, AgendaLine, RoleLine

__all__ = [
    "ActivityPlan",
    "AgendaLine",
    "CaseText",
    "RoleLine",
    "accept_member",
    "add_agreement",
    "ask_to_join",
    "cancel_activity",
    "cancel_sign_up",
    "change_activity",
    "close_agreement",
    "decline_member",
    "delete_old_case_forms",
    "finish_activity",
    "forget_names",
    "forget_refusals",
    "keep_lesson",
    "leave_network",
    "load_activity_types",
    "mend_case_form",
    "plan_activity",
    "record_attendance",
    "record_head_count",
    "review_case_form",
    "set_payment",
    "sign_up",
    "submit_case_form",
    "withdraw_case_form",
]
