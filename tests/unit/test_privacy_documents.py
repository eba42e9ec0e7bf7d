"""What the privacy documents must not forget: every table that could hold something of a person."""

from pathlib import Path

import pytest
from django.apps import apps

PRIVACY = Path(__file__).resolve().parents[2] / "docs" / "privacy"
OURS = ("elearning.", "modules", "toetsen", "themes")
TABLES = sorted(
    model._meta.label
    for model in apps.get_models()
    if model.__module__.startswith(OURS)
)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_its_term(table):
    assert f"`{table}`" in (PRIVACY / "retention.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", ["register.md", "retention.md", "dpia.md"])
def test_readme_leads_to_every_document(document):
    assert f"]({document})" in (PRIVACY / "README.md").read_text(encoding="utf-8")
