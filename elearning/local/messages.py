"""Translations: gathers what is to be translated, updates the catalogues, checks them, compiles them.

Runs in the virtual environment. Each app has its own Dutch catalogue, beside the code it belongs to:
`<app>/locale/nl/LC_MESSAGES/django.po`. There are no line numbers and no dates in it, so that a
change shows only what changed.
"""

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from elearning.local.installation import catalogues
from elearning.local.places import PROJECT

LOCALE = "nl"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(
    rf"\b(?P<name>(?:np|n|p)?gettext|_)\((?P<texts>{LITERAL}(?:,\s*{LITERAL})*)"
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
SKIPPED = {"migrations", "node_modules", "static"}


def apps() -> list[Path]:
    """The folders of our own Django apps."""
    found = (*PROJECT.glob("*/apps.py"), *PROJECT.glob("elearning/*/apps.py"))
    return sorted(file.parent for file in found)


def extracted(app: Path) -> Catalog:
    """Everything in the app that asks for a translation, as an empty catalogue in a fixed order."""
    catalog = Catalog(locale=LOCALE, domain="django", fuzzy=False)
    for file in sorted(app.rglob("*")):
        if SKIPPED & set(file.relative_to(app).parts):
            continue
        if file.suffix == ".py":
            found = _in_python(file)
        elif file.suffix in {".html", ".txt"} and "templates" in file.parts:
            found = _in_template(file)
        else:
            continue
        for message, context in found:
            catalog.add(message, context=context)
    return catalog


def _in_python(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    source = BytesIO(file.read_bytes())
    for _line, message, _comments, context in extract(
        "python", source, keywords=KEYWORDS
    ):
        yield message, context


def _in_template(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Django turns its tags into calls of gettext and blanks the rest; here the calls are read."""
    for call in CALL.finditer(
        templatize(file.read_text(encoding="utf-8"), origin=str(file))
    ):
        name = call["name"]
        texts = [ast.literal_eval(text) for text in re.findall(LITERAL, call["texts"])]
        context = texts.pop(0) if name in {"pgettext", "npgettext"} else None
        yield (tuple(texts) if name in {"ngettext", "npgettext"} else texts[0]), context


def catalogue_of(app: Path) -> Path:
    return app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def read(file: Path) -> Catalog:
    if not file.exists():
        return Catalog(locale=LOCALE, domain="django", fuzzy=False)
    with file.open("rb") as source:
        return read_po(source, locale=LOCALE, domain="django")


def update() -> int:
    """Adds what is new, drops what is gone, keeps every translation, also of a text that moved."""
    known = {app: read(catalogue_of(app)) for app in apps()}
    for app in apps():
        file, wanted = catalogue_of(app), extracted(app)
        if not len(wanted) and not file.exists():
            continue
        for message in wanted:
            _translate(message, [known[app], *known.values()])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_as_po(wanted))
        _say(
            f"{file.relative_to(PROJECT)}: {len(wanted)} texts, {len(_problems(wanted))} to do"
        )
    return 0


def _translate(message: Message, catalogs: list[Catalog]) -> None:
    """Takes over the first translation that is finished, or else an unfinished one."""
    found = [catalog.get(message.id, context=message.context) for catalog in catalogs]
    for old in sorted(filter(None, found), key=lambda old: bool(_faults(old))):
        if message.id:
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
        return


def _as_po(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(
        out, catalog, no_location=True, omit_header=True, sort_output=True, width=100
    )
    header = (
        'msgid ""\nmsgstr ""\n"Language: nl\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return header.encode() + out.getvalue().lstrip()


def check() -> int:
    """0 when every text in code and templates has a finished Dutch translation, 1 otherwise."""
    complaints = []
    for app in apps():
        known = read(catalogue_of(app))
        name = app.relative_to(PROJECT)
        for message in extracted(app):
            if message.id:
                old = known.get(message.id, context=message.context)
                complaints += [
                    f"{name}: {what}: {_shown(message)}" for what in _faults(old)
                ]
        for message, errors in known.check():
            complaints += [f"{name}: {error}: {_shown(message)}" for error in errors]
    for complaint in complaints:
        _say(complaint)
    if complaints:
        _say(
            "`make messages` adds what is missing to the catalogues; then translate it there."
        )
    return 1 if complaints else 0


def _problems(catalog: Catalog) -> list[str]:
    return [what for message in catalog if message.id for what in _faults(message)]


def _faults(message: Message | None) -> list[str]:
    if message is None:
        return ["not in the catalogue"]
    strings = _texts(message.string)
    if not all(strings):
        return ["not translated"]
    asked = {name for text in _texts(message.id) for name in PLACEHOLDER.findall(text)}
    given = {name for text in strings for name in PLACEHOLDER.findall(text)}
    if given != asked:
        return [f"other placeholders ({', '.join(sorted(given ^ asked))})"]
    return ["marked fuzzy"] if message.fuzzy else []


def _texts(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return list(text) if isinstance(text, (list, tuple)) else [text or ""]


def _shown(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return repr(text if len(text) < 80 else text[:77] + "...")


def compile_all() -> int:
    """Compiles every catalogue of ours to the `.mo` that Django reads."""
    for file in catalogues():
        with file.with_suffix(".mo").open("wb") as out:
            write_mo(out, read(file))
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


COMMANDS = {"update": update, "check": check, "compile": compile_all}

if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    sys.exit(COMMANDS[sys.argv[1]]())
