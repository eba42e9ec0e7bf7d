"""The one clock of the project, and pinning it."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

from django.utils import timezone

from elearning.core import clock

NEW_YEAR = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)


def test_now_is_the_present_moment() -> None:
    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)


def test_at_pins_the_clock_and_lets_go_afterwards() -> None:
    with clock.at(NEW_YEAR):
        pinned = clock.now()

    assert (pinned, clock.now() != NEW_YEAR) == (NEW_YEAR, True)


def test_today_is_the_day_in_the_netherlands() -> None:
    with clock.at(NEW_YEAR):
        assert clock.today() == date(2026, 1, 1)


def test_at_pins_its_own_thread_only() -> None:
    seen: list[bool] = []

    with clock.at(NEW_YEAR):
        other = Thread(target=lambda: seen.append(clock.now() == NEW_YEAR))
        other.start()
        other.join()

    assert seen == [False]
