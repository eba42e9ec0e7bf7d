"""Our catalogues and those of the libraries are one: a word means the same in all of them."""

import gettext
from pathlib import Path

import django

PROJECT = Path(__file__).resolve().parents[2]
OURS = sorted(
    path
    for folder in ("elearning", "modules", "toetsen", "themes")
    for path in (PROJECT / folder).rglob("locale/nl/LC_MESSAGES/django.mo")
)
DJANGO = Path(django.__file__).parent / "conf/locale/nl/LC_MESSAGES/django.mo"


def entries(catalogue: Path) -> dict[object, str]:
    with catalogue.open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog
    return {key: text for key, text in found.items() if key}


def test_no_word_of_ours_takes_the_place_of_one_of_django():
    """The verb "May" once made "Mag 2026" of the month."""
    assert len(OURS) > 5
    theirs = entries(DJANGO)

    changed = {
        f"{path.relative_to(PROJECT)}: {key}": text
        for path in OURS
        for key, text in entries(path).items()
        if key in theirs and theirs[key] != text
    }

    assert changed == {}
