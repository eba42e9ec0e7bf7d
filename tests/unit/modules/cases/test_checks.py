"""Each thing that keeps a case from being published (issue, 5), one by one."""

import msgspec
import pytest

from modules.cases.checks import FindingKind as K
from modules.cases.checks import findings
from modules.cases.definition import END, RETURN, Condition, ConditionKind, Ending
from tests.factories.cases import choice, scene, small_case


def found(case):
    return [(f.kind, f.scene, f.choice, f.detail) for f in findings(case)]


def with_choice(key="a", target=END, **fields):
    """The small case with the first choice of its second scene replaced."""
    case = small_case()
    first, second, repair = case.scenes
    changed = msgspec.structs.replace(
        second, choices=(choice(key, target, 2, **fields), second.choices[1])
    )
    return small_case(scenes=(first, changed, repair))


def test_casus_a_of_the_brief_is_sound(casus_a):
    assert findings(casus_a) == []


def test_small_case_is_sound():
    assert findings(small_case()) == []


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (with_choice(target="S9"), (K.TARGET_UNKNOWN, "S2", "a", "S9")),
        (with_choice(target=""), (K.TARGET_MISSING, "S2", "a", "")),
        (with_choice(target=RETURN), (K.RETURN_OUTSIDE_REPAIR, "S2", "a", "")),
        (with_choice(target="R1"), (K.TARGET_IS_REPAIR, "S2", "a", "R1")),
        (with_choice(target="S1"), (K.LOOP, "S1", "", "")),
        (with_choice(target="S2"), (K.LOOP, "S2", "", "")),
        (with_choice(feedback=" "), (K.FEEDBACK_MISSING, "S2", "a", "")),
        (with_choice(consequence=""), (K.CONSEQUENCE_MISSING, "S2", "a", "")),
        (with_choice(sources=()), (K.SOURCE_MISSING, "S2", "a", "")),
        (with_choice(repair="R1"), (K.REPAIR_WITHOUT_RED_FLAG, "S2", "a", "R1")),
        (with_choice(unrepaired=True), (K.UNREPAIRED_OUTSIDE_REPAIR, "S2", "a", "")),
        (with_choice(key="b"), (K.CHOICE_KEY_TWICE, "S2", "b", "")),
        (with_choice(key=""), (K.CHOICE_KEY_MISSING, "S2", "1", "")),
        (
            small_case(
                scenes=(
                    *small_case().scenes,
                    scene("S3", choice("a", END), choice("b", END)),
                )
            ),
            (K.SCENE_UNREACHABLE, "S3", "", ""),
        ),
        (
            small_case(
                endings=(
                    Ending(code="E1", title="Altijd", text="Tekst"),
                    Ending(code="E2", title="Nooit", text="Tekst"),
                )
            ),
            (K.ENDING_UNREACHABLE, "", "", "E2"),
        ),
        (
            small_case(endings=small_case().endings[:2]),
            (K.ROUTE_WITHOUT_ENDING, "", "", ""),
        ),
        (
            small_case(
                endings=(
                    Ending(
                        code="E0",
                        title="Merk",
                        text="Tekst",
                        conditions=(
                            Condition(kind=ConditionKind.MARKER, marker="NERGENS"),
                        ),
                    ),
                    *small_case().endings,
                )
            ),
            (K.MARKER_UNKNOWN, "", "E0", "NERGENS"),
        ),
        (small_case(scenes=()), (K.NO_SCENES, "", "", "")),
        (small_case(endings=()), (K.NO_ENDINGS, "", "", "")),
    ],
)
def test_broken_case_is_found_at_its_place(case, expected):
    assert expected in found(case)


def test_scene_without_safety_rule_is_found():
    first, second, repair = small_case().scenes
    case = small_case(
        scenes=(first, msgspec.structs.replace(second, safety_rule=" "), repair)
    )

    assert found(case) == [(K.SAFETY_RULE_MISSING, "S2", "", "")]


def test_each_finding_has_its_place_for_a_machine():
    case = with_choice(target="S9", feedback="", sources=())
    first, *rest = case.endings
    broken = msgspec.structs.replace(
        case,
        endings=(
            msgspec.structs.replace(
                first,
                title="",
                conditions=(Condition(kind=ConditionKind.MARKER, marker="NIETS"),),
            ),
            *rest,
        ),
        scenes=(*case.scenes, scene("S1", choice("a", END), situation="")),
    )

    assert {f.kind: f.path for f in findings(broken)} == {
        K.FEEDBACK_MISSING: "scenes[1].choices[0].feedback",
        K.SOURCE_MISSING: "scenes[1].choices[0].sources",
        K.TARGET_UNKNOWN: "scenes[1].choices[0].target",
        K.SCENE_CODE_TWICE: "scenes[3].code",
        K.SITUATION_MISSING: "scenes[3].situation",
        K.TOO_FEW_CHOICES: "scenes[3].choices",
        K.ENDING_INCOMPLETE: "endings[0].title",
        K.MARKER_UNKNOWN: "endings[0].conditions[0]",
    }
