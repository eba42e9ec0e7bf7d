"""Who may see and do what with an attempt."""

from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core.exceptions import NotFound
from toetsen.models import Attempt, AttemptItem


def check_own_attempt(user: User, attempt: Attempt, position: int | None = None) -> AttemptItem | None:
    """Raise NotFound unless the attempt is the user's own; give the item at `position`, if asked.

    Somebody else's attempt is 'not found' and never 'forbidden': that it exists is theirs to know.
    """
    if attempt.user_id != user.pk:
        raise NotFound(_("This test does not exist, or it is not yours."))
    if position is None:
        return None
    item = attempt.items.select_related("version__question").filter(position=position).first()
    if item is None:
        raise NotFound(_("This test has no such question."))
    return item
