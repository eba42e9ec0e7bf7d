from modules.blocks.cases import CaseBody, EndingBody
from modules.blocks.lessons import LessonBody

__all__ = ["CaseBody", "EndingBody", "LessonBody"]
