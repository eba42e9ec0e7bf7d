import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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


@pytest.fixture
def queries_of(client):
    """`queries_of(user, address)`: how many queries the page costs that person."""

    def count(user, address):
        client.force_login(user)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count
