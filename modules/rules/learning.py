"""Who may learn from a page, and whether the page may be learned from yet (product rule 13)."""

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from elearning.accounts.enums import Role
from elearning.accounts.models import User
from elearning.accounts.rules import has_role
from elearning.core.exceptions import NotAllowed, NotFound
from modules.queries import enrolments_for, lacks_sign_off


def may_learn(user: User, page: Page) -> bool:
    """Whether `user` is enrolled in a path that holds the module of `page`."""
    return user.is_authenticated and enrolments_for(user, page).exists()


def check_may_learn(user: User, page: Page) -> None:
    """Raise NotAllowed unless `may_learn`."""
    if not may_learn(user, page):
        raise not_on_a_path()


def not_on_a_path() -> NotAllowed:
    return NotAllowed(
        _("You are not on a learning path with this module. Join one first.")
    )


def may_read(user: User) -> bool:
    """Whether `user` may read any lesson without learning it: who teaches, and who writes."""
    if not user.is_authenticated:
        return False
    if has_role(user, Role.LECTURER, Role.PRACTICE_SUPERVISOR):
        return True
    return user.has_perm("wagtailadmin.access_admin")


def is_concept(page: Page) -> bool:
    """Whether the published `page` lacks a complete, real sign-off. One query.

    A page that is used in another module is signed where it is written; two queries then.
    """
    source = page.alias_of if page.alias_of_id else page
    return lacks_sign_off(source.live_revision_id)


def may_play(page: Page) -> bool:
    """Whether learners may see `page`: signed off, or concept where the demo is on (rule 13)."""
    return settings.DEMO_MODE or not is_concept(page)


def check_may_play(page: Page) -> None:
    """Raise NotFound unless `may_play`."""
    if not may_play(page):
        raise NotFound(
            _(
                "This part is not available yet. Experts and readers are still reading it."
            )
        )
