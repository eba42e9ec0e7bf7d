"""Facts, sources, terms, contacts and goals from the files; what an author changed is left alone."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from elearning.core import clock
from elearning.knowledge.enums import ExpiryEffect, RecordKind
from elearning.knowledge.models import (
    Fact,
    GlossaryTerm,
    HelpContact,
    LearningGoal,
    Source,
)
from modules.actions.curriculum.files import CurriculumError, Data, fingerprint, place
from modules.enums import LoadResult
from modules.models import LoadedRecord

# How a contact's availability says what the files have as true or false.
FREE, ANONYMOUS = "gratis", "ook zonder je naam"


def load_record(
    model: type[models.Model], field: str, code: str, values: Data, related: Data
) -> LoadResult:
    """Make or update the row of `model` whose `field` is `code`.

    `related` holds lists of rows by many-to-many field. What is not as it was loaded before, or
    was there before the first load and says something else, was edited and stays.
    """
    source = f"{model._meta.model_name}/{code}"
    wanted = fingerprint({**values, **{name: _codes(r) for name, r in related.items()}})
    known = LoadedRecord.objects.filter(source=source).first()
    row = model._default_manager.filter(**{field: code}).first()
    now = _current(row, values, related) if row is not None else ""
    loaded = {wanted, known.fingerprint if known else wanted}
    if row is not None and now not in loaded:
        return LoadResult.EDITED
    if row is not None and now == wanted:
        _remember(source, wanted)  # also what an author wrote, come back in the files
        return LoadResult.SAME
    row = row or model(**{field: code})
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean(exclude=[*related])
    row.save()
    for name, rows in related.items():
        getattr(row, name).set(rows)
    _remember(source, wanted)
    return LoadResult.LOADED


def _remember(source: str, mark: str) -> None:
    LoadedRecord.objects.update_or_create(source=source, defaults={"fingerprint": mark})


def _current(row: models.Model, values: Data, related: Data) -> str:
    now: dict[str, Any] = {name: getattr(row, name) for name in values}
    now |= {name: _codes(getattr(row, name).all()) for name in related}
    return fingerprint(now)


def _codes(rows: Iterable[models.Model]) -> list[int]:
    return sorted(row.pk for row in rows)


def load_source(item: Data) -> LoadResult:
    with place("source", item.get("id", "?")):
        return load_record(Source, "code", item["id"], source_values(item), {})


def source_values(item: Data) -> Data:
    """The fields of a source, from its entry in the files; so do the functions like it."""
    return {
        **_kept(item),
        "title": item["title"],
        "publisher": item.get("publisher", ""),
        "url": item.get("url", ""),
        "published": str(item.get("year", "")),
        "summary": item["seen"],
        "caveat": item.get("note", ""),
        "licence": item["licence"],
        "author_note": item.get("seen_how", ""),
    }


def load_fact(item: Data) -> LoadResult:
    with place("fact", item.get("id", "?")):
        sources = rows_of(Source, "code", item["sources"])
        related = {"sources": sources}
        return load_record(Fact, "code", item["id"], fact_values(item), related)


def fact_values(item: Data) -> Data:
    note = [item.get("author_note", ""), item.get("not_usable_because", "")]
    return {
        **_kept(item),
        "text": item["text"],
        "text_without_number": item.get("text_without_figure", ""),
        "number": str(item.get("number", "")),
        "period": str(item.get("year", "")),
        "place": item["place"],
        "caveat": item.get("caveat", ""),
        "usable_in_lessons": item["usable_in_lessons"],
        "author_note": "\n".join(part for part in note if part),
    }


def load_companions(item: Data) -> None:
    """Which facts must stand beside this one; all facts are there by now."""
    with place("fact", item.get("id", "?")):
        companions = rows_of(Fact, "code", companions_of(item))
        fact = Fact.objects.get(code=item["id"])
        before = list(fact.goes_with.all())
        if _may_link(f"fact/{fact.code}/goes_with", before, companions):
            fact.goes_with.set(companions)


def companions_of(item: Data) -> list[str]:
    """The codes of those facts; a source beside a fact is among its sources' notes already."""
    return [code for code in item.get("goes_with", []) if code.startswith("F-")]


def load_replacement(item: Data) -> None:
    """Which term took the place of this one; all terms are there by now."""
    with place("term", item.get("slug", "?")):
        codes = [item["replaced_by"]] if item.get("replaced_by") else []
        others = rows_of(GlossaryTerm, "slug", codes)
        term = GlossaryTerm.objects.get(slug=item["slug"])
        before = [term.replaced_by] if term.replaced_by else []
        if _may_link(f"glossaryterm/{term.slug}/replaced_by", before, others):
            GlossaryTerm.objects.filter(pk=term.pk).update(
                replaced_by=others[0] if others else None, updated_at=clock.now()
            )


def _may_link(
    source: str, before: Sequence[models.Model], wanted: Sequence[models.Model]
) -> bool:
    """Whether a row may point to `wanted`: not when it does, or when an author chose otherwise."""
    known = LoadedRecord.objects.filter(source=source).first()
    now, mark = fingerprint(_codes(before)), fingerprint(_codes(wanted))
    is_ours = now == known.fingerprint if known else not before
    if now != mark and not is_ours:
        return False
    if known or wanted:
        _remember(source, mark)
    return now != mark


def load_term(item: Data) -> LoadResult:
    with place("term", item.get("slug", "?")):
        related = {"sources": rows_of(Source, "code", item.get("sources", []))}
        return load_record(
            GlossaryTerm, "slug", item["slug"], term_values(item), related
        )


def term_values(item: Data) -> Data:
    return {"term": item["term"], "meaning": item["text"]}


def load_contact(item: Data) -> LoadResult:
    with place("contact", item.get("slug", "?")):
        return load_record(HelpContact, "code", item["slug"], contact_values(item), {})


def contact_values(item: Data) -> Data:
    extras = [item["hours"]] if item.get("hours") else []
    extras += [FREE] if item.get("free") else []
    extras += [ANONYMOUS] if item.get("anonymous") else []
    return {
        "kind": RecordKind(item.get("kind", RecordKind.CONTACT)).value,
        "owner": item["owner"],
        "checked_on": item["verified_at"],
        "review_by": item["review_by"],
        "name": item["name"],
        "purpose": item["what"],
        "audience": item.get("for_text", ""),
        "phone": item.get("phone", ""),
        "url": item.get("site", ""),
        "availability": ", ".join(extras),
        "always_shown": item.get("always_shown", False),
        "position": item["order"],
        "author_note": item.get("note", ""),
    }


def load_goal(item: Data) -> LoadResult:
    with place("goal", item.get("code", "?")):
        return load_record(LearningGoal, "code", item["code"], goal_values(item), {})


def goal_values(item: Data) -> Data:
    return {"module_code": item["module"], "text": item["text"], "bloom": item["bloom"]}


def rows_of(
    model: type[models.Model], field: str, codes: list[str]
) -> list[models.Model]:
    """The rows with these codes. Raises CurriculumError naming the codes that are not there."""
    rows = {
        getattr(row, field): row
        for row in model._default_manager.filter(**{f"{field}__in": codes})
    }
    missing = [code for code in codes if code not in rows]
    if missing:
        raise CurriculumError(
            f"no {model._meta.model_name} with {field} {', '.join(missing)}"
        )
    return list(rows.values())


def _kept(item: Data) -> Data:
    kind = RecordKind(item["kind"])
    effect = item.get("when_expired", ExpiryEffect.of(kind))
    if ExpiryEffect.of(kind) != effect:
        raise CurriculumError(f"when_expired of {kind} is {ExpiryEffect.of(kind)}")
    return {
        "kind": kind.value,
        "owner": item["owner"],
        "checked_on": item["last_checked"],
        "review_by": item["review_by"],
    }
