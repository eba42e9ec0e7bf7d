"""A lesson may be published when it is whole and rests on records that are there and in date."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from elearning.knowledge import queries as knowledge
from elearning.knowledge.enums import ExpiryEffect
from elearning.knowledge.models import Fact, Source
from modules.checks.exercises import problems_of
from modules.components.notes import CODES, TERMS
from modules.models import LessonPage
from modules.publishing import Problem, checks

RECORD_BLOCKS = {"figure": ("fact", Fact), "source": ("source", Source)}


@checks("modules.LessonPage")
def check_lesson(page: LessonPage) -> Iterator[Problem]:
    """What is wrong with a lesson, with the field it is in."""
    if not page.body:
        yield Problem(_("The lesson has no content yet."), field="body")
    if page.sensitive and not page.notice:
        yield Problem(_("A sensitive lesson needs a content notice."), field="notice")
    if page.sensitive and not page.alternative:
        yield Problem(
            _("A sensitive lesson needs an equal alternative."), field="alternative"
        )
    if any(b["type"] == "step" and _leads_to(b) == page.pk for b in page.body.raw_data):
        yield Problem(
            _("This card leads to the lesson that it stands in."), field="body"
        )
    for field in ("body", "alternative"):
        yield from stream_problems(page, field)


def stream_problems(page: Page, field: str) -> Iterator[Problem]:
    """What is wrong with what the blocks in `field` refer to: gone, or it may not be shown now."""
    raw = list(getattr(page, field).raw_data)
    yield from _marks(json.dumps(raw, default=str), field)
    yield from problems_of(getattr(page, field), field)
    yield from _records(raw, field)


def _leads_to(block: Mapping[str, Any]) -> Any:
    value = block["value"]
    return value.get("page") if isinstance(value, dict) else None


def _marks(text: str, field: str) -> Iterator[Problem]:
    codes = set(CODES.findall(text))
    known = knowledge.references(codes)
    for code in sorted(codes - known.keys()):
        yield Problem(_("There is no source or fact with this code."), code, field)
    for code, reference in sorted(known.items()):
        if reference.effect == ExpiryEffect.UNPUBLISH_LESSON:
            yield Problem(
                _("This law has to be checked by a lawyer first."), code, field
            )
    slugs = {slug for slug, _words in TERMS.findall(text)}
    for slug in sorted(slugs - knowledge.terms(slugs).keys()):
        yield Problem(_("There is no term with this name."), slug, field)


def _records(raw: list[dict[str, object]], field: str) -> Iterator[Problem]:
    for block in raw:
        name, model = RECORD_BLOCKS.get(str(block["type"]), ("", None))
        value = block["value"]
        if model is None or not isinstance(value, dict):
            continue
        record = model.objects.filter(pk=value.get(name)).first()
        if record is None:
            yield Problem(_("This card refers to nothing."), field=field)
        elif record.expiry_effect() == ExpiryEffect.UNPUBLISH_LESSON:
            yield Problem(
                _("This law has to be checked by a lawyer first."), record.code, field
            )
        elif isinstance(record, Fact) and not record.usable_in_lessons:
            yield Problem(
                _("This fact may not be used in lessons."), record.code, field
            )
