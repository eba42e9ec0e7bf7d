import re
from pathlib import Path

from themes.finders import (
    BUNDLE,
    FILES,
    OWN_CSS,
    OWN_CSS_FOLDER,
    TOKENS,
    VENDOR_CSS,
    FrontEndFinder,
)


def test_files_of_others_are_there():
    assert FrontEndFinder().check() == []


def test_every_file_of_ours_is_in_the_bundle():
    files = {file.stem for file in OWN_CSS_FOLDER.glob("*.css")}

    assert files - set(OWN_CSS) == {"cms"}


def test_bundle_holds_all_parts_and_calls_nothing():
    text = Path(FrontEndFinder().find(BUNDLE)).read_text()

    assert ".utrecht-button {" in text
    assert "--color-next:" in text
    assert "sourceMappingURL" not in text
    called = set(re.findall(r"url\((?![\"']?data:)[^)]*", text))
    assert called == {f'url("../{font}"' for font in FILES if font.endswith(".woff2")}
    assert "@import" not in text


def test_bundle_is_made_again_when_a_part_changes(settings, tmp_path):
    settings.BUNDLE_ROOT = tmp_path / "bundle"
    settings.NODE_MODULES = tmp_path / "node_modules"
    part = settings.NODE_MODULES / VENDOR_CSS[1]
    part.parent.mkdir(parents=True)
    part.write_text(":root { --first: 1 }")
    finder = FrontEndFinder()
    before = Path(finder.find(BUNDLE)).read_text()

    part.write_text(":root { --second: 22 }")

    after = Path(finder.find(BUNDLE)).read_text()
    assert ("--first: 1" in before, "--second: 22" in before) == (True, False)
    assert ("--first: 1" in after, "--second: 22" in after) == (False, True)


TOKENS_OF_OTHERS = """
:root {
  --fixed: 12px;
  --made-of-fixed: var(--fixed);
  --changed: red;
  --made-of-changed: var(--changed);
  --unused: 1px;
}
"""
RULES = """
.a {
  /* why */
  top: var(--made-of-fixed);
  left: var(--made-of-fixed, 3px);
  color: var(--made-of-changed);
}
:root { --changed: blue }
"""


def test_bundle_works_out_what_is_fixed_and_leaves_what_we_change(settings, tmp_path):
    settings.BUNDLE_ROOT = tmp_path / "bundle"
    settings.NODE_MODULES = tmp_path / "node_modules"
    for place, text in (
        (TOKENS, TOKENS_OF_OTHERS),
        (
            VENDOR_CSS[1],
            RULES,
        ),
    ):
        file = settings.NODE_MODULES / place
        file.parent.mkdir(parents=True)
        file.write_text(text)

    bundle = Path(FrontEndFinder().find(BUNDLE)).read_text()

    _stamp, _, text = bundle.partition("\n")
    assert text.startswith(
        ":root {\n--made-of-fixed: 12px;\n--changed: red;\n}\n"
        ".a {\ntop: 12px;\nleft: var(--made-of-fixed, 3px);\ncolor: var(--changed);\n}\n"
        ":root { --changed: blue }\n"
    )


def test_missing_files_say_what_to_do(settings, tmp_path):
    settings.NODE_MODULES = tmp_path

    (warning,) = FrontEndFinder().check()

    assert warning.hint == "Run: npm ci --ignore-scripts"


def test_collectstatic_gets_every_file_under_its_address():
    found = {f"{storage.prefix}/{name}" for name, storage in FrontEndFinder().list([])}

    assert {"themes/site.css", "vendor/htmx.min.js"} < found
    assert len([name for name in found if name.startswith("vendor/fonts/")]) == 4
