from modules.queries.activities import item_activity, module_activity, path_activity
from modules.queries.concept import (
    concept_ids,
    holds_concept,
    lacks_sign_off,
    path_infos,
)
from modules.queries.learning import (
    ModuleState,
    NextStep,
    enrolment_for,
    enrolments_for,
    is_due,
    item_states,
    module_states,
    next_step,
    path_overview,
    path_page,
    paths_by_key,
)
from modules.queries.own_data import content_data
from modules.queries.results import finished_assessments
from modules.queries.structure import (
    Step,
    items_and_translations,
    items_of,
    lessons_that_measure,
    module_of,
    module_pages_of,
    steps_by_module,
)

__all__ = [
    "ModuleState",
    "NextStep",
    "Step",
    "concept_ids",
    "content_data",
    "enrolment_for",
    "enrolments_for",
    "finished_assessments",
    "holds_concept",
    "is_due",
    "item_activity",
    "item_states",
    "items_and_translations",
    "items_of",
    "lacks_sign_off",
    "lessons_that_measure",
    "module_activity",
    "module_of",
    "module_pages_of",
    "module_states",
    "next_step",
    "path_activity",
    "path_infos",
    "path_overview",
    "path_page",
    "paths_by_key",
    "steps_by_module",
]
