"""A block that a file changes stays the block it was."""

from modules.actions.curriculum.block_ids import keep_ids


def text(number, words, key="p"):
    return {"type": "text", "value": f"<p>{words}</p>", "id": f"{key}{number}"}


ONE = "Een brief die niemand begrijpt, wordt niet gelezen."
TWO = "Bel daarom altijd eerst, en vraag of het uitkomt."
THREE = "Schrijf op wat je hebt afgesproken, in gewone woorden."


def ids(before, wanted):
    return [block["id"] for block in keep_ids(before, wanted)]


def test_a_block_that_comes_between_moves_no_id():
    before = [text(1, ONE), text(2, TWO)]
    wanted = [text(1, ONE), text(2, THREE), text(3, TWO)]

    kept = ids(before, wanted)

    assert (kept[0], kept[2]) == ("p1", "p2")
    assert kept[1] not in {"p1", "p2"}


def test_a_sentence_that_is_mended_keeps_its_block_also_beside_a_new_one():
    before = [text(1, ONE), text(2, TWO)]
    wanted = [text(1, ONE), text(2, THREE), text(3, TWO.replace("altijd", "liever"))]

    kept = keep_ids(before, wanted)

    assert [block["id"] for block in kept][::2] == ["p1", "p2"]
    assert kept[2]["value"] == wanted[2]["value"]


def test_what_is_written_anew_is_another_block():
    assert ids([text(1, ONE)], [text(9, THREE)]) == ["p9"]


def test_a_block_of_an_author_keeps_its_id_and_those_inside_it():
    item = {"type": "item", "value": "a", "id": "x"}
    value = {"title": "Klaar?", "items": [item]}
    own = {"type": "checklist", "value": value, "id": "of-an-author"}
    marked = {**text(1, ONE), "value": f'<p data-block-key="k">{ONE}</p>', "id": "b"}
    files = {"type": "checklist", "value": {**value, "items": ["a"]}, "id": "p2"}

    assert keep_ids([marked, own], [text(1, ONE), files]) == [marked, own]


def test_a_scene_is_known_by_its_code():
    def scene(code, place, key):
        return {"type": "scene", "value": {"code": code, "place": place}, "id": key}

    before = [scene("s1", "kamer", "x"), scene("s2", "hal", "y")]
    wanted = [scene("s0", "straat", "1"), scene("s1", "heel ergens anders", "2")]

    assert ids(before, [*wanted, scene("s2", "hal", "3")]) == ["1", "x", "y"]


def test_no_two_blocks_have_one_id():
    before = [text(1, ONE), text(2, TWO), text(3, THREE)]
    wanted = [text(1, TWO), text(2, ONE + THREE), text(3, THREE), text(4, ONE)]

    kept = ids(before, wanted)

    assert len(set(kept)) == 4


def test_an_item_keeps_its_id_when_another_in_its_block_is_changed():
    def item(words, key):
        return {"type": "item", "value": {"front": words}, "id": key}

    intro = "Denk eerst na, en kijk dan."
    cards = [item(ONE, "a"), item(TWO, "b")]
    before = {"type": "cards", "value": {"intro": intro, "cards": cards}, "id": "x"}
    in_file = [{"front": one} for one in (THREE, ONE, TWO.replace("altijd", "liever"))]
    wanted = {"type": "cards", "value": {"intro": intro, "cards": in_file}, "id": "1"}

    (kept,) = keep_ids([before], [wanted])

    new, *others = kept["value"]["cards"]
    assert kept["id"] == "x"
    assert [one["id"] for one in others] == ["a", "b"]
    assert [one["value"] for one in (new, *others)] == in_file
    assert new["type"] == "item"
    assert new["id"] not in {"a", "b"}
