"""Records of knowledge as the files say them, and which code a record has."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models

from elearning.knowledge.enums import RecordKind
from elearning.knowledge.models import (
    Fact,
    GlossaryTerm,
    HelpContact,
    LearningGoal,
    Source,
)
from modules.actions.curriculum import records as loaded
from modules.actions.curriculum.files import Data
from modules.actions.curriculum.wanted import RECORDS

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
# Said in another form than as it is.
APART: dict[type[models.Model], tuple[str, ...]] = {
    Fact: ("author_note",),
    HelpContact: ("kind", "availability"),
}


def code_of(kind: str, pk: int) -> str:
    """The code of the record of a kind with this id; the id itself when it is gone."""
    model, field = RECORDS[kind]
    found = model._default_manager.filter(pk=pk).values_list(field, flat=True).first()
    return str(found or pk)


def read_records(
    model: type[models.Model], items: list[Data]
) -> Iterator[tuple[Data, Data, Data]]:
    """Each item with what it says and what the CMS says; what is not in the CMS is left out."""
    field, name, values = VALUES[model]
    rows = {getattr(row, field): row for row in model._default_manager.all()}
    for item in items:
        row = rows.get(item[name])
        if row is not None:
            old = _said(model, values(item)) | _links(model, item)
            yield item, old, _said_of(row, item)


def new_records(
    model: type[models.Model], items: list[Data]
) -> Iterator[tuple[str, Data]]:
    """What an author made and no item is: its code, and an item for it."""
    field, name, _values = VALUES[model]
    known = [item[name] for item in items]
    rows = model._default_manager.exclude(**{f"{field}__in": known})
    for row in rows.order_by(field):
        code = getattr(row, field)
        yield code, {name: code, **_said_of(row, {})}


def fields_said(model: type[models.Model]) -> list[str]:
    """The fields of a record that its file says."""
    return [*NAMES[model], *APART.get(model, ())]


def _said_of(row: models.Model, item: Data) -> Data:
    """The row as the files say it; `item` tells which empty lists its file has."""
    model = type(row)
    said = _said(model, {name: getattr(row, name) for name in fields_said(model)})
    links: Data = {}
    if isinstance(row, Fact | GlossaryTerm):
        links["sources"] = sorted(source.code for source in row.sources.all())
    if isinstance(row, Fact):
        links["goes_with"] = sorted(other.code for other in row.goes_with.all())
    if isinstance(row, GlossaryTerm) and row.replaced_by:
        links["replaced_by"] = row.replaced_by.slug
    return said | {k: v for k, v in links.items() if v or k == "sources" or k in item}


def _links(model: type[models.Model], item: Data) -> Data:
    said: Data = {}
    if model in WITH_SOURCES:
        said["sources"] = sorted(item.get("sources", []))
    if model is Fact and "goes_with" in item:
        said["goes_with"] = sorted(loaded.companions_of(item))
    if item.get("replaced_by"):
        said["replaced_by"] = item["replaced_by"]
    return said


def _said(model: type[models.Model], values: Data) -> Data:
    said = {name: _value(values[field]) for field, name in NAMES[model].items()}
    said = {name: value for name, value in said.items() if value != ""}
    if model is Fact:
        said |= _note_of_fact(values)
    if model is HelpContact:
        said |= _availability(values["availability"])
        if values["kind"] != RecordKind.CONTACT:
            said["kind"] = values["kind"]
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
