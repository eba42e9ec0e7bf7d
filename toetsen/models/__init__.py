from toetsen.models.assessments import (
    Assessment,
    AssessmentItem,
    AssessmentSettings,
)
from toetsen.models.attempts import Attempt, AttemptItem
from toetsen.models.bank import Question, QuestionVersion
from toetsen.models.corrections import Correction
from toetsen.models.extra_time import ExtraTime
from toetsen.models.measurements import Consent, Measurement, StudyReport
from toetsen.models.repairs import Repair

__all__ = [
    "Assessment",
    "AssessmentItem",
    "AssessmentSettings",
    "Attempt",
    "AttemptItem",
    "Consent",
    "Correction",
    "ExtraTime",
    "Measurement",
    "Question",
    "QuestionVersion",
    "Repair",
    "StudyReport",
]
