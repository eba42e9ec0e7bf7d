"""What a call leaves behind of its credential: when it was used, and how often in this minute."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from elearning.core import clock
from elearning.core.counting import count_in_steps
from elearning.xapi.exceptions import TooMany
from elearning.xapi.models import Credential

NOTED_EVERY = timedelta(minutes=1)
MINUTE = 60
# A process tells the others of its calls in hundredths of the limit: asking the cache at each was a
# fifth of the web's time for a statement. So a limit of a hundred or less is exact, and beyond that
# every other process may let through one hundredth more.
STEPS = 100


def use(credential: Credential) -> None:
    """Count a call and note when it was. Raises TooMany beyond what the credential may a minute.

    Without the cache nothing is counted: a store that is open too far is better than one that is
    closed, and the key and secret were right.
    """
    _count(credential)
    now = clock.now()
    last = credential.last_used_at
    if last is None or now - last >= NOTED_EVERY:
        mine = Credential.objects.filter(pk=credential.pk, revoked_at=None)
        mine.filter(
            Q(last_used_at=None) | Q(last_used_at__lte=now - NOTED_EVERY)
        ).update(last_used_at=now)


def _count(credential: Credential) -> None:
    most = credential.calls_per_minute
    most = settings.XAPI_CALLS_PER_MINUTE if most is None else most
    if not most:
        return
    minute, second = divmod(int(clock.now().timestamp()), MINUTE)
    calls = count_in_steps(
        f"xapi calls {credential.pk} {minute}",
        seconds=2 * MINUTE,
        step=max(1, most // STEPS),
    )
    if calls is not None and calls > most:
        raise TooMany(most, wait=MINUTE - second)
