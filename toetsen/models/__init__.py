from toetsen.models.assessments import Assessment, AssessmentItem
from toetsen.models.attempts import Attempt, AttemptItem
from toetsen.models.bank import Question, QuestionVersion
from toetsen.models.measurements import Consent, Measurement, StudyReport

__all__ = [
    "Assessment",
    "AssessmentItem",
    "Attempt",
    "AttemptItem",
    "Consent",
    "Measurement",
    "Question",
    "QuestionVersion",
    "StudyReport",
]
