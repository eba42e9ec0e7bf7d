"""The dice of the simulation: the same seed, the same people on the same days."""

import datetime
import random

from elearning.dashboard.simulation.plan import (
    BACK,
    Event,
    comes_back,
    events_of,
    last_months,
    spread,
)

MONTHS = [datetime.date(2026, month, 1) for month in range(5, 11)]


def test_last_months_are_the_ones_that_are_over():
    assert last_months(datetime.date(2026, 2, 22), 3) == [
        datetime.date(2025, 11, 1),
        datetime.date(2025, 12, 1),
        datetime.date(2026, 1, 1),
    ]


def test_everybody_is_in_one_group():
    numbers = spread(101, [15, 4, 10])

    assert sum(numbers) == 101
    assert numbers[0] > numbers[2] > numbers[1]


def test_same_seed_gives_same_events():
    first, second = (
        events_of(7, 20, MONTHS, random.Random("1/7"), in_class=True) for _ in "ab"
    )

    assert first == second


def test_learner_comes_in_first_and_stays_within_the_months():
    for seed in range(200):
        events = events_of(seed, 20, MONTHS, random.Random(seed), in_class=False)

        assert [event.step for event in events] == list(range(len(events)))
        assert events == sorted(events)
        assert events[-1].at.date() < datetime.date(2026, 11, 1)


def test_who_ended_early_enough_comes_back_three_months_later():
    early, late = (
        Event(datetime.datetime(2026, month, 20, 10, tzinfo=datetime.UTC), 3, 9)
        for month in (6, 8)
    )

    (back,) = comes_back(early, MONTHS)

    assert (back.learner, back.step, (back.at - early.at).days) == (3, BACK, 95)
    assert comes_back(late, MONTHS) == []
