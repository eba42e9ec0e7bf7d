from elearning.dashboard.models.grid import ClosedPeriod, FrozenCell
from elearning.dashboard.models.questions import FrozenQuestion
from elearning.dashboard.models.rollups import (
    ItemRollup,
    LearnerItem,
    ModuleRollup,
    MonthLearner,
    VerbRollup,
    Watermark,
)

__all__ = [
    "ClosedPeriod",
    "FrozenCell",
    "FrozenQuestion",
    "ItemRollup",
    "LearnerItem",
    "ModuleRollup",
    "MonthLearner",
    "VerbRollup",
    "Watermark",
]
