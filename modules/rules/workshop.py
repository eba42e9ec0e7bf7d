"""Who may work on the draft of a case."""

from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core.exceptions import NotAllowed
from modules.models import CasePage


def may_see_draft(user: User, page: CasePage) -> bool:
    """Its authors, and a reviewer while it is hers to read: as Wagtail's editor."""
    return bool(page.permissions_for_user(user).can_edit())


def may_change_draft(user: User, page: CasePage) -> bool:
    """As in the editor: not a page that is locked for this person, nor an alias of another."""
    rights = page.permissions_for_user(user)
    return bool(rights.can_edit() and not rights.page_locked() and not page.alias_of_id)


def may_copy(user: User, page: CasePage) -> bool:
    """Who may add a page beside it."""
    may_add = page.get_parent().permissions_for_user(user).can_add_subpage()
    return bool(may_see_draft(user, page) and may_add)


def check_may_change_draft(user: User, page: CasePage) -> None:
    if not may_change_draft(user, page):
        raise NotAllowed(
            _(
                "You cannot change this case now. It may be locked, or with somebody to read."
            )
        )


def check_may_copy(user: User, page: CasePage) -> None:
    if not may_copy(user, page):
        raise NotAllowed(_("You cannot add a case here."))
