"""A file that is read and written again keeps its bytes."""

import pytest
import yaml

from modules.actions.curriculum.exporting.documents import (
    read_document,
    styled,
    text_of,
)
from tests.unit.modules.curriculum import FILE_NAMES, ROOT


@pytest.mark.parametrize("name", FILE_NAMES)
def test_every_file_of_the_curriculum_keeps_its_bytes(name):
    document = read_document(ROOT / name)

    assert text_of(document) == (ROOT / name).read_text(encoding="utf-8")


def test_a_text_that_became_longer_is_folded_and_says_the_same(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_text("# Uitleg.\na: Kort.\n\nb: 2\n", encoding="utf-8")
    document = read_document(file)
    long = "Een zin die niet op een regel past, met 'aanhalingstekens': en meer. " * 4

    document["a"] = styled(long.strip(), document["a"])
    text = text_of(document)

    assert yaml.safe_load(text) == {"a": long.strip(), "b": 2}
    assert text.startswith("# Uitleg.\na: >-\n  Een zin")
    assert max(map(len, text.splitlines())) <= 112


@pytest.mark.parametrize(
    "value",
    [
        "Een.\n\nTwee.",
        "a: b",
        "- x",
        "[F-27]",
        "'t Is",
        "ja\n",
        "",
        "12",
        "null",
        "  x",
    ],
)
def test_a_text_of_any_kind_comes_back(tmp_path, value):
    file = tmp_path / "x.yaml"
    file.write_text("a: >-\n  Iets.\nb: 2\n", encoding="utf-8")
    document = read_document(file)

    document["a"] = styled(value, document["a"])

    assert yaml.safe_load(text_of(document)) == {"a": value, "b": 2}


def test_a_year_stays_a_number(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_text("year: 2019\n", encoding="utf-8")
    document = read_document(file)

    document["year"] = styled("2021", document["year"])

    assert text_of(document) == "year: 2021\n"
