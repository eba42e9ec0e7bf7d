import pytest

from tests.factories.cast import Cast, make_cast
from tests.factories.paths import make_path, published


@pytest.fixture
def cast(db) -> Cast:
    with published(path := make_path()):
        yield make_cast(path_key=path.key)
