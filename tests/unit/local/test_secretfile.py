"""The secrets: made once, kept, for their owner's eyes only, and never silently replaced."""

import base64
import stat

import pytest

from elearning.local import secretfile
from elearning.local.output import Problem


def test_load_or_make_keeps_what_it_made(tmp_path):
    first = secretfile.load_or_make(tmp_path)

    assert secretfile.load_or_make(tmp_path) == first


def test_load_or_make_makes_others_in_another_folder(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    one = secretfile.load_or_make(tmp_path / "a")
    other = secretfile.load_or_make(tmp_path / "b")

    assert not set(one.values()) & set(other.values())


def test_file_is_readable_by_its_owner_only(tmp_path):
    secretfile.load_or_make(tmp_path)

    mode = (tmp_path / secretfile.NAME).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_learner_store_key_is_32_bytes():
    key = secretfile.make()["LEARNER_STORE_KEYS"]

    assert len(base64.b64decode(key, validate=True)) == 32


@pytest.mark.parametrize("content", ["", "{", "{}"])
def test_broken_file_stops_the_start_and_stays(tmp_path, content):
    file = tmp_path / secretfile.NAME
    file.write_text(content, encoding="ascii")

    with pytest.raises(Problem, match="cannot be read"):
        secretfile.load_or_make(tmp_path)
    assert file.read_text(encoding="ascii") == content
