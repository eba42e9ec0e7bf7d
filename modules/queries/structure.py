"""What is where: paths, their modules and the steps of a module. Nothing about a person."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce, Left, Length
from wagtail.models import Page

from elearning.enrolment.enums import ItemKind
from modules.models import (
    AssessmentPage,
    CasePage,
    LessonPage,
    ModulePage,
    PathModule,
    PathPage,
)
from modules.queries.remembered import remembered

KINDS: dict[type[Page], ItemKind] = {
    LessonPage: ItemKind.LESSON,
    CasePage: ItemKind.CASE,
    AssessmentPage: ItemKind.ASSESSMENT,
}
FIELDS = (
    "pk",
    "path",
    "url_path",
    "title",
    "key",
    "code",
    "neutral_title",
    "minutes",
    "sensitive",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson, case or test of a module, with what a list of them shows."""

    pk: int
    path: str
    url_path: str
    title: str
    key: uuid.UUID
    code: str
    neutral_title: str
    minutes: int
    sensitive: bool
    live_revision_id: int | None
    language: str
    kind: str

    @property
    def url(self) -> str:
        return address(self.url_path)

    @property
    def module_path(self) -> str:
        return parent_path(self.path)


def address(url_path: str) -> str:
    """The path part of a page's address: there is one site, and its home is the first part."""
    return "/" + url_path.split("/", 2)[2]


def parent_url_path(url_path: str) -> str:
    return f"{url_path.rstrip('/').rpartition('/')[0]}/"


def parent_path(path: str) -> str:
    return path[: -Page.steplen]


def steps_by_module(module_paths: Iterable[str]) -> dict[str, list[Step]]:
    """The published steps of several modules in their order, by the module's tree path. One query.

    A translation is no step of its own: it stands beside the page that it says in other words.
    """
    found = _every_step(module_paths)
    return {path: _without_translations(steps) for path, steps in found.items()}


def _without_translations(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if step.language == settings.LANGUAGE_CODE]


def _every_step(module_paths: Iterable[str]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {path: [] for path in module_paths}
    if not found:
        return found
    parts = [_steps(model, kind, found) for model, kind in KINDS.items()]
    for row in parts[0].union(*parts[1:], all=True).order_by("path"):
        step = Step(*row)
        found[step.module_path].append(step)
    return found


def _steps(
    model: type[Page], kind: ItemKind, module_paths: Iterable[str]
) -> "QuerySet[Page]":
    pages = model.objects.live()
    if model is AssessmentPage:
        # A test that exempts from the module is no step of it.
        pages = pages.filter(exempts=False)
    if model is LessonPage:
        pages = pages.filter(refresher_after=None)
    return (
        pages.annotate(
            parent=Left("path", Length("path") - Page.steplen),
            # An alias is signed where its source is; it has no revisions of its own.
            signed=Coalesce("alias_of__live_revision_id", "live_revision_id"),
            language=F("locale__language_code"),
            kind=Value(kind.value, output_field=CharField()),
        )
        .filter(parent__in=list(module_paths))
        .order_by()
        .values_list(*FIELDS, "signed", "language", "kind")
    )


def items_of(module: ModulePage) -> list[Step]:
    """The published lessons, cases and tests of a module, in order. One query."""
    return _without_translations(_items_at(module.path))


def items_and_translations(module: ModulePage) -> tuple[list[Step], list[Step]]:
    """`items_of` a module, and beside them the pages in other languages. One query."""
    every = _items_at(module.path)
    steps = _without_translations(every)
    return steps, [step for step in every if step.language != settings.LANGUAGE_CODE]


@remembered(entries=200)
def _items_at(module_path: str) -> tuple[Step, ...]:
    return tuple(_every_step([module_path])[module_path])


def module_of(page: Page) -> ModulePage:
    """The module that a lesson, case or test belongs to. One query."""
    return _module_at(parent_path(page.path))


@remembered(entries=200)
def _module_at(path: str) -> ModulePage:
    return ModulePage.objects.get(path=path)


@remembered(entries=100)
def required_keys(path_pk: int) -> frozenset[uuid.UUID]:
    """The keys of the required modules of a path, published or not. One query."""
    rows = PathModule.objects.filter(path=path_pk, required=True)
    return frozenset(rows.values_list("module__key", flat=True))


def module_pages_of(path: PathPage) -> list[ModulePage]:
    """The published modules of a path in its order, each with `required` set. One query."""
    rows = (
        path.path_modules.filter(module__live=True)
        .select_related("module")
        .order_by("sort_order")
    )
    modules = []
    for row in rows:
        row.module.required = row.required
        modules.append(row.module)
    return modules


def lessons_that_measure(moment: str) -> list[LessonPage]:
    """The published lessons with the statements of this moment in their body. One query."""
    wanted = [{"type": "measurement", "value": {"moment": moment}}]
    lessons = LessonPage.objects.live().filter(body__contains=wanted)
    return list(lessons.filter(locale__language_code=settings.LANGUAGE_CODE))
