"""Between a case and the two other shapes it has: a file of the curriculum, and the CMS's blocks.

Blocks are given as what Wagtail stores in a stream: lists of {"type", "value"}. References to
sources and facts are record ids there; who calls says which id a code has, and the other way round.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from modules.cases.definition import (
    END,
    RETURN,
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
)

Raw = dict[str, Any]
# From a code such as P-12 to ("source", 7): the kind of block and the id of the record.
FindRecord = Callable[[str], tuple[str, int]]

# Of the ids of blocks that were made from a file.
BLOCKS = uuid.UUID("0c6e8a52-9b0e-5d0b-8b7f-3f7f4bb0a1c5")

# What an author may write for the two targets that are not a scene.
TARGET_WORDS = {
    "EIND": END,
    "EINDE": END,
    "END": END,
    "TERUG": RETURN,
    "RETURN": RETURN,
}


def from_curriculum(data: Mapping[str, Any]) -> Case:
    """The case of one file in modules/curriculum/cases (its README has the fields)."""
    return Case(
        code=data["id"],
        title=data["title"],
        neutral_title=data["neutral_title"],
        role=data.get("role", ""),
        persona="\n\n".join(person["about"] for person in data.get("persona", [])),
        reflection=tuple(data.get("reflection", [])),
        scenes=tuple(_scene(scene) for scene in _start_first(data)),
        endings=tuple(_ending(ending) for ending in data["endings"]),
    )


def notice_text(data: Mapping[str, Any]) -> str:
    """The content notice of a file as one text, a paragraph a line."""
    notice = data.get("notice") or {}
    if isinstance(notice, str):
        return notice
    parts = (notice.get(part, "") for part in ("about", "not_shown", "alternative"))
    return "\n".join(part for part in parts if part)


def scenes_to_raw(case: Case, find: FindRecord) -> list[Raw]:
    """The scenes as stored stream data. `find` may raise for a code without a record."""
    return [
        _block(f"{case.code}/{scene.code}", "scene", _scene_raw(case, scene, find))
        for scene in case.scenes
    ]


def endings_to_raw(case: Case) -> list[Raw]:
    return [
        _block(f"{case.code}/{ending.code}", "ending", _ending_raw(ending))
        for ending in case.endings
    ]


def target_code(written: str) -> str:
    """The target as the engine knows it, from what an author wrote."""
    written = written.strip()
    return TARGET_WORDS.get(written.upper(), written)


def _start_first(data: Mapping[str, Any]) -> Iterable[Raw]:
    scenes = list(data["scenes"])
    start = data.get("start", scenes[0]["id"])
    return sorted(scenes, key=lambda scene: scene["id"] != start)


def _scene(data: Raw) -> Scene:
    return Scene(
        code=data["id"],
        title=data.get("title", ""),
        kind=SceneKind(data.get("kind", "scene")),
        place=data.get("place", ""),
        speaker=data.get("speaker", ""),
        situation=data.get("situation", ""),
        safety_rule=data.get("safety_rule", ""),
        competences=tuple(Competence(c) for c in data.get("competences", [])),
        choices=tuple(_choice(choice) for choice in data.get("choices", [])),
    )


def _choice(data: Raw) -> Choice:
    flag = data.get("red_flag")
    return Choice(
        key=str(data["key"]),
        text=data.get("text", ""),
        consequence=data.get("consequence", ""),
        feedback=data.get("feedback", ""),
        sources=tuple(Reference(code) for code in data.get("sources", [])),
        scores=Scores(**data.get("scores", {})),
        target=target_code(data.get("target", "")),
        red_flag=RedFlag(flag["code"], flag["label"]) if flag else None,
        repair=data.get("repair", ""),
        marker=data.get("marker", ""),
        unrepaired=data.get("unrepaired", False),
    )


def _ending(data: Raw) -> Ending:
    when = data.get("when") or {}
    rules = when.get("any", [when] if when else [])
    return Ending(
        code=data["id"],
        title=data.get("title", ""),
        text=data.get("text", ""),
        conditions=tuple(_condition(rule) for rule in rules),
    )


def _condition(rule: Raw) -> Condition:
    (name, value) = next(iter(rule.items()))
    kind = ConditionKind(name)
    if kind is ConditionKind.MARKER:
        return Condition(kind=kind, marker=value)
    if kind is ConditionKind.SCORE_BELOW:
        return Condition(kind=kind, percent=round(value * 100))
    return Condition(kind=kind)


def _block(place: str, kind: str, value: Raw) -> Raw:
    # The same file gives the same ids, so that loading it twice changes nothing.
    return {"id": str(uuid.uuid5(BLOCKS, place)), "type": kind, "value": value}


def _ending_raw(ending: Ending) -> Raw:
    return {
        "code": ending.code,
        "title": ending.title,
        "text": ending.text,
        "conditions": [
            {"type": c.kind.value, "value": c.marker or c.percent or None}
            for c in ending.conditions
        ],
    }


def _scene_raw(case: Case, scene: Scene, find: FindRecord) -> Raw:
    return {
        "code": scene.code,
        "title": scene.title,
        "kind": scene.kind.value,
        "place": scene.place,
        "speaker": scene.speaker,
        "situation": scene.situation,
        "safety_rule": scene.safety_rule,
        "competences": [competence.value for competence in scene.competences],
        "choices": [
            _block(
                f"{case.code}/{scene.code}/{choice.key}",
                "item",
                _choice_raw(choice, find),
            )
            for choice in scene.choices
        ],
    }


def _choice_raw(choice: Choice, find: FindRecord) -> Raw:
    records = (find(reference.code) for reference in choice.sources)
    return {
        "key": choice.key,
        "text": choice.text,
        "consequence": choice.consequence,
        "feedback": choice.feedback,
        "sources": [{"type": kind, "value": pk} for kind, pk in records],
        "scores": {c.value: choice.scores.of(c) for c in Competence},
        "target": choice.target,
        "red_flag_code": choice.red_flag.code if choice.red_flag else "",
        "red_flag_label": choice.red_flag.label if choice.red_flag else "",
        "repair": choice.repair,
        "marker": choice.marker,
        "unrepaired": choice.unrepaired,
    }
