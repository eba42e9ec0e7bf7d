"""What is broken in a case, with the place where (brief, 3.3; architecture, 7g).

Whether sources have expired needs the records themselves: see `modules.checks.cases`.
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field

from modules.cases.definition import (
    END,
    RETURN,
    Case,
    Choice,
    ConditionKind,
    Scene,
)
from modules.cases.routes import TooLargeError, count_endings, looping, unreachable


class FindingKind(enum.StrEnum):
    NO_SCENES = "no_scenes"
    SCENE_CODE_MISSING = "scene_code_missing"
    SCENE_CODE_TWICE = "scene_code_twice"
    STARTS_IN_REPAIR = "starts_in_repair"
    SITUATION_MISSING = "situation_missing"
    SAFETY_RULE_MISSING = "safety_rule_missing"
    TOO_FEW_CHOICES = "too_few_choices"
    CHOICE_KEY_MISSING = "choice_key_missing"
    CHOICE_KEY_TWICE = "choice_key_twice"
    TEXT_MISSING = "text_missing"
    CONSEQUENCE_MISSING = "consequence_missing"
    FEEDBACK_MISSING = "feedback_missing"
    SOURCE_MISSING = "source_missing"
    TARGET_MISSING = "target_missing"
    TARGET_UNKNOWN = "target_unknown"
    TARGET_IS_REPAIR = "target_is_repair"
    RETURN_OUTSIDE_REPAIR = "return_outside_repair"
    REPAIR_UNKNOWN = "repair_unknown"
    REPAIR_WITHOUT_RED_FLAG = "repair_without_red_flag"
    REPAIR_IN_REPAIR = "repair_in_repair"
    UNREPAIRED_OUTSIDE_REPAIR = "unrepaired_outside_repair"
    SCENE_UNREACHABLE = "scene_unreachable"
    LOOP = "loop"
    NO_ENDINGS = "no_endings"
    ENDING_INCOMPLETE = "ending_incomplete"
    ENDING_UNREACHABLE = "ending_unreachable"
    ROUTE_WITHOUT_ENDING = "route_without_ending"
    MARKER_UNKNOWN = "marker_unknown"
    TOO_LARGE = "too_large"


@dataclass(frozen=True)
class Finding:
    """One broken thing. `scene` and `choice` say where, `detail` names what is meant there.

    `path` is the same place for a machine, such as scenes[3].choices[0].target: it also tells two
    scenes with one code apart. "" for the case as a whole.
    """

    kind: FindingKind
    scene: str = ""
    choice: str = ""
    detail: str = ""
    path: str = field(default="", compare=False)


K = FindingKind


def findings(case: Case) -> list[Finding]:
    """All that keeps the case from being published, in the order of the case. Empty when sound."""
    found = [*_of_scenes(case), *_of_endings(case)]
    if case.scenes:
        found += _at_scenes(case, K.SCENE_UNREACHABLE, unreachable(case))
        found += _at_scenes(case, K.LOOP, looping(case))
    if not any(finding.kind in _STOPS_A_WALK for finding in found):
        found += _of_routes(case)
    return found


_STOPS_A_WALK = {
    K.NO_SCENES,
    K.SCENE_CODE_MISSING,
    K.SCENE_CODE_TWICE,
    K.CHOICE_KEY_TWICE,
    K.STARTS_IN_REPAIR,
    K.TOO_FEW_CHOICES,
    K.TARGET_MISSING,
    K.TARGET_UNKNOWN,
    K.TARGET_IS_REPAIR,
    K.RETURN_OUTSIDE_REPAIR,
    K.REPAIR_UNKNOWN,
    K.REPAIR_IN_REPAIR,
    K.LOOP,
    K.NO_ENDINGS,
}


def _at_scenes(case: Case, kind: FindingKind, codes: list[str]) -> list[Finding]:
    places: dict[str, int] = {}
    for index, scene in enumerate(case.scenes):
        places.setdefault(scene.code, index)
    return [Finding(kind, code, path=f"scenes[{places[code]}]") for code in codes]


# The part of a choice that each finding is about.
_FIELDS = {
    K.CHOICE_KEY_MISSING: "key",
    K.CHOICE_KEY_TWICE: "key",
    K.TEXT_MISSING: "text",
    K.CONSEQUENCE_MISSING: "consequence",
    K.FEEDBACK_MISSING: "feedback",
    K.SOURCE_MISSING: "sources",
    K.REPAIR_UNKNOWN: "repair",
    K.REPAIR_WITHOUT_RED_FLAG: "red_flag_code",
    K.REPAIR_IN_REPAIR: "repair",
    K.UNREPAIRED_OUTSIDE_REPAIR: "unrepaired",
}


def _of_scenes(case: Case) -> Iterator[Finding]:
    if not case.scenes:
        yield Finding(K.NO_SCENES)
        return
    if case.scenes[0].is_repair:
        yield Finding(K.STARTS_IN_REPAIR, case.scenes[0].code, path="scenes[0].kind")
    seen: set[str] = set()
    for index, scene in enumerate(case.scenes):
        name, path = scene.code or str(index + 1), f"scenes[{index}]"
        if not scene.code or scene.code in (END, RETURN):
            yield Finding(K.SCENE_CODE_MISSING, name, path=f"{path}.code")
        elif scene.code in seen:
            yield Finding(K.SCENE_CODE_TWICE, name, path=f"{path}.code")
        seen.add(scene.code)
        yield from _of_scene(case, scene, name, path)


def _of_scene(case: Case, scene: Scene, name: str, path: str) -> Iterator[Finding]:
    if not scene.situation.strip():
        yield Finding(K.SITUATION_MISSING, name, path=f"{path}.situation")
    if not scene.safety_rule.strip():
        yield Finding(K.SAFETY_RULE_MISSING, name, path=f"{path}.safety_rule")
    if len(scene.choices) < 2:
        yield Finding(K.TOO_FEW_CHOICES, name, path=f"{path}.choices")
    seen: set[str] = set()
    for index, choice in enumerate(scene.choices):
        key = choice.key or str(index + 1)
        found: list[tuple[FindingKind, str]] = []
        if not choice.key:
            found.append((K.CHOICE_KEY_MISSING, ""))
        elif choice.key in seen:
            found.append((K.CHOICE_KEY_TWICE, ""))
        seen.add(choice.key)
        found += _of_words(choice)
        found += _of_target(case, scene, choice)
        found += _of_repair(case, scene, choice)
        for kind, detail in found:
            at = f"{path}.choices[{index}].{_FIELDS.get(kind, 'target')}"
            yield Finding(kind, name, key, detail, at)


def _of_words(choice: Choice) -> Iterator[tuple[FindingKind, str]]:
    if not choice.text.strip():
        yield K.TEXT_MISSING, ""
    if not choice.consequence.strip():
        yield K.CONSEQUENCE_MISSING, ""
    if not choice.feedback.strip():
        yield K.FEEDBACK_MISSING, ""
    if not choice.sources:
        yield K.SOURCE_MISSING, ""


def _of_target(
    case: Case, scene: Scene, choice: Choice
) -> Iterator[tuple[FindingKind, str]]:
    target = case.scene(choice.target)
    if not choice.target:
        yield K.TARGET_MISSING, ""
    elif choice.target == RETURN:
        if not scene.is_repair:
            yield K.RETURN_OUTSIDE_REPAIR, ""
    elif choice.target != END and target is None:
        yield K.TARGET_UNKNOWN, choice.target
    elif target is not None and target.is_repair:
        yield K.TARGET_IS_REPAIR, choice.target


def _of_repair(
    case: Case, scene: Scene, choice: Choice
) -> Iterator[tuple[FindingKind, str]]:
    if choice.unrepaired and not scene.is_repair:
        yield K.UNREPAIRED_OUTSIDE_REPAIR, ""
    if not choice.repair:
        return
    repair = case.scene(choice.repair)
    if choice.red_flag is None:
        yield K.REPAIR_WITHOUT_RED_FLAG, choice.repair
    if scene.is_repair:
        yield K.REPAIR_IN_REPAIR, choice.repair
    elif repair is None or not repair.is_repair:
        yield K.REPAIR_UNKNOWN, choice.repair


def _of_endings(case: Case) -> Iterator[Finding]:
    if not case.endings:
        yield Finding(K.NO_ENDINGS)
    markers = {c.marker for scene in case.scenes for c in scene.choices if c.marker}
    for index, ending in enumerate(case.endings):
        name, path = ending.code or str(index + 1), f"endings[{index}]"
        for part in ("code", "title", "text"):
            if not getattr(ending, part).strip():
                yield Finding(K.ENDING_INCOMPLETE, detail=name, path=f"{path}.{part}")
                break
        for place, condition in enumerate(ending.conditions):
            if (
                condition.kind is ConditionKind.MARKER
                and condition.marker not in markers
            ):
                yield Finding(
                    K.MARKER_UNKNOWN,
                    choice=name,
                    detail=condition.marker,
                    path=f"{path}.conditions[{place}]",
                )


def _of_routes(case: Case) -> list[Finding]:
    try:
        counts = count_endings(case)
    except TooLargeError:
        return [Finding(K.TOO_LARGE)]
    found = [
        Finding(K.ENDING_UNREACHABLE, detail=ending.code, path=f"endings[{index}]")
        for index, ending in enumerate(case.endings)
        if not counts[ending.code]
    ]
    return found + ([Finding(K.ROUTE_WITHOUT_ENDING)] if "" in counts else [])
