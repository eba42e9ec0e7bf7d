"""What is kept of a request that was refused: enough to see why, and never so much that it hurts."""

import logging
from datetime import timedelta

from django.db import DatabaseError

from elearning.core import clock
from elearning.core.counting import count
from elearning.xapi.models import Credential, Refusal

logger = logging.getLogger(__name__)
KEPT = timedelta(days=30)
# However much is sent, the table grows no further than this, nor faster.
MOST = 20_000
A_MINUTE = 30
A_MINUTE_WITHOUT_KEY = 10
MINUTE = 60
NO_KEY = 401


def note_refusal(
    *,
    by: Credential | None,
    method: str,
    resource: str,
    status: int,
    reason: str,
    pointer: str = "",
) -> None:
    """Keep one line, unless there were many in this minute already; the oldest make room.

    Called when what was refused has been undone, so that nothing undoes this. The texts come
    without any word of the sender (resources.refusals). That it cannot be kept is no reason to
    answer anything else.
    """
    # What did not open counts with no key: else a wrong secret could crowd out what is right.
    if not _has_room(by if status != NO_KEY else None):
        return
    try:
        made = Refusal.objects.create(
            credential=by,
            method=method,
            resource=resource,
            status=status,
            reason=reason,
            pointer=pointer,
        )
        Refusal.objects.filter(pk__lte=made.pk - MOST).delete()
    except DatabaseError:
        logger.warning("A refusal could not be noted")


def forget_refusals() -> int:
    """Delete those of more than thirty days ago; gives how many. Twice is once."""
    deleted, _ = Refusal.objects.filter(at__lt=clock.now() - KEPT).delete()
    return deleted


def _has_room(by: Credential | None) -> bool:
    """Counted per key, so that a flood of one does not hide what another is told.

    Without the cache nothing is counted, and the table keeps its size all the same.
    """
    name = (
        f"xapi refusals {by.pk if by else 0} {int(clock.now().timestamp()) // MINUTE}"
    )
    noted = count(name, seconds=2 * MINUTE)
    return noted is None or noted <= (A_MINUTE if by else A_MINUTE_WITHOUT_KEY)
