"""The demo people, with a class that has begun: one person of each role, ready to look around."""

from datetime import timedelta

from django.core.management import call_command

from elearning.accounts.actions import demo
from elearning.accounts.models import Organisation, User
from elearning.core import clock
from elearning.enrolment.actions import join_with_code, make_cohort, make_join_code
from elearning.enrolment.models import Cohort
from modules.models import PathPage

ROLES = ("student", "docent", "coordinator", "netwerk", "professional", "evaluator")


def person(box: str) -> User:
    """The demo person with this mailbox name, such as `docent`."""
    return User.objects.get(email=f"{box}@{demo.DOMAIN}")


def make_class(*, path_code: str = "ll-a", name: str = "SW-1A") -> Cohort:
    """A class of the demo's hbo, taught by its lecturer, that began yesterday."""
    organisation = Organisation.objects.get(name=demo.HBO)
    lecturer = person("docent")
    return make_cohort(
        by=lecturer,
        organisation=organisation,
        programme=organisation.programmes.get(),
        path_key=PathPage.objects.get(code=path_code).key,
        name=name,
        starts_on=clock.today() - timedelta(days=1),
        ends_on=clock.today() + timedelta(days=120),
        lecturers=[lecturer],
    )


def make_demo_class() -> list[User]:
    """One demo person of each of ROLES; the student is in a class. Needs the curriculum."""
    call_command("make_demo_people", verbosity=0)
    cohort = make_class()
    code = make_join_code(
        by=person("docent"),
        cohort=cohort,
        expires_on=clock.today() + timedelta(days=14),
    )
    join_with_code(by=person("student"), code=code.code)
    return [person(role) for role in ROLES]
