from toetsen.models.assessments import (
    Assessment,
    AssessmentItem,
    AssessmentSettings,
)
from toetsen.models.attempts import Attempt, AttemptItem
from toetsen.models.bank import Question, QuestionVersion
from toetsen.models.extra_time import ExtraTime
from toetsen.models.measurements import Consent, Measurement, StudyReport

__all__ = [
    "Assessment",
    "AssessmentItem",
    "AssessmentSettings",
    "Attempt",
    "AttemptItem",
    "Consent",
    "ExtraTime",
    "Measurement",
    "Question",
    "QuestionVersion",
    "StudyReport",
]
