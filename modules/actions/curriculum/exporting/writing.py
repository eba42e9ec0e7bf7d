"""Writing what authors changed in the CMS back into the files of the curriculum."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from elearning.knowledge.models import (
    Fact,
    GlossaryTerm,
    HelpContact,
    LearningGoal,
    Source,
)
from modules.actions.curriculum.exporting.documents import read_document, text_of
from modules.actions.curriculum.exporting.entries import (
    Entry,
    page_entry,
    record_entries,
)
from modules.actions.curriculum.exporting.new_lessons import add_lesson, new_lessons
from modules.actions.curriculum.exporting.placing import write_fields
from modules.actions.curriculum.exporting.records import read_records
from modules.actions.curriculum.files import FOLDER, Data, names_in, read
from modules.actions.curriculum.frame import home_wanted
from modules.actions.curriculum.pages import (
    info_page,
    module_page,
    path_page,
    refresher_page,
    step_page,
)
from modules.models import (
    HomePage,
    LessonPage,
    ModuleIndexPage,
    ModulePage,
    PathIndexPage,
)
from toetsen.actions import said_of_test, said_questions

KNOWLEDGE: tuple[tuple[str, str, Any], ...] = (
    ("sources", "sources", Source),
    ("facts", "facts", Fact),
    ("glossary", "terms", GlossaryTerm),
    ("help_contacts", "contacts", HelpContact),
    ("goals", "goals", LearningGoal),
)


@dataclass
class Report:
    """`changed` says per file which things were written, `unsaid` what no file can hold."""

    changed: dict[str, list[str]] = field(default_factory=dict)
    unsaid: list[str] = field(default_factory=list)


def export(
    folder: Path = FOLDER, *, to: Path | None = None, write: bool = True
) -> Report:
    """Write every file in which something changed, below `to` (the files themselves when None).

    Only what an author published counts: nothing of a draft. Whatever the files say as the CMS
    does keeps its bytes. Raises CurriculumError for files that cannot be read.
    """
    report = Report()
    for name, entries, lessons in _files(folder):
        changed = [entry for entry in entries if entry.is_changed]
        for entry in entries:
            report.unsaid += [f"{entry.name}: {why}" for why in entry.unsaid]
        if not changed and not lessons:
            continue
        document = read_document(folder / name)
        names = _write(document, changed, lessons, report)
        text = text_of(document)
        if text == (folder / name).read_text(encoding="utf-8"):
            continue  # all that changed is what no file can hold
        report.changed[name] = names
        if write:
            target = (to or folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    return report


def _write(
    document: CommentedMap,
    changed: list[Entry],
    lessons: list[LessonPage],
    report: Report,
) -> list[str]:
    for entry in changed:
        node: Any = document
        for step in entry.path:
            node = node[step]

        def complain(why: str, name: str = entry.name) -> None:
            report.unsaid.append(f"{name}: {why}")

        entry.write(node, entry.old, entry.new, complain)
    for page in lessons:
        report.unsaid += add_lesson(document, page)
    return [*(entry.name for entry in changed), *(page.slug for page in lessons)]


Found = tuple[str, list[Entry], list[LessonPage]]


def _files(folder: Path) -> Iterator[Found]:
    for name, key, model in KNOWLEDGE:
        file = f"knowledge/{name}.yaml"
        items = read(file, folder)[key]
        yield file, list(record_entries(items, key, read_records(model, items))), []
    for file in names_in("assessments", folder):
        yield file, list(_test(read(file, folder))), []
    yield "pages.yaml", list(_fixed_pages(read("pages.yaml", folder))), []
    cases = {name: read(name, folder) for name in names_in("cases", folder)}
    wanted_cases: dict[str, Entry] = {}
    for file in names_in("modules", folder):
        yield _module(file, read(file, folder), cases, wanted_cases)
    for file, data in cases.items():
        entry = wanted_cases.get(data["id"])
        yield file, [entry] if entry else [], []
    for file in names_in("refreshers", folder):
        yield file, list(_refreshers(read(file, folder))), []
    yield "paths.yaml", list(_paths(read("paths.yaml", folder))), []


def _test(data: Data) -> Iterator[Entry]:
    for place, (old, new) in enumerate(said_questions(data)):
        code = data["questions"][place]["code"]
        yield Entry(code, ("questions", place), old, new, write_fields)
    old, new = said_of_test(data)
    yield Entry(data["code"], (), old, new, write_fields)


def _fixed_pages(data: Data) -> Iterator[Entry]:
    home = HomePage.objects.get()
    for place, entry in enumerate(data["pages"]):
        is_home = entry["slug"] == "home"
        wanted = home_wanted(entry) if is_home else info_page(entry, home)
        yield page_entry(wanted, ("pages", place))


def _module(
    file: str, data: Data, cases: dict[str, Data], found: dict[str, Entry]
) -> Found:
    entries = [page_entry(module_page(data, ModuleIndexPage.objects.get()), ())]
    page = ModulePage.objects.filter(code=data["code"].lower()).first()
    if page is None:
        return file, entries, []
    by_id = {case["id"]: case for case in cases.values()}
    for place, lesson in enumerate(data["lessons"]):
        wanted = step_page(lesson, data, page, by_id)
        if lesson["kind"] == "case":
            found[lesson["case"]] = page_entry(wanted, ())
        else:
            entries.append(page_entry(wanted, ("lessons", place)))
    return file, entries, new_lessons(page)


def _refreshers(data: Data) -> Iterator[Entry]:
    module = ModulePage.objects.filter(code=data["module"].lower()).first()
    for place, entry in enumerate(data["refreshers"] if module else []):
        wanted = refresher_page(entry, data["module"], module)
        yield page_entry(wanted, ("refreshers", place))


def _paths(data: Data) -> Iterator[Entry]:
    modules = {page.code.upper(): page for page in ModulePage.objects.all()}
    index = PathIndexPage.objects.get()
    for place, entry in enumerate(data["paths"]):
        if entry.get("load", True):
            yield page_entry(path_page(entry, index, modules), ("paths", place))
