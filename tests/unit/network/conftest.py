import pytest

from tests.factories.network_cast import NetworkCast, make_network_cast


@pytest.fixture
def cast(db) -> NetworkCast:
    return make_network_cast()
