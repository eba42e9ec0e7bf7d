from pathlib import Path

import pytest
import yaml

from modules.cases.authoring import from_curriculum
from modules.cases.definition import Case

CURRICULUM = Path(__file__).parents[4] / "modules" / "curriculum" / "cases"


@pytest.fixture(scope="session")
def casus_a() -> Case:
    """The brief's case 3.1, as it is loaded into the CMS."""
    return from_curriculum(yaml.safe_load((CURRICULUM / "casus-a.yaml").read_text()))
