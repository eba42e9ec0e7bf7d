import re
from pathlib import Path

import pytest

from themes.finders import BUNDLE, FrontEndFinder
from themes.used_classes import USED, only_used

PROJECT = Path(__file__).parents[3]
# A class as it stands in a template or in Python; a token (--utrecht-…) and a package (…-css) are none.
OF_OTHERS = re.compile(r"(?<![\w@/-])((?:utrecht|nl)-[a-z][\w-]*)(?!-?css)")


def _sources():
    for app in ("themes", "modules", "toetsen", "elearning"):
        yield from (PROJECT / app).rglob("templates/**/*.html")
        yield from (PROJECT / app).rglob("*.js")
        for file in (PROJECT / app).rglob("*.py"):
            if file.name not in ("finders.py", "used_classes.py"):
                yield file


def _named():
    return {name for file in _sources() for name in OF_OTHERS.findall(file.read_text())}


def test_every_class_that_pages_use_is_in_the_stylesheet():
    # `utrecht-alert--{{ kind }}` ends in a dash: its kinds must be stated.
    missing = {
        name
        for name in _named()
        if not (
            any(one.startswith(name) for one in USED)
            if name.endswith("-")
            else name in USED
        )
    }

    assert missing == set()


def test_no_class_is_stated_that_no_page_uses():
    named = _named()
    beginnings = tuple(name for name in named if name.endswith("--"))

    assert {one for one in USED - named if not one.startswith(beginnings)} == set()


def test_stylesheet_has_a_rule_for_what_is_used_and_none_for_the_rest():
    text = Path(FrontEndFinder().find(BUNDLE)).read_text()
    outside_not = re.sub(r":not\([^()]*\)", "", text)

    named = set(re.findall(r"\.((?:utrecht|nl)-[\w-]+)", outside_not))

    assert named <= USED
    assert len(text) < 150_000


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".nl-link{a:b}", ".nl-link{a:b}"),
        (".nl-link--other{a:b}.nl-link{c:d}", ".nl-link{c:d}"),
        (".nl-link--other:hover, .nl-link:hover{a:b}", " .nl-link:hover{a:b}"),
        (
            ".nl-link:not(.nl-link--other, .x){a:b}",
            ".nl-link:not(.nl-link--other, .x){a:b}",
        ),
        (":is(.nl-link--other, .nl-link){a:b}", ":is(.nl-link--other, .nl-link){a:b}"),
        ("@media print{.nl-link--other{a:b}.own{c:d}}", "@media print{.own{c:d}}"),
        (":root{--nl-link-color:red}", ":root{--nl-link-color:red}"),
    ],
)
def test_selectors_for_unused_classes_are_left_out(css, kept):
    assert only_used(css) == kept
