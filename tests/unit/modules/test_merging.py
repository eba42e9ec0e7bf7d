"""Whatever only one of the two changed is taken; where both did, the copy keeps its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.merging import merge_fields


def block(key, text):
    return {"id": key, "type": "text", "value": text}


A, B, C = block("a", "A"), block("b", "B"), block("c", "C")


def merged(then, theirs, own):
    return merge_fields({"body": then}, {"body": theirs}, {"body": own})


def said(found):
    return "".join(one["value"] for one in found.fields["body"])


@pytest.mark.parametrize(
    ("then", "theirs", "own", "title", "taken", "kept"),
    [
        ("Oud", "Nieuw", "Oud", "Nieuw", ["title"], []),
        ("Oud", "Oud", "Eigen", "Eigen", [], []),
        ("Oud", "Nieuw", "Eigen", "Eigen", [], ["title"]),
        ("Oud", "Nieuw", "Nieuw", "Nieuw", [], []),
    ],
)
def test_a_field(then, theirs, own, title, taken, kept):
    found = merge_fields({"title": then}, {"title": theirs}, {"title": own})

    assert (found.fields, found.taken, found.kept) == ({"title": title}, taken, kept)


def test_a_block_that_only_the_source_changed_is_taken():
    own = [A, block("b", "eigen"), C]

    found = merged([A, B, C], [block("a", "anders"), B, C], own)

    assert said(found) == "anderseigenC"
    assert (found.taken, found.kept) == (["body[a]"], [])


def test_a_block_that_both_changed_stays_as_it_is_here():
    found = merged([A, B], [A, block("b", "daar")], [A, block("b", "hier")])

    assert (said(found), found.kept) == ("Ahier", ["body[b]"])


def test_new_blocks_of_both_come_in_their_places():
    found = merged([A, C], [A, block("n", "N"), C], [A, block("x", "X"), C])

    assert said(found) == "AXNC"
    assert found.taken == ["body[n]"]


def test_a_block_that_went_there_goes_here_unless_it_was_edited():
    gone = merged([A, B], [A], [A, B])
    edited = merged([A, B], [A], [A, block("b", "eigen")])

    assert (said(gone), gone.taken) == ("A", ["body[b]"])
    assert (said(edited), edited.kept) == ("Aeigen", ["body[b]"])


def test_a_block_that_went_here_stays_away():
    assert said(merged([A, B], [A, B], [A])) == "A"
    away = merged([A, B], [A, block("b", "anders")], [A])
    assert (said(away), away.kept) == ("A", ["body[b]"])


TEXTS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("xyz"), max_size=6)


@given(TEXTS, TEXTS)
def test_a_copy_that_was_never_edited_becomes_the_source(then, theirs):
    then, theirs = ([block(k, v) for k, v in one.items()] for one in (then, theirs))

    assert merged(then, theirs, then).fields["body"] == theirs


@given(TEXTS, TEXTS)
def test_a_source_that_did_not_change_changes_nothing(then, own):
    then, own = ([block(k, v) for k, v in one.items()] for one in (then, own))
    found = merged(then, then, own)

    assert sorted(map(str, found.fields["body"])) == sorted(map(str, own))
    assert (found.taken, found.kept) == ([], [])
