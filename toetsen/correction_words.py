"""What an author may read of a correction: group figures by the rules of every group.

Product rule 4: a number stands only when it and what is left of its group are each nobody or ten
people or more, and not everybody; rounded to five. Pure.
"""

from django.utils.translation import gettext as _

THRESHOLD, STEP = 10, 5


def people(count: int, of: int) -> str:
    """How many of `of` people, in words: nobody, about so many, or that it cannot be said."""
    if count == 0:
        return _("nobody")
    if count < THRESHOLD or of - count < THRESHOLD:
        return _("too few people to say, or nearly everybody")
    return _("about %(count)d people") % {"count": STEP * round(count / STEP)}


def group(count: int) -> str:
    """The size of the whole group."""
    if count == 0:
        return _("nobody")
    if count < THRESHOLD:
        return _("fewer than %(count)d people") % {"count": THRESHOLD}
    return _("about %(count)d people") % {"count": STEP * round(count / STEP)}
