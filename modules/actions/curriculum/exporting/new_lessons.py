"""Lessons that an author made in the CMS and that stand in no file yet."""

from django.conf import settings
from ruamel.yaml.comments import CommentedMap

from modules.actions.curriculum.exporting.documents import styled
from modules.actions.curriculum.exporting.pages import said_lesson
from modules.actions.curriculum.exporting.placing import sayable
from modules.actions.curriculum.exporting.records import code_of
from modules.models import LessonPage, LoadedRecord, ModulePage


def new_lessons(module: ModulePage) -> list[LessonPage]:
    """The published lessons of a module that no file has, in order.

    One that is used from another module stands in the file of that; translations in none.
    """
    known = LoadedRecord.objects.filter(page__isnull=False).values("page")
    lessons = (
        LessonPage.objects.child_of(module)
        .live()
        .filter(alias_of=None, refresher_after=None)
        .filter(locale__language_code=settings.LANGUAGE_CODE)
    )
    return list(lessons.exclude(pk__in=known).order_by("path"))


def add_lesson(document: CommentedMap, page: LessonPage) -> list[str]:
    """Put the lesson at the end of its module; returns what of it no file can hold."""
    unsaid: list[str] = []
    fields = {
        name: getattr(page, name)
        for name in ("title", "neutral_title", "minutes", "sensitive", "notice")
    }
    fields |= {n: list(getattr(page, n).raw_data) for n in ("body", "alternative")}
    said = said_lesson(fields, code_of)
    blocks = sayable(
        [], said.pop("body"), lambda why: unsaid.append(f"{page.slug}: {why}")
    )
    alternative = sayable([], said.pop("alternative"), unsaid.append)
    notice = said.pop("notice")
    if notice:
        blocks.insert(
            0, {"type": "notice", **notice, "alternative_blocks": alternative}
        )
    numbers = [lesson.get("number", 0) for lesson in document["lessons"]]
    entry = {
        "number": max(numbers, default=0) + 1,
        "slug": page.slug,
        **said,
        "kind": "lesson",
        "blocks": blocks,
    }
    document["lessons"].append(styled(entry))
    return unsaid
