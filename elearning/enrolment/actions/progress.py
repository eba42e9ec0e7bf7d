"""How far a person is, item by item. Statements about it are recorded above, in `modules`."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import NotFound
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Enrolment, Progress


@transaction.atomic
def touch_item(
    *, by: User, enrolment: Enrolment, key: uuid.UUID, kind: ItemKind, place: str = ""
) -> Progress:
    """`by` is at `place` (the key of a block, or '' to leave it) in an item; begun when new.

    An item that is done stays done. Raises NotFound when the enrolment is somebody else's.
    """
    _check_own(by, enrolment)
    progress, made = Progress.objects.get_or_create(
        user=by,
        key=key,
        defaults={
            "enrolment": enrolment,
            "kind": kind,
            "place": place,
            "started_at": clock.now(),
            "touched_at": clock.now(),
        },
    )
    if made:
        return progress
    progress.touched_at = clock.now()
    progress.place = place or progress.place
    # Only these two columns: a tab that finishes the item at the same time is not undone.
    progress.save(update_fields=["touched_at", "place"])
    return progress


@transaction.atomic
def finish_item(
    *,
    by: User,
    enrolment: Enrolment,
    key: uuid.UUID,
    kind: ItemKind,
    version: str = "",
    exempt: bool = False,
) -> tuple[Progress, bool]:
    """The item is done in content version `version`; the bool says whether it was not before.

    Finishing again stores the newer version and keeps the first moment. The row is locked, so of
    two tabs only one is first. `exempt`: it is done because a test showed that it is known; who
    then does it all the same is newly done. Raises NotFound when the enrolment is somebody else's.
    """
    _check_own(by, enrolment)
    now = clock.now()
    progress, made = Progress.objects.select_for_update().get_or_create(
        user=by,
        key=key,
        defaults={
            "enrolment": enrolment,
            "kind": kind,
            "state": ProgressState.DONE,
            "version": version,
            "started_at": now,
            "touched_at": now,
            "done_at": now,
            "exempt": exempt,
        },
    )
    if made:
        return progress, True
    if progress.enrolment_id == enrolment.pk:
        progress.enrolment = enrolment
    was_exempt = progress.exempt and not exempt
    newly_done = progress.state != ProgressState.DONE or was_exempt
    if newly_done:
        progress.state = ProgressState.DONE
        progress.done_at = now
        progress.exempt = exempt
    progress.version = version
    progress.touched_at = now
    progress.save(update_fields=["state", "done_at", "version", "touched_at", "exempt"])
    return progress, newly_done


def _check_own(by: User, enrolment: Enrolment) -> None:
    if enrolment.user_id != by.pk:
        raise NotFound(_("We cannot find that group, or it is not one of yours."))


@transaction.atomic
def move_places(*, key: uuid.UUID, moves: Mapping[str, str]) -> int:
    """Bring everybody who was at a place in an item to another in it ("" is its top); how many.

    Nobody did something, so when each was there last stays as it is.
    """
    rows = Progress.objects.filter(key=key)
    return sum(
        rows.filter(place=old).update(place=new) for old, new in sorted(moves.items())
    )
