"""Writing what authors changed in the CMS back into the files of the curriculum."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
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
    Addition,
    Entry,
    page_entry,
    record_additions,
    record_entries,
)
from modules.actions.curriculum.exporting.new_lessons import add_lesson, new_lessons
from modules.actions.curriculum.exporting.placing import write_fields
from modules.actions.curriculum.exporting.records import new_records, read_records
from modules.actions.curriculum.exporting.unsaid import in_no_file
from modules.actions.curriculum.files import FOLDER, Data, names_in, read
from modules.actions.curriculum.frame import home_wanted, indexes_wanted
from modules.actions.curriculum.pages import (
    info_page,
    module_page,
    path_page,
    refresher_page,
    step_page,
)
from modules.models import (
    HomePage,
    ModuleIndexPage,
    ModulePage,
    PathIndexPage,
)
from toetsen.actions import said_of_test, said_questions
from toetsen.models import Question

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
    report, added, codes = Report(), list[int](), list[str]()
    for name, entries, additions in _files(folder):
        codes += [entry.name.lower() for entry in entries if "questions" in entry.path]
        changed = [entry for entry in entries if entry.is_changed]
        for entry in entries:
            report.unsaid += [f"{entry.name}: {why}" for why in entry.unsaid]
        if not changed and not additions:
            continue
        added += [one.pk for one in additions if one.pk]
        document = read_document(folder / name)
        names = _write(document, changed, additions, report)
        text = text_of(document)
        if text == (folder / name).read_text(encoding="utf-8"):
            continue  # all that changed is what no file can hold
        report.changed[name] = names
        if write:
            target = (to or folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    report.unsaid += [*in_no_file(added), *_questions_but(codes)]
    return report


def _write(
    document: CommentedMap,
    changed: list[Entry],
    additions: list[Addition],
    report: Report,
) -> list[str]:
    for entry in changed:
        node: Any = document
        for step in entry.path:
            node = node[step]

        def complain(why: str, name: str = entry.name) -> None:
            report.unsaid.append(f"{name}: {why}")

        entry.write(node, entry.old, entry.new, complain)
    for addition in additions:
        report.unsaid += addition.add(document)
    return [one.name for one in [*changed, *additions]]


Found = tuple[str, list[Entry], list[Addition]]


def _files(folder: Path) -> Iterator[Found]:
    for name, key, model in KNOWLEDGE:
        file = f"knowledge/{name}.yaml"
        items = read(file, folder)[key]
        entries = list(record_entries(items, key, read_records(model, items)))
        yield file, entries, list(record_additions(key, new_records(model, items)))
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


def _questions_but(said: Collection[str]) -> Iterator[str]:
    """Questions of the bank that an author made: how many, since a bank is not the curriculum."""
    others = Question.objects.published().exclude(code__in=said).count()
    if others:
        yield f"the bank of questions: {others} of its questions stand in no file"


def _test(data: Data) -> Iterator[Entry]:
    for place, (old, new) in enumerate(said_questions(data)):
        code = data["questions"][place]["code"]
        yield Entry(code, ("questions", place), old, new, write_fields)
    old, new = said_of_test(data)
    yield Entry(data["code"], (), old, new, write_fields)


def _fixed_pages(data: Data) -> Iterator[Entry]:
    home = HomePage.objects.get()
    for wanted in indexes_wanted(home):
        yield page_entry(wanted, ())
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
    if test := data.get("exemption"):
        wanted = step_page(test, data, page, by_id)
        entries.append(page_entry(wanted, ("exemption",)))
    slugs = [lesson["slug"] for lesson in data["lessons"]]
    return (
        file,
        entries,
        [
            Addition(new.slug, partial(add_lesson, page=new), new.pk)
            for new in new_lessons(page, slugs)
        ],
    )


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
