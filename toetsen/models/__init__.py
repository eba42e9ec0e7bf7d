from toetsen.models.assessments import Assessment, AssessmentItem
from toetsen.models.attempts import Attempt, AttemptItem
from toetsen.models.bank import Question, QuestionVersion

__all__ = [
    "Assessment",
    "AssessmentItem",
    "Attempt",
    "AttemptItem",
    "Question",
    "QuestionVersion",
]
