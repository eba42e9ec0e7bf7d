"""The cast of the tests: Anna teaches, Bram learns, Carla is of another organisation.

Whatever Carla can see of Anna's class is a leak.
"""

from dataclasses import dataclass

from elearning.accounts.models import Organisation, Programme, User
from elearning.enrolment.models import Cohort, Enrolment
from tests.factories.accounts import (
    MembershipFactory,
    OrganisationFactory,
    ProgrammeFactory,
    UserFactory,
)
from tests.factories.enrolment import CohortFactory, EnrolmentFactory


@dataclass
class Cast:
    """`cohort` is Anna's, of `organisation`; Bram is enrolled in it; Carla lectures elsewhere."""

    anna: User
    bram: User
    carla: User
    organisation: Organisation
    other_organisation: Organisation
    programme: Programme
    cohort: Cohort
    enrolment: Enrolment


def make_cast(**cohort_fields: object) -> Cast:
    """The cast, in the database; `cohort_fields` go to the cohort (such as `path_key`)."""
    organisation = OrganisationFactory(name="Hogeschool Anna", with_contacts=True)
    other = OrganisationFactory(name="Hogeschool Carla")
    programme = ProgrammeFactory(organisation=organisation)
    anna = UserFactory(email="anna@voorbeeld.example", full_name="Anna de Wit")
    bram = UserFactory(email="bram@voorbeeld.example", full_name="Bram Jansen")
    carla = UserFactory(email="carla@voorbeeld.example", full_name="Carla Smit")
    MembershipFactory(user=anna, organisation=organisation, lecturer=True)
    MembershipFactory(user=bram, organisation=organisation)
    MembershipFactory(user=carla, organisation=other, lecturer=True)
    cohort = CohortFactory(
        organisation=organisation,
        programme=programme,
        lecturers=[anna],
        **cohort_fields,
    )
    enrolment = EnrolmentFactory(user=bram, in_cohort=True, cohort=cohort)
    return Cast(
        anna=anna,
        bram=bram,
        carla=carla,
        organisation=organisation,
        other_organisation=other,
        programme=programme,
        cohort=cohort,
        enrolment=enrolment,
    )
