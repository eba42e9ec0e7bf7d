from elearning.dashboard.models.grid import ClosedPeriod, FrozenCell
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
    "ItemRollup",
    "LearnerItem",
    "ModuleRollup",
    "MonthLearner",
    "VerbRollup",
    "Watermark",
]
