"""What authors made or set in the CMS that no file has a place for: named, and left there."""

from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings
from wagtail.models import Page

from modules.actions.curriculum.wanted import OWNER, Wanted
from modules.models import (
    AssessmentPage,
    CasePage,
    InfoPage,
    LessonPage,
    LoadedRecord,
    ModulePage,
    PathPage,
)

STAYS: dict[str, str] = {
    "code": "the code",
    "slug": "the address",
    "review_by": "the date of the next check",
    "questions": "the list of questions chosen for the test",
    "content_owner": "the owner",
    "seo_title": "the title for search engines",
    "search_description": "the description for search engines",
    "show_in_menus": "whether it stands in menus",
    "expire_at": "the moment at which it goes offline",
}
# What the page has when no author changed it; of the rest: as the files want it, or nothing.
USUAL = {"content_owner": OWNER, "show_in_menus": False}
# Types of pages that files say; a new lesson is written into that of its module.
KINDS = (PathPage, ModulePage, CasePage, AssessmentPage, InfoPage, LessonPage)


def unsaid_of(page: Page, wanted: Wanted) -> Iterator[str]:
    """What an author set on the page and the files have no field for."""
    as_wanted = {**wanted.fields, "slug": wanted.slug}
    for name, what in STAYS.items():
        if not hasattr(page, name):
            continue
        usual = USUAL.get(name, as_wanted.get(name))
        value = getattr(page, name)
        if value and value != usual:
            yield f"{what} stays in the CMS"


def changed_kind(page: Page, wanted: Wanted) -> bool:
    """Whether a lesson became a refresher or the other way round: other files hold those."""
    was = wanted.fields.get("refresher_after")
    return bool(getattr(page, "refresher_after", None)) != bool(was)


def in_no_file(said: Collection[int]) -> Iterator[str]:
    """The published pages that were made in the CMS, but for those with the ids of `said`.

    What is used from elsewhere is said where its source is; translations stand in no file.
    """
    for model in KINDS:
        pages = (
            model._default_manager.live()
            .filter(alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
            .exclude(pk__in=LoadedRecord.objects.exclude(page=None).values("page"))
            .exclude(pk__in=said)
        )
        for page in pages.order_by("path"):
            yield f"{page.url_path}: {_kind(page)} was made in the CMS and stands in no file"


def _kind(page: Any) -> str:
    if getattr(page, "refresher_after", None):
        return "a refresher"
    return f"a {page._meta.model_name.removesuffix('page')}"
