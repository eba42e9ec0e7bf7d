"""Who sees which group, and who a statement is about."""

import pytest

from elearning.accounts.models import IdentityLink
from elearning.core import clock
from elearning.core.exceptions import NotFound
from elearning.enrolment.queries import (
    cohort_for,
    cohorts_managed_by,
    cohorts_taught_by,
    members_of,
    speaker,
    speaker_of,
)
from elearning.xapi.statements import PLATFORM_TENANT
from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.enrolment import CohortFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


def test_cohorts_managed_by_lecturer_and_coordinator_of_the_organisation_only(cast):
    coordinator = MembershipFactory(organisation=cast.organisation, coordinator=True)
    of_carla = CohortFactory(
        organisation=cast.other_organisation, lecturers=[cast.carla]
    )

    seen = {
        "anna": list(cohorts_managed_by(cast.anna)),
        "coordinator": list(cohorts_managed_by(coordinator.user)),
        "carla": list(cohorts_managed_by(cast.carla)),
        "bram": list(cohorts_managed_by(cast.bram)),
    }

    assert seen == {
        "anna": [cast.cohort],
        "coordinator": [cast.cohort],
        "carla": [of_carla],
        "bram": [],
    }


def test_cohorts_taught_by_is_for_lecturers_now_and_not_for_coordinators(cast):
    coordinator = MembershipFactory(organisation=cast.organisation, coordinator=True)

    assert list(cohorts_taught_by(cast.anna)) == [cast.cohort]
    assert list(cohorts_taught_by(coordinator.user)) == []

    cast.anna.memberships.update(ended_at=clock.now())
    assert list(cohorts_taught_by(cast.anna)) == []


def test_cohort_for_another_is_not_found(cast):
    assert cohort_for(cast.anna, cast.cohort.uuid) == cast.cohort
    with pytest.raises(NotFound):
        cohort_for(cast.carla, cast.cohort.uuid)


def test_members_of_leaves_out_who_left(cast):
    EnrolmentFactory(in_cohort=True, cohort=cast.cohort, ended_at=clock.now())

    assert [row.user for row in members_of(cast.cohort)] == [cast.bram]


def test_speaker_knows_pseudonym_and_dimensions(cast):
    found = speaker(cast.enrolment)

    link = IdentityLink.objects.get(user=cast.bram, subject=cast.enrolment.uuid)
    assert (found.actor, found.registration) == (link.actor, link.registration)
    assert found.tenant == cast.organisation.uuid
    assert found.organisation_kind == "education"
    assert found.programme == cast.programme.uuid
    assert found.cohort == cast.cohort.uuid
    assert found.registration != cast.enrolment.uuid


def test_speaker_is_the_same_after_a_change_of_name(cast):
    before = speaker(cast.enrolment)

    cast.bram.full_name, cast.bram.email = "Bo Jansen", "bo@voorbeeld.example"
    cast.bram.save()

    assert speaker(cast.enrolment) == before


def test_speaker_of_has_one_actor_and_the_region_of_the_municipality(cast):
    municipality = OrganisationFactory(municipality=True)

    outside = speaker_of(cast.bram, municipality)

    assert outside.actor == speaker(cast.enrolment).actor
    assert outside.region == municipality.region.code


def test_speaker_alone_speaks_for_the_platform():
    assert speaker(EnrolmentFactory()).tenant == PLATFORM_TENANT
