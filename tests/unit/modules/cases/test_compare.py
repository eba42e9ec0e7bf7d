"""What differs between two versions: found by code and letter, and said word by word."""

import msgspec

from modules.cases.compare import Change, ChangeKind, Piece, compare, pieces
from modules.cases.definition import END, Reference
from tests.factories.cases import choice, scene, small_case


def changed(number: int, **fields):
    """The small case with its scene `number` changed."""
    scenes = list(small_case().scenes)
    scenes[number] = msgspec.structs.replace(scenes[number], **fields)
    return small_case(scenes=tuple(scenes))


def test_case_and_itself_do_not_differ():
    assert compare(small_case(), small_case()) == []


def test_changed_field_of_a_scene_has_both_values():
    assert compare(small_case(), changed(1, situation="Anders.")) == [
        Change(
            ChangeKind.CHANGED,
            scene="S2",
            field="situation",
            old="Situatie S2",
            new="Anders.",
        )
    ]


def test_choices_are_added_removed_and_changed_by_their_letter():
    new = changed(1, choices=(choice("a", "S1", 2), choice("c", END)))

    found = [(c.kind, c.choice, c.field) for c in compare(small_case(), new)]

    assert found == [
        (ChangeKind.CHANGED, "a", "target"),
        (ChangeKind.ADDED, "c", ""),
        (ChangeKind.REMOVED, "b", ""),
    ]


def test_scene_added_in_front_is_another_start():
    extra = scene("S0", choice("a", "S1"), choice("b", END))
    new = small_case(scenes=(extra, *small_case().scenes))

    assert compare(small_case(), new) == [
        Change(ChangeKind.CHANGED, field="start", old="S1", new="S0"),
        Change(ChangeKind.ADDED, scene="S0", new=extra),
    ]


def test_order_of_endings_is_a_difference_since_the_first_that_holds_is_the_one():
    new = small_case(endings=tuple(reversed(small_case().endings)))

    assert compare(small_case(), new) == [
        Change(
            ChangeKind.CHANGED,
            field="order",
            old=("E3", "E2", "E1"),
            new=("E1", "E2", "E3"),
        )
    ]


def test_another_wording_of_a_source_is_no_difference_of_the_case():
    choices = tuple(
        msgspec.structs.replace(one, sources=(Reference("P-01", "Nieuwe titel"),))
        for one in small_case().scenes[1].choices
    )

    assert compare(small_case(), changed(1, choices=choices)) == []


def test_two_scenes_with_one_code_are_compared_in_their_order():
    old = small_case(scenes=(scene("S1"), scene("S1", situation="Tweede")))
    new = small_case(scenes=(scene("S1"), scene("S1", situation="Nieuw")))

    assert [(c.scene, c.old, c.new) for c in compare(old, new)] == [
        ("S1", "Tweede", "Nieuw")
    ]


def test_text_is_compared_word_by_word():
    assert pieces("Lina komt met haar tante.", "Lina komt met haar moeder.") == [
        Piece("same", "Lina komt met haar "),
        Piece("removed", "tante."),
        Piece("added", "moeder."),
    ]


def test_very_long_texts_are_shown_whole():
    old, new = "oud " * 2000, "nieuw " * 2000

    assert pieces(old, new) == [Piece("removed", old), Piece("added", new)]
