"""What a case looks like as a drawing: boxes for scenes, lines for choices, broken or not."""

from collections import Counter

from modules.cases.definition import END, Case
from modules.cases.graph import BoxKind, LineKind, draw
from tests.factories.cases import choice, scene, small_case


def boxes(drawing):
    return [(box.kind, box.code, box.index) for box in drawing.boxes]


def lines(drawing):
    return sorted((line.kind, line.letters) for line in drawing.lines)


def test_small_case_has_a_box_for_each_scene_the_detour_and_the_end():
    drawing = draw(small_case())

    assert boxes(drawing) == [
        (BoxKind.SCENE, "S1", 0),
        (BoxKind.SCENE, "S2", 1),
        (BoxKind.REPAIR, "R1", 2),
        (BoxKind.END, END, None),
    ]
    assert lines(drawing) == [
        (LineKind.ON, ("a",)),
        (LineKind.ON, ("a", "b")),
        (LineKind.REPAIR, ("b",)),
        (LineKind.RETURN, ()),
    ]


def test_repair_scene_stands_at_every_place_where_a_red_flag_leads_to_it(casus_a):
    kinds = Counter((box.kind, box.code) for box in draw(casus_a).boxes)

    assert kinds[BoxKind.REPAIR, "AR1"] == 7
    assert not any(line.kind is LineKind.LOOP for line in draw(casus_a).lines)


def test_target_that_does_not_exist_is_a_box_of_its_own():
    drawing = draw(
        small_case(scenes=(scene("S1", choice("a", "S9"), choice("b", END)),))
    )

    assert (BoxKind.UNKNOWN, "S9", None) in boxes(drawing)


def test_way_back_to_an_earlier_scene_is_drawn_as_a_loop():
    drawing = draw(
        small_case(
            scenes=(
                scene("S1", choice("a", "S2"), choice("b", END)),
                scene("S2", choice("a", "S1"), choice("b", END)),
            )
        )
    )

    assert (LineKind.LOOP, ("a",)) in lines(drawing)


def test_scenes_without_a_code_or_with_the_same_are_each_drawn():
    drawing = draw(small_case(scenes=(scene("S1"), scene("S1"), scene(""), scene(""))))

    assert boxes(drawing) == [
        (BoxKind.SCENE, "S1", 0),
        (BoxKind.SCENE, "S1", 1),
        (BoxKind.SCENE, "", 2),
        (BoxKind.SCENE, "", 3),
    ]


def test_case_without_scenes_is_an_empty_drawing():
    drawing = draw(Case(code="leeg"))

    assert (drawing.boxes, drawing.lines) == ([], [])
