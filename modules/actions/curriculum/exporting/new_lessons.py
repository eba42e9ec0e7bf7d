"""Lessons that an author made in the CMS and that stand in no file yet."""

from collections.abc import Collection

from django.conf import settings
from ruamel.yaml.comments import CommentedMap

from modules.actions.curriculum.exporting.documents import styled
from modules.actions.curriculum.exporting.pages import (
    NOTICE,
    fields_now,
    said_lesson,
)
from modules.actions.curriculum.exporting.placing import sayable
from modules.actions.curriculum.exporting.records import code_of
from modules.actions.curriculum.exporting.unsaid import unsaid_of
from modules.actions.curriculum.wanted import OWNER, Wanted
from modules.models import LessonPage, LoadedRecord, ModulePage


def new_lessons(module: ModulePage, slugs: Collection[str]) -> list[LessonPage]:
    """The published lessons of a module that no file has, in order; its file has those of `slugs`.

    One that is used from another module stands in the file of that; translations in none.
    """
    known = LoadedRecord.objects.filter(page__isnull=False).values("page")
    lessons = (
        LessonPage.objects.child_of(module)
        .live()
        .filter(alias_of=None, refresher_after=None)
        .filter(locale__language_code=settings.LANGUAGE_CODE)
    )
    return list(lessons.exclude(pk__in=known).exclude(slug__in=slugs).order_by("path"))


def add_lesson(document: CommentedMap, page: LessonPage) -> list[str]:
    """Put the lesson at the end of its module; returns what of it no file can hold."""
    source = f"pages/{document['code'].lower()}/{page.slug}"
    as_new = {"code": page.slug, "content_owner": OWNER}
    wanted = Wanted(source, LessonPage, page.get_parent(), page.slug, as_new, {})
    unsaid = [f"{source}: {why}" for why in unsaid_of(page, wanted)]

    def complain(why: str) -> None:
        unsaid.append(f"{source}: {why}")

    said = said_lesson(fields_now(page), code_of)
    blocks = sayable([], said.pop("body"), complain)
    alternative = sayable([], said.pop("alternative"), complain)
    notice = said.pop("notice")
    if notice:
        notice = {"type": "notice", **dict.fromkeys(NOTICE, ""), **notice}
        blocks.insert(0, {**notice, "alternative_blocks": alternative})
    elif alternative:
        complain("an alternative without a notice")
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
