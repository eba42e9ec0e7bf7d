"""People and organisations for tests. Every one is invented."""

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from elearning.accounts.enums import OrganisationKind, Role
from elearning.accounts.models import Membership, Organisation, Programme, Region, User

PASSWORD = "vier-kalme-woorden-42"


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"regio-{n}")
    name = factory.Sequence(lambda n: f"Regio {n}")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    class Params:
        municipality = factory.Trait(
            kind=OrganisationKind.MUNICIPALITY,
            region=factory.SubFactory(RegionFactory),
            name=factory.Sequence(lambda n: f"Gemeente {n}"),
        )
        volunteers = factory.Trait(kind=OrganisationKind.VOLUNTEERS)
        migrants = factory.Trait(kind=OrganisationKind.MIGRANTS)
        with_contacts = factory.Trait(
            attention_officer="Mevrouw Aandacht, kamer 2.14",
            confidential_adviser="De heer Vertrouwen, toestel 321",
        )

    name = factory.Sequence(lambda n: f"Organisatie {n}")
    kind = OrganisationKind.EDUCATION


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Social Work {n}")
    level = "hbo"


class UserFactory(DjangoModelFactory):
    """A person who can log in with `PASSWORD`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_staff=True, is_superuser=True)
        # Whose address is confirmed: needed to log in through the form.
        verified = factory.Trait(
            address=factory.RelatedFactory(
                "tests.factories.accounts.EmailAddressFactory",
                factory_related_name="user",
            )
        )

    email = factory.Sequence(lambda n: f"persoon-{n}@voorbeeld.example")
    full_name = factory.Sequence(lambda n: f"Persoon {n}")
    password = factory.django.Password(PASSWORD)


class EmailAddressFactory(DjangoModelFactory):
    class Meta:
        model = EmailAddress

    user = factory.SubFactory(UserFactory)
    email = factory.SelfAttribute("user.email")
    verified = True
    primary = True


class MembershipFactory(DjangoModelFactory):
    """A participant; the traits give the other roles."""

    class Meta:
        model = Membership

    class Params:
        lecturer = factory.Trait(role=Role.LECTURER)
        coordinator = factory.Trait(role=Role.COORDINATOR)
        facilitator = factory.Trait(role=Role.NETWORK_FACILITATOR)
        evaluator = factory.Trait(role=Role.EVALUATOR)

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.PARTICIPANT
