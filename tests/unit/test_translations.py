"""Our catalogues and those of the libraries are one: a word means the same in all of them."""

import gettext
from collections import defaultdict
from pathlib import Path

import django
import wagtail.admin

PROJECT = Path(__file__).resolve().parents[2]
OURS = sorted(
    path
    for folder in ("elearning", "modules", "toetsen", "themes")
    for path in (PROJECT / folder).rglob("locale/nl/LC_MESSAGES/django.mo")
)
DJANGO = Path(django.__file__).parent / "conf/locale/nl/LC_MESSAGES/django.mo"
WAGTAIL = Path(wagtail.admin.__file__).parent / "locale/nl/LC_MESSAGES/django.mo"
# Said in our own words all over the CMS, and meaning the same there.
BETTER_SAID = {"Compare", "Save", "Show"}


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


def test_a_word_says_the_same_in_each_of_our_catalogues():
    """Which of them is read depends on the order of the apps: what differs needs a context."""
    said = defaultdict(dict)
    for path in OURS:
        for key, text in entries(path).items():
            said[key][str(path.relative_to(PROJECT))] = text

    assert {k: by for k, by in said.items() if len(set(by.values())) > 1} == {}


def test_no_word_of_ours_changes_what_the_cms_says():
    """The empty option "Choose" of a form once headed every window of the CMS."""
    theirs = entries(WAGTAIL)

    changed = {
        f"{path.relative_to(PROJECT)}: {key}": (text, theirs[key])
        for path in OURS
        for key, text in entries(path).items()
        if key in theirs
        and key not in BETTER_SAID
        and theirs[key].lower() != text.lower()
    }

    assert changed == {}
