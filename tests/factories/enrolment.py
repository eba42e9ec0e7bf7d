"""Cohorts, codes, enrolments and progress for tests."""

import uuid
from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from elearning.core import clock
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Cohort, Enrolment, JoinCode, Progress
from tests.factories.accounts import OrganisationFactory, UserFactory


class CohortFactory(DjangoModelFactory):
    """A demo cohort that began a week ago; `lecturers=[user, …]` teach it."""

    class Meta:
        model = Cohort
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    path_key = factory.LazyFunction(uuid.uuid4)
    name = factory.Sequence(lambda n: f"Klas {n}")
    starts_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=7))
    ends_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=90))
    is_demo = True

    @factory.post_generation
    def lecturers(self, create, extracted, **kwargs):
        if create and extracted:
            self.lecturers.set(extracted)


class JoinCodeFactory(DjangoModelFactory):
    class Meta:
        model = JoinCode

    class Params:
        expired = factory.Trait(
            expires_on=factory.LazyFunction(lambda: clock.today() - timedelta(days=1))
        )
        revoked = factory.Trait(revoked_at=factory.LazyFunction(clock.now))

    # The letters and digits of real codes; unique within a test run.
    code = factory.Sequence(
        lambda n: f"BCDF{n + 22222222:08d}".translate(str.maketrans("01", "XZ"))
    )
    cohort = factory.SubFactory(CohortFactory)
    expires_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=14))
    made_by = factory.SubFactory(UserFactory)


class EnrolmentFactory(DjangoModelFactory):
    """Alone, without an organisation; the trait `in_cohort` puts it in one, with its organisation."""

    class Meta:
        model = Enrolment

    class Params:
        in_cohort = factory.Trait(
            cohort=factory.SubFactory(CohortFactory),
            path_key=factory.SelfAttribute("cohort.path_key"),
            organisation=factory.SelfAttribute("cohort.organisation"),
        )

    user = factory.SubFactory(UserFactory)
    path_key = factory.LazyFunction(uuid.uuid4)
    cohort = None
    organisation = None


class ProgressFactory(DjangoModelFactory):
    class Meta:
        model = Progress

    class Params:
        done = factory.Trait(
            state=ProgressState.DONE, done_at=factory.LazyFunction(clock.now)
        )

    enrolment = factory.SubFactory(EnrolmentFactory)
    user = factory.SelfAttribute("enrolment.user")
    key = factory.LazyFunction(uuid.uuid4)
    kind = ItemKind.LESSON
