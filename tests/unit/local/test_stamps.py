"""Fingerprints: the same while nothing changed, another when anything did."""

import pytest

from elearning.local import stamps


@pytest.fixture
def files(tmp_path):
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("1", encoding="ascii")
    other.write_text("2", encoding="ascii")
    return [one, other]


def test_fingerprint_does_not_depend_on_the_order(files):
    assert stamps.fingerprint_of_files(files) == stamps.fingerprint_of_files(
        files[::-1]
    )


def test_fingerprint_changes_with_the_content(files):
    before = stamps.fingerprint_of_files(files)

    files[0].write_text("x", encoding="ascii")

    assert stamps.fingerprint_of_files(files) != before


def test_fingerprint_changes_when_a_file_is_gone(files):
    assert stamps.fingerprint_of_files(files) != stamps.fingerprint_of_files(files[:1])


def test_fingerprint_of_tree_changes_with_other_words(files):
    assert stamps.fingerprint_of_tree(files, "a") != stamps.fingerprint_of_tree(
        files, "b"
    )


def test_stamp_is_current_only_after_it_was_written(tmp_path):
    stamp = tmp_path / "folder" / "stamp"

    assert not stamps.is_current(stamp, "abc")
    stamps.write(stamp, "abc")

    assert stamps.is_current(stamp, "abc")
    assert not stamps.is_current(stamp, "abd")
