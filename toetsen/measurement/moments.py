"""Which moments of a measurement are open to somebody now. Pure: no database, no clock."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from toetsen.measurement.figures import Moment

# A comparison group waits about as long as a short learning path takes.
LONG_WAIT = timedelta(weeks=4)
LOOK_BACK = timedelta(days=14)
# Three months after 'after' (brief, 4.3), and then as long again.
LATER_FROM = timedelta(days=90)
LATER_UNTIL = timedelta(days=180)
# The first module holds the measurement before, so it may be finished.
BEFORE_UNTIL = 1


@dataclass(frozen=True)
class Facts:
    """What the rules need of somebody: when each moment was done, and how far she is.

    `group_starts` is the first day of the group she is in, None on her own; `tested` has the moments
    at which she did the situations.
    """

    done: Mapping[Moment, datetime]
    is_enrolled: bool
    has_begun: bool
    modules_done: int
    group_starts: date | None = None
    tested: Container[Moment] = ()


def open_moments(facts: Facts, now: datetime) -> list[Moment]:
    """The moments that may be filled in now, in order; one that was done never opens again."""
    rules = {
        Moment.EARLY: _early,
        Moment.BEFORE: _before,
        Moment.AFTER: _after,
        Moment.THEN: _then,
        Moment.LATER: _later,
    }
    return [
        moment
        for moment, is_open in rules.items()
        if moment not in facts.done and is_open(facts, now)
    ]


def open_tests(facts: Facts, now: datetime) -> list[Moment]:
    """The moments whose situations may be done now, in order: after the statements of that moment,
    and as long as it lasts; one that was done never opens again.
    """
    rules = {
        Moment.EARLY: _early,
        Moment.BEFORE: _before,
        Moment.AFTER: _then,
        Moment.LATER: _later,
    }
    return [
        moment
        for moment, is_open in rules.items()
        if moment in facts.done and moment not in facts.tested and is_open(facts, now)
    ]


def _early(facts: Facts, now: datetime) -> bool:
    waits = facts.group_starts and facts.group_starts - now.date() >= LONG_WAIT
    return (
        facts.is_enrolled
        and bool(waits)
        and not facts.has_begun
        and Moment.BEFORE not in facts.done
    )


def _before(facts: Facts, now: datetime) -> bool:
    return (
        facts.is_enrolled
        and facts.modules_done <= BEFORE_UNTIL
        and Moment.AFTER not in facts.done
    )


def _after(facts: Facts, now: datetime) -> bool:
    """Not before anything was learned: the first module is about this site alone."""
    return facts.is_enrolled and facts.modules_done > BEFORE_UNTIL


def _then(facts: Facts, now: datetime) -> bool:
    return _within(facts, now, timedelta(0), LOOK_BACK)


def _later(facts: Facts, now: datetime) -> bool:
    """Also for who has left her path by then: that is who one wants to hear."""
    return _within(facts, now, LATER_FROM, LATER_UNTIL)


def _within(facts: Facts, now: datetime, start: timedelta, end: timedelta) -> bool:
    after = facts.done.get(Moment.AFTER)
    return after is not None and start <= now - after < end
