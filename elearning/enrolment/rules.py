"""Who may do what with cohorts, and which path a cohort may be given."""

import uuid

from django.conf import settings
from django.utils.translation import gettext as _

from elearning.accounts.enums import Role
from elearning.accounts.models import Organisation, User
from elearning.accounts.rules import has_role
from elearning.core.exceptions import InvalidRequest, NotAllowed
from elearning.enrolment.models import Cohort
from elearning.enrolment.paths import PathInfo, path_by_key
from elearning.enrolment.queries import cohorts_managed_by, cohorts_taught_by


def teaches(user: User, cohort: Cohort) -> bool:
    """Whether the person is a lecturer of this cohort now: the one who sees names (rule 4)."""
    return cohorts_taught_by(user).filter(pk=cohort.pk).exists()


def check_teaches(user: User, cohort: Cohort) -> None:
    """Raise NotAllowed unless `teaches`."""
    if not teaches(user, cohort):
        raise NotAllowed(_("Only a lecturer of this group can see or do this."))


def manages(user: User, cohort: Cohort) -> bool:
    """Whether the person teaches the cohort or coordinates its organisation."""
    return cohorts_managed_by(user).filter(pk=cohort.pk).exists()


def check_manages(user: User, cohort: Cohort) -> None:
    """Raise NotAllowed unless `manages`."""
    if not manages(user, cohort):
        raise NotAllowed(_("You can only do this for your own groups."))


# Who may make a group, in the organisation of the role.
GROUP_MAKERS = frozenset({Role.LECTURER, Role.COORDINATOR})


def may_make_cohorts(user: User, organisation: Organisation | None = None) -> bool:
    """Whether the person lectures or coordinates in `organisation`, or anywhere when None."""
    return has_role(user, *GROUP_MAKERS, organisation=organisation)


def check_may_make_cohorts(
    user: User, organisation: Organisation | None = None
) -> None:
    """Raise NotAllowed unless `may_make_cohorts`."""
    if not may_make_cohorts(user, organisation):
        raise NotAllowed(
            _("Only lecturers and coordinators of the organisation can make a group.")
        )


def may_be_concept(organisation: Organisation | None) -> bool:
    """Whether content that is not signed off may be given here: never outside a demo (rule 13)."""
    if not settings.DEMO_MODE:
        return False
    return organisation is None or organisation.is_demo


def check_path(path_key: uuid.UUID, organisation: Organisation | None) -> PathInfo:
    """The path, when it may be given to people of `organisation`.

    Raises InvalidRequest for a path that does not exist or is not published, NotAllowed for
    concept content outside a demo (product rule 13).
    """
    path = path_by_key(path_key)
    if path is None:
        raise InvalidRequest(_("That learning path does not exist (any more)."))
    if path.is_concept and not may_be_concept(organisation):
        raise NotAllowed(
            _(
                "This learning path is still a concept: experts and readers have not signed "
                "it off. It cannot be given to a group yet."
            )
        )
    return path


def check_open_path(path_key: uuid.UUID, organisation: Organisation | None) -> PathInfo:
    """As `check_path`, and NotAllowed when the path cannot be taken without a class."""
    path = check_path(path_key, organisation)
    if not path.open_to_all:
        raise NotAllowed(_("You need a code from your lecturer for this path."))
    return path
