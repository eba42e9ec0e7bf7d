"""The cast of the network: Anna facilitates, Bram is a member, Carla leads for another place."""

from dataclasses import dataclass

from elearning.accounts.models import Organisation, User
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.network import NetworkMemberFactory


@dataclass
class NetworkCast:
    """`dirk` has an account and is not in the network; Carla coordinates elsewhere."""

    anna: User
    bram: User
    carla: User
    dirk: User
    organisation: Organisation
    other_organisation: Organisation


def make_network_cast() -> NetworkCast:
    """The cast, in the database."""
    organisation = OrganisationFactory(municipality=True, name="Gemeente Anna")
    other = OrganisationFactory(municipality=True, name="Gemeente Carla")
    anna = UserFactory(email="anna@voorbeeld.example", full_name="Anna de Wit")
    bram = UserFactory(email="bram@voorbeeld.example", full_name="Bram Jansen")
    carla = UserFactory(email="carla@voorbeeld.example", full_name="Carla Smit")
    dirk = UserFactory(email="dirk@voorbeeld.example", full_name="Dirk Bos")
    MembershipFactory(user=anna, organisation=organisation, facilitator=True)
    MembershipFactory(user=bram, organisation=organisation)
    MembershipFactory(user=carla, organisation=other, coordinator=True)
    for user in (anna, bram, carla):
        NetworkMemberFactory(user=user)
    return NetworkCast(
        anna=anna,
        bram=bram,
        carla=carla,
        dirk=dirk,
        organisation=organisation,
        other_organisation=other,
    )
