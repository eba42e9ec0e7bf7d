"""Reads about cases: what a page says, and what learners play."""

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import F

from elearning.knowledge.enums import RecordKind
from elearning.knowledge.models import Fact, Source
from modules.cases.authoring import (
    endings_to_raw,
    from_curriculum,
    notice_text,
    scenes_to_raw,
    target_code,
)
from modules.cases.definition import (
    Case,
    Choice,
    Competence,
    Condition,
    ConditionKind,
    Ending,
    RedFlag,
    Reference,
    Scene,
    SceneKind,
    Scores,
    from_json,
)
from modules.models import CasePage, CaseVersion
from modules.queries.learning import path_keys_with
from modules.queries.remembered import remembered
from modules.queries.structure import parent_path


def written_case(page: CasePage) -> Case:
    """The case as `page` now says it, half-written or not: what a publish would freeze."""
    return Case(
        code=page.code,
        title=page.title,
        neutral_title=page.neutral_title,
        role=page.role,
        persona=page.persona,
        reflection=tuple(
            line.strip() for line in page.reflection.splitlines() if line.strip()
        ),
        scenes=tuple(_scene(child.value) for child in page.scenes),
        endings=tuple(_ending(child.value) for child in page.endings),
    )


def latest_version(case_key: uuid.UUID) -> CaseVersion | None:
    """The version that a new run plays; None when the case was never published."""
    return CaseVersion.objects.filter(case_key=case_key).first()


@remembered(entries=200)
def frozen_case(version_id: int) -> Case:
    """The case as a version froze it."""
    return from_json(frozen_version(version_id).definition)


@remembered(entries=200)
def frozen_version(version_id: int) -> CaseVersion:
    """A version: what was frozen never changes. One query."""
    return CaseVersion.objects.get(pk=version_id)


@remembered(entries=500)
def version_ids(case_key: uuid.UUID) -> tuple[int, ...]:
    """All versions of a case that learners may be in, newest first. One query."""
    versions = CaseVersion.objects.filter(case_key=case_key)
    return tuple(versions.values_list("pk", flat=True))


def _scene(value: Any) -> Scene:
    return Scene(
        code=_line(value["code"]),
        title=_line(value["title"]),
        kind=SceneKind(value["kind"] or SceneKind.SCENE),
        place=_line(value["place"]),
        speaker=_line(value["speaker"]),
        situation=_text(value["situation"]),
        safety_rule=_text(value["safety_rule"]),
        competences=tuple(Competence(code) for code in value["competences"] or ()),
        choices=tuple(_choice(choice) for choice in value["choices"] or ()),
    )


def _choice(value: Any) -> Choice:
    flag_code, flag_label = (
        _line(value["red_flag_code"]),
        _line(value["red_flag_label"]),
    )
    return Choice(
        key=_line(value["key"]),
        text=_text(value["text"]),
        consequence=_text(value["consequence"]),
        feedback=_text(value["feedback"]),
        sources=tuple(
            _reference(child.value)
            for child in value["sources"]
            if child.value is not None
        ),
        scores=Scores(**{c.value: value["scores"][c.value] or 0 for c in Competence}),
        target=target_code(_line(value["target"])),
        red_flag=RedFlag(flag_code or flag_label, flag_label or flag_code)
        if flag_code or flag_label
        else None,
        repair=_line(value["repair"]),
        marker=_line(value["marker"]),
        unrepaired=bool(value["unrepaired"]),
    )


def _reference(record: Source | Fact) -> Reference:
    if isinstance(record, Fact):
        return Reference(record.code, f"{record.text} ({record.place})")
    about = ", ".join(part for part in (record.publisher, record.published) if part)
    return Reference(
        record.code, f"{record.title} ({about})" if about else record.title
    )


def _ending(value: Any) -> Ending:
    return Ending(
        code=_line(value["code"]),
        title=_line(value["title"]),
        text=_text(value["text"]),
        conditions=tuple(_condition(child) for child in value["conditions"]),
    )


def _condition(child: Any) -> Condition:
    kind = ConditionKind(child.block_type)
    if kind is ConditionKind.MARKER:
        return Condition(kind=kind, marker=_line(child.value))
    if kind is ConditionKind.SCORE_BELOW:
        return Condition(kind=kind, percent=child.value or 0)
    return Condition(kind=kind)


def _line(value: str | None) -> str:
    return re.sub(r"\s+", " ", value or "").strip()


def _text(value: str | None) -> str:
    return (value or "").strip()


def page_of(version: CaseVersion) -> CasePage | None:
    """The published page that a version was frozen from; None when it was taken offline."""
    return _page_with(version.case_key)


@remembered(entries=100)
def _page_with(case_key: uuid.UUID) -> CasePage | None:
    pages = CasePage.objects.live().filter(key=case_key)
    return pages.order_by(F("alias_of").asc(nulls_first=True)).first()


@remembered(entries=500)
def is_online(case_key: uuid.UUID) -> bool:
    """Whether a published page shows this case. One query."""
    return CasePage.objects.live().filter(key=case_key).exists()


@remembered(entries=500)
def path_keys_with_case(case_key: uuid.UUID) -> frozenset[uuid.UUID]:
    """The published paths that hold a published page of this case."""
    pages = CasePage.objects.live().filter(key=case_key)
    return frozenset(
        key
        for path in pages.values_list("path", flat=True)
        for key in path_keys_with(parent_path(path))
    )


def overdue_safety_advice(case: Case) -> set[str]:
    """The codes of overdue safety advice among the sources of a case. Two queries."""
    codes = reference_codes(case)
    records = [
        *Source.objects.filter(code__in=codes, kind=RecordKind.SAFETY),
        *Fact.objects.filter(code__in=codes, kind=RecordKind.SAFETY),
    ]
    return {record.code for record in records if record.is_expired()}


def reference_codes(case: Case) -> set[str]:
    """The codes of all sources and facts behind the choices of a case."""
    return {
        reference.code
        for scene in case.scenes
        for choice in scene.choices
        for reference in choice.sources
    }


def case_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a `CasePage` that a curriculum file fills, ready to set on the page.

    `data` is one parsed file of modules/curriculum/cases. `alternative` is not among them: that is
    lesson content. Raises KeyError, naming the code, when a source or fact is not in the database.
    Two queries.
    """
    case = from_curriculum(data)
    find = records_of(case).__getitem__
    return {
        "title": case.title,
        "code": case.code,
        "neutral_title": case.neutral_title,
        "slug": data.get("slug", case.code),
        "minutes": data.get("minutes", 0),
        "sensitive": data.get("sensitive", False),
        "role": case.role,
        "persona": case.persona,
        "notice": notice_text(data),
        "reflection": "\n".join(case.reflection),
        "scenes": json.dumps(scenes_to_raw(case, find)),
        "endings": json.dumps(endings_to_raw(case)),
    }


def records_of(case: Case) -> dict[str, tuple[str, int]]:
    codes = reference_codes(case)
    sources = Source.objects.filter(code__in=codes).values_list("code", "pk")
    facts = Fact.objects.filter(code__in=codes).values_list("code", "pk")
    return {code: ("source", pk) for code, pk in sources} | {
        code: ("fact", pk) for code, pk in facts
    }
