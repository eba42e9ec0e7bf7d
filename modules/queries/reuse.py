"""Where a page comes from, where else it is used, and whether its source changed since."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from modules.merging import Merged, merge_fields
from modules.models import ModulePage, Origin

# What a copy may take over beside what a learner reads.
FIELDS = ("title", "minutes", "summary", "role", "persona", "endings", "reflection")


@dataclass(frozen=True, slots=True)
class News:
    """What the source of a page says now and did not when it was last compared.

    `merged` is None when the version of then is gone; `is_any` says that there is something.
    """

    origin: Origin
    source: Page
    merged: Merged | None

    @property
    def is_any(self) -> bool:
        if self.merged is None:
            return self.origin.seen_id != self.source.live_revision_id
        return bool(self.merged.taken or self.merged.kept)


def news_of(page: Page) -> News | None:
    """What changed in the page that `page` was made from; None for a page that was not.

    `page` is its draft, as it is in memory. Four queries.
    """
    origin = Origin.objects.filter(page=page.pk).select_related("seen").first()
    if origin is None:
        return None
    source = origin.source.specific
    if origin.seen is None or not source.live:
        return News(origin, source, None)
    then = origin.seen.as_object()
    return News(
        origin,
        source,
        merge_fields(fields_of(then), fields_of(source), fields_of(page)),
    )


def fields_of(page: Page) -> dict[str, Any]:
    """What is compared of a page, streams as they are stored."""
    names = {*FIELDS, *page.content_fields}
    return {
        name: _stored(getattr(page, name))
        for name in sorted(names)
        if hasattr(page, name)
    }


def _stored(value: Any) -> Any:
    if isinstance(value, StreamValue):
        return json.loads(json.dumps(list(value.raw_data), default=str))
    return value


def chain_of(page: Page) -> list[int]:
    """The ids of the pages that `page` comes from, the nearest first. A query for each."""
    found: list[int] = []
    at: int | None = page.pk
    while at is not None and at not in found[1:]:
        found.append(at)
        at = Origin.objects.filter(page=at).values_list("source", flat=True).first()
    return found[1:]


def used_in(page: Page) -> list[ModulePage]:
    """The modules that hold `page` or the same page as an alias, its own first. Two queries."""
    source = page.alias_of_id or page.pk
    paths = Page.objects.filter(pk=source) | Page.objects.filter(alias_of=source)
    parents = [path[: -Page.steplen] for path in paths.values_list("path", flat=True)]
    return list(ModulePage.objects.filter(path__in=parents).order_by("path"))


def copies_of(page: Page) -> list[Origin]:
    """What was made of `page`, copies and translations. One query."""
    return list(
        Origin.objects.filter(source=page).select_related("page").order_by("pk")
    )


def translation_of(page: Page) -> Page | None:
    """The page in the other language, published or not. One query."""
    others = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    return others.exclude(locale=page.locale_id).first()


def is_translation(page: Page) -> bool:
    return page.locale.language_code != settings.LANGUAGE_CODE
