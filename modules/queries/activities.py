"""The stable ids by which statements name our content: neutral codes, never a slug or title."""

from wagtail.models import Page

from elearning.xapi import vocabulary
from elearning.xapi.statements import Item
from modules.models import AssessmentPage, CasePage, ModulePage, PathPage


def path_activity(path: PathPage) -> Item:
    return Item(f"paths/{path.code}", vocabulary.COURSE)


def module_activity(module: ModulePage) -> Item:
    return Item(f"modules/{module.code}", vocabulary.MODULE)


def item_activity(page: Page, module: ModulePage) -> Item:
    """What a statement about a lesson, case or test is about; `module` is the one it is in."""
    if isinstance(page, CasePage):
        return Item(f"cases/{page.code}", vocabulary.SIMULATION)
    if isinstance(page, AssessmentPage):
        return Item(f"assessments/{page.assessment_code}", vocabulary.ASSESSMENT)
    return Item(f"modules/{module.code}/{page.code}", vocabulary.LESSON)
