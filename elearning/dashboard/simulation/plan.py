"""Who does what when, thrown with dice of one seed. Pure: no database, no clock."""

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from elearning.dashboard.months import first_of_next

ZONE = ZoneInfo("Europe/Amsterdam")
# The step of who comes back to fill in the last measurement, three months after her last one.
BACK = -1
BACK_AFTER = datetime.timedelta(days=95)


@dataclass(frozen=True, order=True)
class Event:
    """At a moment a learner comes in (`step` 0) or walks the step with that number, from 1.

    `step` BACK: she only comes to fill in the last measurement.
    """

    at: datetime.datetime
    learner: int
    step: int


def last_months(today: datetime.date, number: int) -> list[datetime.date]:
    """The first days of the last `number` months that are over, oldest first."""
    months = []
    year, month = today.year, today.month
    for _ in range(number):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        months.append(datetime.date(year, month, 1))
    return months[::-1]


def spread(total: int, shares: Sequence[float]) -> list[int]:
    """`total` people over groups by their shares; the rest goes to the first groups."""
    whole = sum(shares)
    numbers = [int(total * share / whole) for share in shares]
    for index in range(total - sum(numbers)):
        numbers[index % len(numbers)] += 1
    return numbers


def events_of(
    learner: int,
    steps: int,
    months: Sequence[datetime.date],
    dice: random.Random,
    *,
    in_class: bool,
) -> list[Event]:
    """One learner's events: most come in early."""
    start = months[0]
    late = dice.random()
    if late > 0.7 and len(months) > 2:
        start = months[dice.randrange(1, len(months) - 1)]
    entry = _moment(start + datetime.timedelta(days=dice.randrange(2, 20)), dice)
    events = [Event(entry, learner, 0)]
    wanted = _wanted(steps, dice)
    end = _midnight(first_of_next(months[-1])) - datetime.timedelta(minutes=1)
    at = entry
    for step in range(1, wanted + 1):
        at = _moment(
            (
                at + datetime.timedelta(days=dice.randrange(1, 7 if in_class else 10))
            ).date(),
            dice,
        )
        if at >= end:
            break
        events.append(Event(at, learner, step))
    return events


def comes_back(last: Event, months: Sequence[datetime.date]) -> list[Event]:
    """The event of coming back after `last`, when that is still within the months."""
    at = last.at + BACK_AFTER
    end = _midnight(first_of_next(months[-1])) - datetime.timedelta(minutes=1)
    return [Event(at, last.learner, BACK)] if at < end else []


def _wanted(steps: int, dice: random.Random) -> int:
    """How far somebody means to go: one in ten nowhere, a third to the end, the others halfway."""
    chance = dice.random()
    if chance < 0.1:
        return 0
    return steps if chance > 0.67 else dice.randrange(1, max(2, steps * 2 // 3))


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, tzinfo=ZONE)


def _moment(day: datetime.date, dice: random.Random) -> datetime.datetime:
    """Somewhere between eight in the morning and ten at night."""
    minutes = datetime.timedelta(minutes=dice.randrange(8 * 60, 22 * 60))
    return _midnight(day) + minutes
