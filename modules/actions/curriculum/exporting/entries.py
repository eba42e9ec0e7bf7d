"""What the files and the CMS say of one thing, side by side."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from modules.actions.curriculum.exporting.cases import said_case
from modules.actions.curriculum.exporting.pages import (
    fields_now,
    fields_of,
    said_assessment,
    said_info,
    said_lesson,
    said_module,
    said_path,
)
from modules.actions.curriculum.exporting.placing import (
    Complain,
    write_case,
    write_fields,
    write_info,
    write_lesson,
)
from modules.actions.curriculum.exporting.records import code_of, ignored
from modules.actions.curriculum.files import Data
from modules.actions.curriculum.wanted import Wanted
from modules.models import (
    AssessmentPage,
    CasePage,
    HomePage,
    InfoPage,
    LessonPage,
    LoadedRecord,
    ModulePage,
    PathPage,
)

Write = Callable[[Any, Data, Data, Complain], None]


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


FORMS: dict[type, tuple[Callable[..., Data], Write]] = {
    LessonPage: (said_lesson, write_lesson),
    AssessmentPage: (said_assessment, write_lesson),
    CasePage: (said_case, write_case),
    ModulePage: (said_module, write_fields),
    PathPage: (said_path, write_fields),
    InfoPage: (said_info, write_info),
    HomePage: (said_info, write_info),
}


def page_entry(wanted: Wanted, path: tuple[str | int, ...]) -> Entry:
    """The page that was made of `wanted`, beside what `wanted` says."""
    said, write = FORMS[wanted.model]
    old = said(fields_of(wanted), code_of)
    known = LoadedRecord.objects.filter(source=wanted.source).first()
    page = known and wanted.model._default_manager.filter(pk=known.page_id).first()
    if not page or not page.live:
        why = "is not published, so the file stays as it is"
        return Entry(wanted.source, path, old, old, write, (why,))
    new = said(fields_now(page, wanted), code_of)
    return Entry(wanted.source, path, old, new, write, tuple(ignored(page)))


def says_the_same(page: Any, wanted: Wanted) -> bool:
    """Whether the published page says what the files want, whoever wrote it last."""
    said, _write = FORMS[wanted.model]
    if not page.live or page.has_unpublished_changes:
        return False
    return bool(
        said(fields_now(page, wanted), code_of) == said(fields_of(wanted), code_of)
    )


def record_entries(
    file_items: list[Data], key: str, pairs: Iterator[tuple[Data, Data, Data]]
) -> Iterator[Entry]:
    """The entries of a list of records; `pairs` gives each item with its old and new reading."""
    places = {id(item): number for number, item in enumerate(file_items)}
    for item, old, new in pairs:
        name = str(item.get("id") or item.get("code") or item.get("slug"))
        yield Entry(name, (key, places[id(item)]), old, new, write_fields)
