"""Front-end files of others, straight from `node_modules`: only those we use, never committed.

`themes/site.css` is one stylesheet made of NL Design System's files and our own, so that a phone
asks once and works little: what is fixed in them is worked out here (ADR 0061). It is made again
when one of them is newer.
"""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core import checks
from django.core.files.storage import FileSystemStorage

from themes.used_classes import only_used

FONTS = "@fontsource-variable/source-sans-3"
# The address below STATIC_URL, and the file in node_modules.
FILES = {
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
    **{
        f"vendor/fonts/source-sans-3-{name}.woff2": (
            f"{FONTS}/files/source-sans-3-{name}.woff2"
        )
        for name in (
            "latin-wght-normal",
            "latin-wght-italic",
            "latin-ext-wght-normal",
            "latin-ext-wght-italic",
        )
    },
}
UTRECHT = (
    "alert",
    "breadcrumb-nav",
    "button",
    "button-link",
    "checkbox",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-label",
    "radio-button",
    "select",
    "table",
    "textarea",
    "textbox",
)
CANDIDATES = ("data-badge", "link", "number-badge", "skip-link")
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/variables.css"
VENDOR_CSS = (
    TOKENS,
    *(f"@utrecht/{name}-css/dist/index.css" for name in UTRECHT),
    *(f"@nl-design-system-candidate/{name}-css/dist/{name}.css" for name in CANDIDATES),
)
OWN_CSS_FOLDER = Path(__file__).parent / "static" / "themes" / "css"
# The order of the cascade; each file is about the noun in its name.
OWN_CSS = (
    "fonts",
    "tokens",
    "elements",
    "layout",
    "header",
    "footer",
    "way_out",
    "buttons",
    "alerts",
    "badges",
    "forms",
    "choices",
    "questions",
    "practice",
    "cards",
    "steps",
    "facts",
    "help",
    "tables",
    "charts",
    "pages",
    "art",
    "forced_colors",
    "print",
)
BUNDLE = "themes/site.css"
_TOKEN = re.compile(r"^\s*(--[\w-]+):\s*(.*?);$", re.MULTILINE)
_GIVEN = re.compile(r"(--[\w-]+)\s*:")
_USE = re.compile(r"var\(\s*(--[\w-]+)")
_PLAIN_USE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Fonts are named from the folder of our own files; the bundle stands one higher.
_FOLDER_UP = ('url("../../', 'url("../')
_SPACE = re.compile(r"\s*\n\s*")


class FrontEndFinder(BaseFinder):
    """Finds the files above; whoever forgot `npm ci` is told so by `check`."""

    def check(self, **kwargs: object) -> list[checks.CheckMessage]:
        missing = [
            path
            for path in (*VENDOR_CSS, *FILES.values())
            if not (settings.NODE_MODULES / path).exists()
        ]
        if not missing:
            return []
        hint = "Run: npm ci --ignore-scripts"
        return [
            checks.Warning(f"Missing in node_modules: {', '.join(missing)}", hint=hint)
        ]

    def find(  # type: ignore[override]  # Django declares one signature per value of find_all
        self, path: str, find_all: bool = False
    ) -> str | list[str]:
        found = self._file(path)
        if find_all:
            return [str(found)] if found else []
        return str(found) if found else []

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterable[tuple[str, FileSystemStorage]]:
        for path in (*FILES, BUNDLE):
            if found := self._file(path):
                storage = FileSystemStorage(location=found.parent)
                storage.prefix = str(Path(path).parent)  # type: ignore[attr-defined]  # what collectstatic reads
                yield found.name, storage

    def _file(self, path: str) -> Path | None:
        if path == BUNDLE:
            return build_bundle()
        file = settings.NODE_MODULES / FILES[path] if path in FILES else None
        return file if file and file.exists() else None


def build_bundle() -> Path:
    """Write the stylesheet when a part of it has changed, and give its place."""
    bundle: Path = settings.BUNDLE_ROOT / BUNDLE
    parts = _parts()
    # Not by age: npm dates its files in 1985. And by how it is made.
    made_from = (*parts, Path(__file__), Path(__file__).with_name("used_classes.py"))
    state = repr(
        [(one.name, one.stat().st_size, one.stat().st_mtime_ns) for one in made_from]
    )
    stamp = f"/* {hashlib.sha256(state.encode()).hexdigest()} */\n"
    if not (bundle.exists() and bundle.read_text().startswith(stamp)):
        bundle.parent.mkdir(parents=True, exist_ok=True)
        text = _combined(parts)
        unfinished = bundle.with_suffix(f".{os.getpid()}")
        unfinished.write_text(stamp + text)
        unfinished.replace(bundle)  # two processes at once never serve half a file
    return bundle


def _combined(parts: list[Path]) -> str:
    """All parts in a row, without what only we read (comments and indents) and what nothing uses.

    Of the tokens of others those that something of ours changes, and what is made of them; any
    other stands where it is used. A page works out every token of `:root` several times.
    """
    tokens = settings.NODE_MODULES / TOKENS
    values = dict(_TOKEN.findall(tokens.read_text())) if tokens in parts else {}
    rest = "\n".join(part.read_text() for part in parts if part != tokens)
    rest = only_used(_COMMENT.sub("", rest)).replace(*_FOLDER_UP)
    changing = set(_GIVEN.findall(rest))
    rest = _written_out(rest, values, changing)
    wanted = _USE.findall(rest)
    used: dict[str, str] = {}
    while wanted:
        name = wanted.pop()
        if name in values and name not in used:
            used[name] = _written_out(values[name], values, changing)
            wanted += _USE.findall(used[name])
    lines = [f"{name}: {used[name]};" for name in values if name in used]
    return _SPACE.sub("\n", "\n".join([":root {", *lines, "}", rest]))


def _written_out(text: str, values: dict[str, str], changing: set[str]) -> str:
    """`text` with the value of each token that nothing changes in the place of its name."""

    def value(use: re.Match[str]) -> str:
        name = use[1]
        if name in changing or name not in values:
            return use[0]
        return _PLAIN_USE.sub(value, values[name])

    return _PLAIN_USE.sub(value, text)


def _parts() -> list[Path]:
    vendor = [settings.NODE_MODULES / path for path in VENDOR_CSS]
    own = [OWN_CSS_FOLDER / f"{name}.css" for name in OWN_CSS]
    return [part for part in (*vendor, *own) if part.exists()]
