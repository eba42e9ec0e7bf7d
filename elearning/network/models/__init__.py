from elearning.network.models.activities import (
    Activity,
    ActivityRole,
    AgendaItem,
    Agreement,
)
from elearning.network.models.attendance import Attendance, SignUp
from elearning.network.models.cases import CaseForm, CaseLesson
from elearning.network.models.members import NetworkMember
from elearning.network.models.types import ActivityType

__all__ = [
    "Activity",
    "ActivityRole",
    "ActivityType",
    "AgendaItem",
    "Agreement",
    "Attendance",
    "CaseForm",
    "CaseLesson",
    "NetworkMember",
    "SignUp",
]
