"""What comes often is counted here, and told to the others in steps."""

import pytest
from django.core.cache import cache

from elearning.core import counting
from elearning.core.counting import count, count_in_steps


@pytest.fixture(autouse=True)
def another_process(monkeypatch):
    """Begins as a process that has counted nothing; called, it begins as another."""

    def begin():
        monkeypatch.setattr(counting, "_tallies", {})

    cache.clear()
    begin()
    return begin


def counted(times: int, step: int) -> list[int | None]:
    return [count_in_steps("a", seconds=60, step=step) for _ in range(times)]


def test_a_step_of_one_asks_the_cache_each_time():
    counted(2, step=1)
    count("a", seconds=60)

    assert counted(2, step=1) == [4, 5]


def test_alone_it_is_exact():
    assert counted(12, step=5) == list(range(1, 13))


def test_the_cache_hears_of_the_first_and_then_of_every_step():
    counted(1, step=5)
    first = cache.get("a")
    counted(4, step=5)
    before = cache.get("a")
    counted(1, step=5)

    assert (first, before, cache.get("a")) == (1, 1, 6)


def test_another_process_lacks_less_than_a_step(another_process):
    counted(9, step=5)
    another_process()

    assert counted(1, step=5) == [7]  # 9 and this one are 10, 3 of them untold


def test_without_the_cache_nobody_counts_and_nothing_piles_up(monkeypatch):
    monkeypatch.setattr(counting, "_add", lambda some, name, seconds: None)

    seen = counted(50, step=5)

    assert seen[0] is None
    assert max(one for one in seen if one is not None) < 5


def test_what_is_over_makes_room(monkeypatch):
    monkeypatch.setattr(counting.time, "monotonic", lambda: 0.0)
    counted(1, step=5)
    monkeypatch.setattr(counting.time, "monotonic", lambda: 61.0)
    count_in_steps("b", seconds=60, step=5)

    assert list(counting._tallies) == ["b"]
