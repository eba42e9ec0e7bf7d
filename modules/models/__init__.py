from modules.models.cases import (
    CaseCounter,
    CasePage,
    CaseRun,
    CaseVersion,
    ChoicesSeen,
)
from modules.models.curriculum import LoadedRecord
from modules.models.generations import ContentGeneration
from modules.models.handing_in import HandedIn
from modules.models.lessons import AssessmentPage, LessonPage
from modules.models.origins import Origin
from modules.models.pages import (
    HomePage,
    InfoPage,
    ModuleIndexPage,
    ModulePage,
    PathIndexPage,
    PathModule,
    PathPage,
)
from modules.models.refreshers import RefresherMail
from modules.models.reviews import ReviewTask, ReviewTaskState, SignOff

__all__ = [
    "AssessmentPage",
    "CaseCounter",
    "CasePage",
    "CaseRun",
    "CaseVersion",
    "ChoicesSeen",
    "ContentGeneration",
    "HandedIn",
    "HomePage",
    "InfoPage",
    "LessonPage",
    "LoadedRecord",
    "ModuleIndexPage",
    "ModulePage",
    "Origin",
    "PathIndexPage",
    "PathModule",
    "PathPage",
    "RefresherMail",
    "ReviewTask",
    "ReviewTaskState",
    "SignOff",
]
