"""People of the CMS, by what they do there."""

from django.contrib.auth.models import Group
from django.test import Client

from elearning.accounts.enums import EditorialRole
from elearning.accounts.models import User
from modules.actions.editorial import set_up_editorial
from tests.factories.accounts import UserFactory


def make_editor(role: EditorialRole = EditorialRole.AUTHOR) -> User:
    """Somebody with `role` in the CMS; the groups and the review are made when not there."""
    set_up_editorial()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
