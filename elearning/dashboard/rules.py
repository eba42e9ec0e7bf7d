"""Who sees which screen: least privilege, and what one may not see does not exist (404)."""

import uuid

from django.utils.translation import gettext as _

from elearning.accounts.enums import Role
from elearning.accounts.models import Organisation, User
from elearning.accounts.rules import has_role
from elearning.core.exceptions import NotFound
from elearning.dashboard.queries.cohort import open_tests_of
from elearning.enrolment.models import Cohort
from elearning.enrolment.queries import cohorts_taught_by
from elearning.network.queries import organisations_led_by
from toetsen.measurement.study import Study, newest, studies
from toetsen.models import Assessment

# Who has anything on the dashboard.
WITH_SCREENS = frozenset(
    {Role.LECTURER, Role.COORDINATOR, Role.NETWORK_FACILITATOR, Role.EVALUATOR}
)


def has_screens(user: User) -> bool:
    """Whether there is anything on the dashboard for this person."""
    return has_role(user, *WITH_SCREENS)


def studies_of(user: User) -> list[Study]:
    """The newest version of every study, for an evaluator; none for anybody else."""
    if not has_role(user, Role.EVALUATOR):
        return []
    return [newest(code) for code in dict.fromkeys(s.code for s in studies())]


def open_study(user: User, code: str) -> Study:
    """The study, when the person evaluates; NotFound otherwise."""
    for study in studies_of(user):
        if study.code == code:
            return study
    raise NotFound(_("There is nothing here, or it is not for you."))


def taught_cohort(user: User, cohort: uuid.UUID) -> Cohort:
    """The cohort, when the person teaches it now; NotFound otherwise."""
    found = cohorts_taught_by(user).filter(uuid=cohort).first()
    if found is None:
        raise NotFound(_("We cannot find that group, or it is not one of yours."))
    return found


def open_test(user: User, cohort: uuid.UUID, code: str) -> tuple[Cohort, Assessment]:
    """A cohort the person teaches now and a test of it that is not sensitive; NotFound otherwise."""
    own = taught_cohort(user, cohort)
    for test in open_tests_of(own):
        if test.code == code:
            return own, test
    raise NotFound(_("We cannot find that test, or it is not one of this group."))


def led_organisation(user: User, organisation: uuid.UUID) -> Organisation:
    """The organisation, when the person coordinates it or its network now; NotFound otherwise."""
    led = organisations_led_by(user).select_related("region")
    found = led.filter(uuid=organisation).first()
    if found is None:
        raise NotFound(_("There is nothing here, or it is not for you."))
    return found


def check_has_screens(user: User) -> None:
    """Raise NotFound unless `has_screens`."""
    if not has_screens(user):
        raise NotFound(_("There is nothing here, or it is not for you."))
