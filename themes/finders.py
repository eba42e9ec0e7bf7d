"""Front-end files of others, straight from `node_modules`: only those we use, never committed.

`themes/site.css` is one stylesheet made of NL Design System's files and our own, so that a phone
asks once. It is made again when one of them is newer.
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
_USE = re.compile(r"var\(\s*(--[\w-]+)")
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")


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
    # Not by age: npm dates its files in 1985.
    state = repr(
        [(part.name, part.stat().st_size, part.stat().st_mtime_ns) for part in parts]
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
    """All parts in a row; of the tokens only those that something uses, some 1,000 of 3,000."""
    tokens = settings.NODE_MODULES / TOKENS
    values = dict(_TOKEN.findall(tokens.read_text())) if tokens in parts else {}
    rest = [_SOURCE_MAP.sub("", part.read_text()) for part in parts if part != tokens]
    wanted = [name for text in rest for name in _USE.findall(text)]
    used: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in values and name not in used:
            used.add(name)
            wanted += _USE.findall(values[name])
    lines = [f"  {name}: {value};" for name, value in values.items() if name in used]
    return "\n".join([":root {", *lines, "}", *rest])


def _parts() -> list[Path]:
    vendor = [settings.NODE_MODULES / path for path in VENDOR_CSS]
    own = [OWN_CSS_FOLDER / f"{name}.css" for name in OWN_CSS]
    return [part for part in (*vendor, *own) if part.exists()]
