import pytest

from tests.factories.cast import Cast, make_cast
from tests.factories.paths import make_path, published


@pytest.fixture
def path():
    """The one published path; the cast's cohort walks it."""
    with published(found := make_path()):
        yield found


@pytest.fixture
def cast(db, path) -> Cast:
    return make_cast(path_key=path.key)
