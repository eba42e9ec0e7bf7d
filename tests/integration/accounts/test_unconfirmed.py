"""Accounts that nobody confirmed do not stay."""

from datetime import timedelta

import pytest

from elearning.accounts.models import User
from elearning.accounts.tasks import delete_unconfirmed_accounts
from elearning.core import clock
from tests.factories.accounts import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_only_old_unconfirmed_accounts_go():
    long_ago = clock.now() - timedelta(days=31)
    stale = UserFactory(date_joined=long_ago)
    fresh = UserFactory()
    for user in (stale, fresh):
        EmailAddressFactory(user=user, verified=False)
    confirmed = UserFactory(date_joined=long_ago, verified=True)
    from_the_cms = UserFactory(date_joined=long_ago)

    delete_unconfirmed_accounts()

    assert set(User.objects.all()) == {fresh, confirmed, from_the_cms}
