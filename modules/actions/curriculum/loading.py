"""Loading the curriculum's files, part by part: each part is one transaction and can run again."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db import transaction

from modules.actions.curriculum import records
from modules.actions.curriculum.files import FOLDER, Data, names_in, place, read
from modules.actions.curriculum.frame import load_home, load_indexes
from modules.actions.curriculum.pages import (
    info_page,
    load_page,
    module_page,
    path_page,
    refresher_page,
    step_page,
)
from modules.enums import LoadResult
from modules.models import HomePage, ModuleIndexPage, ModulePage, PathIndexPage
from toetsen.actions import load_assessment

Outcome = Counter[LoadResult]
KNOWLEDGE = (
    ("sources", "sources", records.load_source),
    ("facts", "facts", records.load_fact),
    ("glossary", "terms", records.load_term),
    ("help_contacts", "contacts", records.load_contact),
    ("goals", "goals", records.load_goal),
)
# What of a list may point to another entry of it, and so waits until all are there.
LINKS = {"facts": records.load_companions, "terms": records.load_replacement}

# Files that an app above this one loads, by name; that app registers itself.
_of_others: dict[str, Callable[[Data], object]] = {}


def load_with(file: str, load: Callable[[Data], object]) -> None:
    """Let `load` take the data of `file`; the same data twice may change nothing."""
    _of_others[file] = load


@dataclass(frozen=True, slots=True)
class Part:
    """One file's worth of work. `load` is one transaction; it raises CurriculumError."""

    name: str
    load: Callable[[], Outcome]


def parts(folder: Path = FOLDER) -> Iterator[Part]:
    """Everything there is to load, in the order in which it must be loaded."""
    for name, key, load in KNOWLEDGE:
        file = f"knowledge/{name}.yaml"
        yield Part(file, _atomic(_records, file, key, load, folder))
    for file in names_in("assessments", folder):
        yield Part(file, _atomic(_whole_file, file, load_assessment, folder))
    for file, load_file in _of_others.items():
        yield Part(file, _atomic(_whole_file, file, load_file, folder))
    yield Part("pages.yaml", _atomic(_fixed_pages, folder))
    for file in names_in("modules", folder):
        yield Part(file, _atomic(_module, file, folder))
    for file in names_in("refreshers", folder):
        yield Part(file, _atomic(_refreshers, file, folder))
    yield Part("paths.yaml", _atomic(_paths, folder))


def _atomic(load: Callable[..., Outcome], *args: object) -> Callable[[], Outcome]:
    return transaction.atomic(partial(load, *args))


def _records(
    file: str, key: str, load: Callable[[Data], LoadResult], folder: Path
) -> Outcome:
    with place(file):
        items = read(file, folder)[key]
        outcome = Counter(load(item) for item in items)
        for item in items if key in LINKS else ():
            LINKS[key](item)
        return outcome


def _whole_file(file: str, load: Callable[[Data], object], folder: Path) -> Outcome:
    with place(file):
        load(read(file, folder))
    return Counter()


def _fixed_pages(folder: Path) -> Outcome:
    with place("pages.yaml"):
        entries = {
            entry["slug"]: entry for entry in read("pages.yaml", folder)["pages"]
        }
        outcome = Counter([load_home(entries.pop("home"))])
        home = HomePage.objects.get()
        outcome.update(load_indexes(home))
        for slug, entry in entries.items():
            with place(slug):
                outcome[load_page(info_page(entry, home))] += 1
        return outcome


def _module(file: str, folder: Path) -> Outcome:
    with place(file):
        data = read(file, folder)
        cases = {
            case["id"]: case
            for case in (read(name, folder) for name in names_in("cases", folder))
        }
        wanted = module_page(data, ModuleIndexPage.objects.get())
        outcome = Counter([load_page(wanted)])
        if data["status"] == "wordt_geschreven":
            return outcome
        page = ModulePage.objects.filter(code=data["code"].lower()).first()
        for lesson in data["lessons"] if page else []:
            with place(lesson.get("slug", "?")):
                outcome[load_page(step_page(lesson, data, page, cases))] += 1
        if page and (test := data.get("exemption")):
            outcome[load_page(step_page(test, data, page, cases))] += 1
        return outcome


def _refreshers(file: str, folder: Path) -> Outcome:
    with place(file):
        data = read(file, folder)
        page = ModulePage.objects.get(code=data["module"].lower())
        return Counter(
            load_page(refresher_page(one, data["module"], page))
            for one in data["refreshers"]
        )


def _paths(folder: Path) -> Outcome:
    with place("paths.yaml"):
        modules = {page.code.upper(): page for page in ModulePage.objects.all()}
        index = PathIndexPage.objects.get()
        outcome: Outcome = Counter()
        for data in read("paths.yaml", folder)["paths"]:
            if data.get("load", True):
                with place(data["code"]):
                    outcome[load_page(path_page(data, index, modules))] += 1
        return outcome
