"""Refreshers: short new situations 1, 3 and 6 months after a module was completed (rule 10)."""

import calendar
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from elearning.accounts.models import User
from elearning.core import clock
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Progress
from elearning.enrolment.queries import enrolments_of
from modules.models import LessonPage
from modules.queries.concept import lacks_sign_off
from modules.queries.learning import path_keys_with
from modules.queries.remembered import remembered
from modules.queries.structure import address, module_of, parent_path

YEAR = 12


@dataclass(frozen=True, slots=True)
class Refresher:
    """A published refresher. `title` is neutral where the subject is sensitive (rule 5)."""

    key: uuid.UUID
    title: str
    url: str
    minutes: int
    months: int
    module_key: uuid.UUID
    module_path: str
    live_revision_id: int | None


@dataclass(frozen=True, slots=True)
class Offered:
    """A refresher for one person, and from which day."""

    refresher: Refresher
    due_on: date
    is_done: bool

    @property
    def is_due(self) -> bool:
        return not self.is_done and self.due_on <= clock.today()

    @property
    def is_later(self) -> bool:
        return not self.is_done and self.due_on > clock.today()


@remembered(entries=1)
def published_refreshers() -> tuple[Refresher, ...]:
    """All of them, in the order of their modules and moments; each once, in the site's language."""
    pages = (
        LessonPage.objects.live()
        .exclude(refresher_after=None)
        .filter(alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
    )
    found = [(page, module_of(page)) for page in pages.order_by("path").defer("body")]
    return tuple(
        Refresher(
            key=page.key,
            title=page.neutral_title
            if page.sensitive or module.sensitive
            else page.title,
            url=address(page.url_path),
            minutes=page.minutes,
            months=page.refresher_after,
            module_key=module.key,
            module_path=parent_path(page.path),
            live_revision_id=page.live_revision_id,
        )
        for page, module in found
        if module.live
    )


def offered_refreshers(user: User, path_keys: Iterable[uuid.UUID]) -> list[Offered]:
    """The refreshers of modules that `user` completed in those paths, soonest first.

    Concept content only in the demo (product rule 13). One query, beside what is remembered.
    """
    mine = frozenset(path_keys)
    possible = [
        one
        for one in published_refreshers()
        if mine.intersection(path_keys_with(one.module_path)) and _may_be_read(one)
    ]
    if not possible:
        return []
    rows = Progress.objects.filter(
        user=user,
        kind__in=(ItemKind.MODULE, ItemKind.REFRESHER),
        state=ProgressState.DONE,
    )
    done = {key: moment for key, moment in rows.values_list("key", "done_at") if moment}
    offered = [
        Offered(
            one,
            months_after(timezone.localdate(done[one.module_key]), one.months),
            one.key in done,
        )
        for one in possible
        if one.module_key in done
    ]
    return sorted(offered, key=lambda one: one.due_on)


def refreshers_of(user: User) -> list[Offered]:
    """What is offered to `user` in all her paths together, soonest first. Two queries."""
    keys = enrolments_of(user).values_list("path_key", flat=True)
    return offered_refreshers(user, keys)


def count_due(user: User) -> int:
    """How many wait now, for the neutral reminder. Two queries."""
    return sum(one.is_due for one in refreshers_of(user))


def _may_be_read(refresher: Refresher) -> bool:
    return settings.DEMO_MODE or not lacks_sign_off(refresher.live_revision_id)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later; the last day where there is none."""
    years, month = divmod(day.month - 1 + months, YEAR)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
