"""What the files and the CMS say of one thing, side by side."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from ruamel.yaml.comments import CommentedMap

from modules.actions.curriculum.exporting.cases import said_case
from modules.actions.curriculum.exporting.documents import styled
from modules.actions.curriculum.exporting.pages import (
    fields_now,
    fields_of,
    said_assessment,
    said_index,
    said_info,
    said_lesson,
    said_module,
    said_path,
    said_refresher,
)
from modules.actions.curriculum.exporting.placing import (
    Complain,
    write_case,
    write_fields,
    write_info,
    write_lesson,
    write_nothing,
    write_test,
)
from modules.actions.curriculum.exporting.records import code_of
from modules.actions.curriculum.exporting.unsaid import changed_kind, unsaid_of
from modules.actions.curriculum.files import Data
from modules.actions.curriculum.wanted import Wanted
from modules.models import (
    AssessmentPage,
    CasePage,
    HomePage,
    InfoPage,
    LessonPage,
    LoadedRecord,
    ModuleIndexPage,
    ModulePage,
    PathIndexPage,
    PathPage,
)

Write = Callable[[Any, Data, Data, Complain], None]
# Puts something new into a file; gives back what of it the file cannot hold.
Add = Callable[[CommentedMap], list[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a file: `path` leads to it, `old` is what stands there, `new` what should.

    `write` puts the difference in the file; `unsaid` are changes that no file can hold.
    """

    name: str
    path: tuple[str | int, ...]
    old: Data
    new: Data
    write: Write
    unsaid: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class Addition:
    """Something that was made in the CMS and that a file gets: `pk` is the page's, if it is one."""

    name: str
    add: Add
    pk: int | None = None


FORMS: dict[type, tuple[Callable[..., Data], Write]] = {
    LessonPage: (said_lesson, write_lesson),
    AssessmentPage: (said_assessment, write_test),
    CasePage: (said_case, write_case),
    ModulePage: (said_module, write_fields),
    PathPage: (said_path, write_fields),
    InfoPage: (said_info, write_info),
    HomePage: (said_info, write_info),
    PathIndexPage: (said_index, write_nothing),
    ModuleIndexPage: (said_index, write_nothing),
}


def _said_by(wanted: Wanted) -> Callable[..., Data]:
    if wanted.fields.get("refresher_after"):
        return said_refresher
    return FORMS[wanted.model][0]


def page_of(wanted: Wanted) -> Any:
    """The page that the files mean: the one that was loaded, else what has its address; or None."""
    known = LoadedRecord.objects.filter(source=wanted.source).first()
    if known is not None:
        return wanted.model._default_manager.filter(pk=known.page_id).first()
    found = wanted.parent.get_children().filter(slug=wanted.slug).first()
    return found.specific if found else None


def page_entry(wanted: Wanted, path: tuple[str | int, ...]) -> Entry:
    """The page that was made of `wanted`, beside what `wanted` says."""
    said, write = _said_by(wanted), FORMS[wanted.model][1]
    old = said(fields_of(wanted), code_of)
    page = page_of(wanted)
    if not isinstance(page, wanted.model) or not page.live:
        why = "is not published, so the file stays as it is"
        return Entry(wanted.source, path, old, old, write, (why,))
    if changed_kind(page, wanted):
        why = (
            "became a refresher, or is none any more: move it to the other file by hand"
        )
        return Entry(wanted.source, path, old, old, write, (why,))
    new = said(fields_now(page), code_of)
    return Entry(wanted.source, path, old, new, write, tuple(unsaid_of(page, wanted)))


def says_the_same(page: Any, wanted: Wanted) -> bool:
    """Whether the published page says what the files want, whoever wrote it last."""
    if not isinstance(page, wanted.model) or changed_kind(page, wanted):
        return False
    if not page.live or page.has_unpublished_changes:
        return False
    said = _said_by(wanted)
    return bool(said(fields_now(page), code_of) == said(fields_of(wanted), code_of))


def record_entries(
    file_items: list[Data], key: str, pairs: Iterator[tuple[Data, Data, Data]]
) -> Iterator[Entry]:
    """The entries of a list of records; `pairs` gives each item with its old and new reading."""
    places = {id(item): number for number, item in enumerate(file_items)}
    for item, old, new in pairs:
        name = str(item.get("id") or item.get("code") or item.get("slug"))
        yield Entry(name, (key, places[id(item)]), old, new, write_fields)


def record_additions(key: str, said: Iterator[tuple[str, Data]]) -> Iterator[Addition]:
    """What goes at the end of a list of records; `said` gives each with its code."""
    for code, item in said:
        yield Addition(code, partial(_append, key, item))


def _append(key: str, item: Data, document: CommentedMap) -> list[str]:
    document[key].append(styled(item))
    return []
