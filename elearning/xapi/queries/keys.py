"""The key of a statement: when it was stored, in milliseconds, and a serial number behind it.

So the key is the order of storing, the cursor of `more` and what partitions are cut by, and
`since` and `until` are ranges of it.
"""

from datetime import UTC, datetime, timedelta

SERIAL_BITS = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
LAST_KEY = 2**63 - 1


def stored_moment(moment: datetime) -> datetime:
    """`moment` as precisely as statements keep it."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def base_of(moment: datetime) -> int:
    """The lowest key of a statement stored in the millisecond of `moment`."""
    return ((moment - EPOCH) // MILLISECOND) << SERIAL_BITS


def after(moment: datetime) -> int:
    """The lowest key stored after `moment`: statements are stored on whole milliseconds."""
    return base_of(moment) + (1 << SERIAL_BITS)
