"""Records of knowledge as the files say them, and which code a record has."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models

from elearning.knowledge.models import (
    Fact,
    GlossaryTerm,
    HelpContact,
    LearningGoal,
    Source,
)
from modules.actions.curriculum import records as loaded
from modules.actions.curriculum.files import Data
from modules.actions.curriculum.wanted import OWNER, RECORDS

# From the field of a record to its name in the files, where the value is the same.
NAMES: dict[type[models.Model], dict[str, str]] = {
    Source: {
        "kind": "kind",
        "owner": "owner",
        "checked_on": "last_checked",
        "review_by": "review_by",
        "title": "title",
        "publisher": "publisher",
        "url": "url",
        "published": "year",
        "summary": "seen",
        "caveat": "note",
        "licence": "licence",
        "author_note": "seen_how",
    },
    Fact: {
        "kind": "kind",
        "owner": "owner",
        "checked_on": "last_checked",
        "review_by": "review_by",
        "text": "text",
        "text_without_number": "text_without_figure",
        "number": "number",
        "period": "year",
        "place": "place",
        "caveat": "caveat",
        "usable_in_lessons": "usable_in_lessons",
    },
    GlossaryTerm: {"term": "term", "meaning": "text"},
    HelpContact: {
        "owner": "owner",
        "checked_on": "verified_at",
        "review_by": "review_by",
        "name": "name",
        "purpose": "what",
        "audience": "for_text",
        "phone": "phone",
        "url": "site",
        "always_shown": "always_shown",
        "position": "order",
        "author_note": "note",
    },
    LearningGoal: {"module_code": "module", "text": "text", "bloom": "bloom"},
}
VALUES: dict[type[models.Model], tuple[str, str, Callable[[Data], Data]]] = {
    Source: ("code", "id", loaded.source_values),
    Fact: ("code", "id", loaded.fact_values),
    GlossaryTerm: ("slug", "slug", loaded.term_values),
    HelpContact: ("code", "slug", loaded.contact_values),
    LearningGoal: ("code", "code", loaded.goal_values),
}
WITH_SOURCES = (Fact, GlossaryTerm)


def code_of(kind: str, pk: int) -> str:
    """The code of the record of a kind with this id; the id itself when it is gone."""
    model, field = RECORDS[kind]
    found = model._default_manager.filter(pk=pk).values_list(field, flat=True).first()
    return str(found or pk)


def ignored(page: Any) -> Iterator[str]:
    """What an author may have set on a page and the files have no field for."""
    if getattr(page, "review_by", None):
        yield "the date of the next check stays in the CMS"
    if getattr(page, "questions", None):
        yield "the questions chosen for the test stay in the CMS"
    if getattr(page, "content_owner", OWNER) != OWNER:
        yield "the owner stays in the CMS"


def read_records(
    model: type[models.Model], items: list[Data]
) -> Iterator[tuple[Data, Data, Data]]:
    """Each item with what it says and what the CMS says; what is not in the CMS is left out."""
    field, name, values = VALUES[model]
    rows = {getattr(row, field): row for row in model._default_manager.all()}
    for item in items:
        row = rows.get(item[name])
        if row is None:
            continue
        wanted = values(item)
        now = {field: getattr(row, field) for field in wanted}
        old, new = _said(model, wanted), _said(model, now)
        if model in WITH_SOURCES:
            old["sources"] = sorted(item.get("sources", []))
            new["sources"] = sorted(source.code for source in row.sources.all())
        yield item, old, new


def _said(model: type[models.Model], values: Data) -> Data:
    said = {name: _value(values[field]) for field, name in NAMES[model].items()}
    said = {name: value for name, value in said.items() if value != ""}
    if model is Fact:
        said |= _note_of_fact(values)
    if model is HelpContact:
        said |= _availability(values["availability"])
    return said


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    return value


def _note_of_fact(values: Data) -> Data:
    """A fact that may not be used has the reason as the last line of its note."""
    *note, last = values["author_note"].splitlines() or [""]
    if values["usable_in_lessons"]:
        note, last = [*note, last], ""
    said = {"author_note": _value(" ".join(note)), "not_usable_because": _value(last)}
    return {name: value for name, value in said.items() if value}


def _availability(text: str) -> Data:
    parts = [part.strip() for part in text.split(",")]
    marks = {"free": loaded.FREE, "anonymous": loaded.ANONYMOUS}
    said: Data = {name: mark in parts for name, mark in marks.items()}
    hours = ", ".join(part for part in parts if part and part not in marks.values())
    return {**said, "hours": hours} if hours else said
