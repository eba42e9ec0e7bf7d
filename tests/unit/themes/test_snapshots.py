"""One snapshot of HTML per component: a change of markup is seen, and meant.

To write them again: `python -m tests.unit.themes.test_snapshots` with the environment of the tests.
"""

from pathlib import Path

import pytest
from django.utils.translation import override

from themes.gallery import example
from themes.registry import all_components, get

SNAPSHOTS = Path(__file__).parent / "snapshots"
NAMES = [component.name for component in all_components()]


def rendered(name: str) -> str:
    """The example with English words: the translation is not what is looked at here."""
    with override(None):
        lines = (line.strip() for line in str(example(get(name)).html).splitlines())
        return "\n".join(line for line in lines if line) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_component_renders_as_before(name: str):
    assert rendered(name) == (SNAPSHOTS / f"{name}.html").read_text()


@pytest.mark.parametrize("name", NAMES)
def test_component_keeps_to_the_policy(name: str):
    html = rendered(name)

    for forbidden in (" style=", "<style", "<script", " onclick=", "javascript:"):
        assert forbidden not in html


def test_every_snapshot_is_of_a_component():
    assert sorted(path.stem for path in SNAPSHOTS.glob("*.html")) == NAMES


def test_readme_names_every_component():
    readme = (Path(__file__).parents[3] / "themes" / "README.md").read_text()

    assert [name for name in NAMES if f"`{name}`" not in readme] == []


if __name__ == "__main__":
    for name in NAMES:
        (SNAPSHOTS / f"{name}.html").write_text(rendered(name))
