"""How a lesson, case or test becomes begun and done, and what follows from that."""

import uuid
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.accounts.queries import lock_person
from elearning.core import clock
from elearning.core.exceptions import NotAllowed
from elearning.enrolment.actions import finish_enrolment, finish_item, touch_item
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Enrolment, Progress
from elearning.enrolment.queries import speaker
from elearning.xapi.actions import record_all
from elearning.xapi.statements import (
    CaseCompleted,
    Event,
    LessonCompleted,
    ModuleCompleted,
    ModuleWaived,
    PathSatisfied,
    Speaker,
)
from modules.models import AssessmentPage, CasePage, LessonPage, ModulePage
from modules.queries import (
    enrolments_for,
    item_activity,
    items_of,
    module_activity,
    module_of,
    path_activity,
    path_page,
)
from modules.queries.structure import KINDS, required_keys
from modules.rules import check_may_exempt

# Who a statement is about, asked once an enrolment.
Who = Callable[[Enrolment], Speaker]

EVENTS = {LessonPage: LessonCompleted, CasePage: CaseCompleted}


@transaction.atomic
def touch_page(*, by: User, page: Page, place: str = "") -> Progress:
    """Note that `by` is in `page`, a lesson, case or test, at the block `place`.

    Begins it when it was not begun; what is done stays done. Raises NotAllowed when `by` is on no
    path that holds the page.
    """
    enrolment = _enrolments(by, page)[0]
    return touch_item(
        by=by, enrolment=enrolment, key=page.key, kind=KINDS[type(page)], place=place
    )


@transaction.atomic
def finish_refresher(*, by: User, page: LessonPage) -> None:
    """`by` did a refresher: it is not offered again.

    Counts for nothing and leaves no statement: only that it was done, never what was answered.
    Raises NotAllowed as `finish_page`.
    """
    enrolment = _enrolments(by, page)[0]
    finish_item(by=by, enrolment=enrolment, key=page.key, kind=ItemKind.REFRESHER)


@transaction.atomic
def finish_page(*, by: User, page: Page, version: str = "") -> bool:
    """The one way in which a lesson, case or test becomes done.

    In one transaction: the progress at content `version`, the statement of a lesson or case (a
    test has its own, made by toetsen), then the module when this was its last step, and each
    current path when this was its last required module. Gives whether it is newly done; a second
    call only notes the newer version and gives False. Raises NotAllowed when `by` is on no path that holds it.
    """
    # Two last steps finished at once must see each other, or neither finishes the module.
    lock_person(by)
    return finish_page_of_locked(by=by, page=page, version=version)


def finish_page_of_locked(*, by: User, page: Page, version: str = "") -> bool:
    """As `finish_page`, for an action whose transaction has locked the row of `by` already."""
    enrolments = _enrolments(by, page)
    progress, newly = finish_item(
        by=by,
        enrolment=enrolments[0],
        key=page.key,
        kind=KINDS[type(page)],
        version=version,
    )
    if not newly:
        return False
    module = module_of(page)
    who = cache(speaker)
    record_all(
        [
            *_item_event(page, module, progress.enrolment, who),
            *_finish_module(by, module, enrolments, who),
        ]
    )
    return True


@transaction.atomic
def exempt_from_module(*, by: User, page: AssessmentPage) -> bool:
    """`by` passed the test on `page`, which shows that she knows its module already.

    The module counts as done in each of her current paths that holds it; nothing in it is marked
    as done, and what is recorded is an exemption. Gives whether it is new. Raises NotAllowed for a
    module that everybody does, or when `by` is on no path that holds it.
    """
    lock_person(by)
    module = module_of(page)
    check_may_exempt(module)
    enrolments = _enrolments(by, page)
    known = Progress.objects.filter(user=by, key=module.key, state=ProgressState.DONE)
    if known.exists():
        return False
    progress, _newly = finish_item(
        by=by,
        enrolment=enrolments[0],
        key=module.key,
        kind=ItemKind.MODULE,
        exempt=True,
    )
    audit(by=by, action="exempt_from_module", subject=progress)
    who = cache(speaker)
    record_all(
        [
            _exemption(module, progress.enrolment, who),
            *chain.from_iterable(_finish_path(by, one, who) for one in enrolments),
        ]
    )
    return True


def _enrolments(by: User, page: Page) -> list[Enrolment]:
    found = list(enrolments_for(by, page))
    if not found:
        raise NotAllowed(
            _("You are not on a learning path with this module. Join one first.")
        )
    for enrolment in found:
        enrolment.user = by
    return found


def _exemption(module: ModulePage, enrolment: Enrolment, who: Who) -> Event:
    path = path_page(enrolment)
    return ModuleWaived(
        speaker=who(enrolment),
        object=module_activity(module),
        at=clock.now(),
        grouping=path_activity(path) if path else None,
        sensitive=module.sensitive,
    )


def _item_event(
    page: Page, module: ModulePage, enrolment: Enrolment, who: Who
) -> Iterator[Event]:
    event = EVENTS.get(type(page))
    if event is None:
        return
    path = path_page(enrolment)
    yield event(
        speaker=who(enrolment),
        object=item_activity(page, module),
        at=clock.now(),
        parent=module_activity(module),
        grouping=path_activity(path) if path else None,
        sensitive=page.sensitive or module.sensitive,
    )


def _finish_module(
    by: User, module: ModulePage, enrolments: list[Enrolment], who: Who
) -> Iterator[Event]:
    """What was finished with the last step of `module`, as it is written down."""
    keys = {step.key for step in items_of(module)}
    if not keys or not keys <= _done_keys(by, keys):
        return
    progress, newly = finish_item(
        by=by, enrolment=enrolments[0], key=module.key, kind=ItemKind.MODULE
    )
    if not newly:
        return
    path = path_page(progress.enrolment)
    yield ModuleCompleted(
        speaker=who(progress.enrolment),
        object=module_activity(module),
        at=clock.now(),
        grouping=path_activity(path) if path else None,
        sensitive=module.sensitive,
    )
    for enrolment in enrolments:
        yield from _finish_path(by, enrolment, who)


def _finish_path(by: User, enrolment: Enrolment, who: Who) -> Iterator[Event]:
    path = path_page(enrolment)
    if path is None:
        return
    # Modules that are still being written have no published steps and stay undone: a path
    # is finished when it is whole, not when we have written half of it.
    required = required_keys(path.pk)
    if not required or not required <= _done_keys(by, required):
        return
    if finish_enrolment(by=by, enrolment=enrolment):
        yield PathSatisfied(
            speaker=who(enrolment), object=path_activity(path), at=clock.now()
        )


def _done_keys(by: User, keys: AbstractSet[uuid.UUID]) -> set[uuid.UUID]:
    done = Progress.objects.filter(user=by, key__in=keys, state=ProgressState.DONE)
    return set(done.values_list("key", flat=True))
