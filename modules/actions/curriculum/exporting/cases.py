"""A case as its file says it: the other way of `cases.authoring.from_curriculum`."""

from typing import Any

from modules.actions.curriculum.exporting.blocks import FindCode, bare, said_blocks
from modules.actions.curriculum.exporting.pages import SHARED, one_line
from modules.actions.curriculum.files import Data
from modules.cases.authoring import target_code
from modules.cases.definition import Competence, SceneKind

# A field of a choice that stands in the file only when it says something.
OPTIONAL = ("repair", "marker", "unrepaired")


def said_case(fields: Data, code: FindCode) -> Data:
    """The fields of a case page in the form of a file in modules/curriculum/cases."""
    return {
        **{name: fields[name] for name in SHARED},
        "role": one_line(fields["role"]),
        "persona": [one_line(part) for part in _parts(fields["persona"], "\n\n")],
        "notice": [one_line(part) for part in _parts(fields["notice"], "\n")],
        "reflection": [one_line(part) for part in _parts(fields["reflection"], "\n")],
        "scenes": [_scene(one["value"], code) for one in fields["scenes"]],
        "endings": [_ending(one["value"]) for one in fields["endings"]],
        "alternative": said_blocks(fields["alternative"], code),
    }


def _parts(text: str, between: str) -> list[str]:
    parts = text.replace("\r\n", "\n").split(between)
    return [part.strip() for part in parts if part.strip()]


def _scene(stored: Data, code: FindCode) -> Data:
    value = bare(stored)
    texts = ("title", "place", "speaker", "situation", "safety_rule")
    return {
        "id": one_line(value["code"]),
        "kind": value.get("kind") or SceneKind.SCENE.value,
        **{name: _text(value.get(name)) for name in texts},
        "competences": list(value.get("competences") or []),
        "choices": [_choice(one, code) for one in value.get("choices") or []],
    }


def _choice(value: Data, code: FindCode) -> Data:
    scores = value.get("scores") or {}
    said: Data = {
        "key": _text(value.get("key")),
        **{
            name: _text(value.get(name)) for name in ("text", "consequence", "feedback")
        },
        "sources": [
            code(one["type"], one["value"]) for one in value.get("sources") or []
        ],
        "scores": {c.value: scores.get(c.value) or 0 for c in Competence},
        "target": target_code(_text(value.get("target"))),
    }
    flag, label = _text(value.get("red_flag_code")), _text(value.get("red_flag_label"))
    if flag or label:
        said["red_flag"] = {"code": flag or label, "label": label or flag}
    said |= {name: value[name] for name in OPTIONAL if value.get(name)}
    return said


def _ending(stored: Data) -> Data:
    value = bare(stored)
    said = {
        "id": one_line(value["code"]),
        "title": _text(value.get("title")),
        "text": _text(value.get("text")),
    }
    rules = [_rule(one) for one in value.get("conditions") or []]
    if rules:
        said["when"] = rules[0] if len(rules) == 1 else {"any": rules}
    return said


def _rule(stored: Data) -> dict[str, Any]:
    kind, value = stored["type"], stored.get("value")
    if kind == "score_below":
        return {kind: (value or 0) / 100}
    return {kind: value or True}


def _text(value: Any) -> str:
    return one_line(str(value or ""))
