import pytest

from tests.factories.network_cast import NetworkCast, make_network_cast


@pytest.fixture
def cast(db) -> NetworkCast:
    return make_network_cast()


@pytest.fixture
def as_user(client):
    """Log in as somebody and give the client."""

    def log_in(user):
        client.force_login(user)
        return client

    return log_in
