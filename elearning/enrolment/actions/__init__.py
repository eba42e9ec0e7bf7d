from elearning.enrolment.actions.certificates import (
    keep_certificate,
    withdraw_certificate,
)
from elearning.enrolment.actions.cohorts import (
    make_cohort,
    make_join_code,
    revoke_join_code,
)
from elearning.enrolment.actions.enrolments import (
    enrol_alone,
    finish_enrolment,
    join_with_code,
    leave,
    remove_member,
)
from elearning.enrolment.actions.private import (
    delete_expired_records,
    forget_learner,
    forget_record,
    rotate_learner_keys,
    seal,
    sealed_for,
)
from elearning.enrolment.actions.progress import finish_item, move_places, touch_item

__all__ = [
    "delete_expired_records",
    "enrol_alone",
    "finish_enrolment",
    "finish_item",
    "forget_learner",
    "forget_record",
    "join_with_code",
    "keep_certificate",
    "leave",
    "make_cohort",
    "make_join_code",
    "move_places",
    "remove_member",
    "revoke_join_code",
    "rotate_learner_keys",
    "seal",
    "sealed_for",
    "touch_item",
    "withdraw_certificate",
]
