from modules.blocks.assessments import BlueprintBody, OtherQuestions, QuestionsBody
from modules.blocks.cases import CaseBody, EndingBody
from modules.blocks.lessons import LessonBody

__all__ = [
    "BlueprintBody",
    "CaseBody",
    "EndingBody",
    "LessonBody",
    "OtherQuestions",
    "QuestionsBody",
]
