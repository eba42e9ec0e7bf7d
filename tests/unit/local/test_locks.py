"""One start at a time on the same data."""

import pytest

from elearning.local import locks
from elearning.local.output import Problem


def test_second_start_is_told_where_the_first_is(tmp_path):
    with locks.only_one(tmp_path), pytest.raises(Problem, match="already running"):
        locks.only_one(tmp_path).__enter__()


def test_lock_is_free_again_afterwards(tmp_path):
    with locks.only_one(tmp_path):
        assert locks.is_held(tmp_path)

    assert not locks.is_held(tmp_path)
