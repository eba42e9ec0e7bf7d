from modules.models.cases import CaseCounter, CasePage, CaseRun, CaseVersion
from modules.models.lessons import AssessmentPage, LessonPage
from modules.models.pages import (
    HomePage,
    InfoPage,
    ModuleIndexPage,
    ModulePage,
    PathIndexPage,
    PathModule,
    PathPage,
)
from modules.models.reviews import SignOff

__all__ = [
    "AssessmentPage",
    "CaseCounter",
    "CasePage",
    "CaseRun",
    "CaseVersion",
    "HomePage",
    "InfoPage",
    "LessonPage",
    "ModuleIndexPage",
    "ModulePage",
    "PathIndexPage",
    "PathModule",
    "PathPage",
    "SignOff",
]
