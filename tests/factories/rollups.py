"""What people learn about, and what the rollups make of it."""

from elearning.dashboard.models import (
    ItemRollup,
    LearnerItem,
    ModuleRollup,
    MonthLearner,
    VerbRollup,
)
from elearning.xapi import vocabulary
from elearning.xapi.statements import Item

PATH = Item("paths/ll-a", vocabulary.COURSE)
MODULE = Item("modules/m05", vocabulary.MODULE)
TEST = Item("assessments/basistoets", vocabulary.ASSESSMENT)
QUESTION = Item("items/v04", vocabulary.INTERACTION)


def all_rollups() -> list[list[tuple[object, ...]]]:
    """Every row of every rollup, without its number, in one order: to compare as a whole."""
    return [
        sorted(
            model.objects.values_list(
                *[field.name for field in model._meta.fields if field.name != "id"]
            ),
            key=str,
        )
        for model in (VerbRollup, ModuleRollup, ItemRollup, MonthLearner, LearnerItem)
    ]
