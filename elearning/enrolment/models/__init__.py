from elearning.enrolment.models.certificates import Certificate
from elearning.enrolment.models.cohorts import Cohort, JoinCode
from elearning.enrolment.models.enrolments import Enrolment
from elearning.enrolment.models.private import LearnerKey, PrivateRecord
from elearning.enrolment.models.progress import Progress

__all__ = [
    "Certificate",
    "Cohort",
    "Enrolment",
    "JoinCode",
    "LearnerKey",
    "PrivateRecord",
    "Progress",
]
