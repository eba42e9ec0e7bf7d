"""Lessons by their module and number, as questions refer to them."""

from collections.abc import Collection

from modules.models import ModulePage
from modules.queries.structure import Step, steps_by_module
from toetsen.lessons import LessonLink, Reference


def lesson_links(references: Collection[Reference]) -> dict[Reference, LessonLink]:
    """The published lesson of each reference; what is not there is left out. Two queries."""
    codes = {module.lower() for module, _number in references}
    modules = {
        one.code: one for one in ModulePage.objects.live().filter(code__in=codes)
    }
    steps = steps_by_module([one.path for one in modules.values()])
    found = {}
    for module, number in references:
        page = modules.get(module.lower())
        step = _numbered(steps[page.path], number) if page else None
        if step is not None:
            found[module, number] = LessonLink(step.title, step.url)
    return found


def _numbered(steps: list[Step], number: int) -> Step | None:
    """Lesson 3 is the one with that code, else the third step: a case has a code of its own."""
    by_code = next((step for step in steps if step.code == f"les-{number}"), None)
    if by_code is not None:
        return by_code
    return steps[number - 1] if 0 < number <= len(steps) else None
