"""A case as a map: what the SVG and its equal in words show, with each problem at its place."""

import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from modules.case_words import target_in_words
from modules.cases.definition import Choice, Scene
from modules.cases.graph import Box, BoxKind, Line, draw
from modules.models import CasePage
from modules.publishing import Problem, problems
from modules.queries.cases import written_case

SCENE_PATH = re.compile(r"scenes\[(\d+)\]")
# What fits on a line of a box.
LETTERS_A_LINE = 22
TITLE_LINES = 2


@dataclass(frozen=True)
class MapBox:
    """A box of the drawing. Numbers are text: a template would write them with a comma."""

    kind: str
    x: str
    y: str
    width: str
    height: str
    code: str
    lines: list[str]
    label: str
    address: str
    problems: int


@dataclass(frozen=True)
class MapLine:
    kind: str
    path: str
    x: str
    y: str
    letters: str


@dataclass(frozen=True)
class MapScene:
    """A scene in words, as the list below the drawing has it."""

    name: str
    title: str
    address: str
    is_repair: bool
    choices: list[str]
    problems: list[str]


@dataclass(frozen=True)
class CaseMap:
    width: str
    height: str
    boxes: list[MapBox]
    lines: list[MapLine]
    scenes: list[MapScene]
    # Of the case as a whole, its endings and the page: no box is theirs.
    other_problems: list[tuple[str, str]]
    total: int
    summary: str


@dataclass
class _Found:
    scenes: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    other: list[Problem] = field(default_factory=list)


def case_map(page: CasePage) -> CaseMap:
    """The map of what `page` says in memory. Queries as `publishing.problems`."""
    case = written_case(page)
    drawing = draw(case)
    all_problems = problems(page)
    found = _sorted_by_place(all_problems)
    return CaseMap(
        width=number(drawing.width),
        height=number(drawing.height),
        boxes=[_box(page, box, case.scenes, found) for box in drawing.boxes],
        lines=[_line(line) for line in drawing.lines],
        scenes=[
            _scene(page, index, scene, found.scenes.get(index, []))
            for index, scene in enumerate(case.scenes)
        ],
        other_problems=[
            (str(problem), field_address(page, problem.field, problem.path))
            for problem in found.other
        ],
        total=len(all_problems),
        summary=_summary(case.scenes, len(all_problems)),
    )


def field_address(page: CasePage, name: str, path: str = "") -> str:
    """Where in the editor a field is, or the block at `path` in it; "" for a page not yet saved.

    The part behind # is Wagtail's own way to name a place in the form.
    """
    if page.pk is None:
        return ""
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]", path)]
    if name == "scenes" and numbers:
        return scene_address(page, numbers[0])
    names = [name, *_block_ids(getattr(page, name, None), numbers)]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return f"{edit}#:w:contentpath={'.'.join(names)}"


def scene_address(page: CasePage, place: int) -> str:
    """Where the form of the scene at `place` is, from 0; "" when it has no id yet."""
    if page.pk is None or place >= len(page.scenes) or not page.scenes[place].id:
        return ""
    return reverse("case_scene", args=[page.pk, page.scenes[place].id])


def _block_ids(stream: Any, numbers: list[int]) -> Iterable[str]:
    """The ids of the scene or ending, and of the choice in it, as far as they have any."""
    if not numbers or numbers[0] >= len(stream or ()):
        return
    child = stream[numbers[0]]
    if not child.id:
        return
    yield str(child.id)
    choices = child.value.get("choices") if len(numbers) > 1 else None
    if choices is not None and numbers[1] < len(choices):
        choice = choices.bound_blocks[numbers[1]]
        if choice.id:
            yield from ("choices", str(choice.id))


def _sorted_by_place(all_problems: Iterable[Problem]) -> _Found:
    found = _Found()
    for problem in all_problems:
        place = SCENE_PATH.match(problem.path)
        if place:
            found.scenes[int(place[1])].append(problem)
        else:
            found.other.append(problem)
    return found


def _summary(scenes: tuple[Scene, ...], total: int) -> str:
    repairs = Counter(scene.is_repair for scene in scenes)[True]
    parts = [
        ngettext("%(count)d scene", "%(count)d scenes", len(scenes) - repairs)
        % {"count": len(scenes) - repairs},
        ngettext("%(count)d repair scene", "%(count)d repair scenes", repairs)
        % {"count": repairs},
        count_of_problems(total),
    ]
    return ", ".join(parts)


def count_of_problems(total: int) -> str:
    if not total:
        return _("nothing that is not right")
    return ngettext("%(count)d problem", "%(count)d problems", total) % {"count": total}


def _box(page: CasePage, box: Box, scenes: tuple[Scene, ...], found: _Found) -> MapBox:
    scene = scenes[box.index] if box.index is not None else None
    count = len(found.scenes.get(box.index, [])) if box.index is not None else 0
    title = _title(box, scene)
    code = "" if box.kind is BoxKind.END else box.code or _("no code")
    words = [code, title, count_of_problems(count) if count else ""]
    wraps = box.kind is BoxKind.SCENE
    return MapBox(
        kind=box.kind.value,
        x=number(box.x),
        y=number(box.y),
        width=number(box.width),
        height=number(box.height),
        code=code,
        lines=wrapped(title) if wraps else [title],
        label=", ".join(word for word in words if word),
        address=field_address(page, "scenes", f"scenes[{box.index}]") if scene else "",
        problems=count,
    )


def _title(box: Box, scene: Scene | None) -> str:
    if box.kind is BoxKind.END:
        return _("End")
    if box.kind is BoxKind.UNKNOWN:
        return _("does not exist")
    if box.kind is BoxKind.REPAIR:
        return _("repair")
    return scene.title if scene else ""


def wrapped(title: str) -> list[str]:
    return textwrap.wrap(
        title,
        LETTERS_A_LINE,
        max_lines=TITLE_LINES,
        placeholder="\N{HORIZONTAL ELLIPSIS}",
    )


def _line(line: Line) -> MapLine:
    return MapLine(
        kind=line.kind.value,
        path=line.path,
        x=number(line.x),
        y=number(line.y),
        letters=", ".join(line.letters),
    )


def _scene(page: CasePage, index: int, scene: Scene, found: list[Problem]) -> MapScene:
    return MapScene(
        name=scene.code or str(index + 1),
        title=scene.title,
        address=field_address(page, "scenes", f"scenes[{index}]"),
        is_repair=scene.is_repair,
        choices=[
            _in_words(number, choice)
            for number, choice in enumerate(scene.choices, start=1)
        ],
        problems=[str(problem) for problem in found],
    )


def _in_words(number: int, choice: Choice) -> str:
    words = {"letter": choice.key or number, "target": target_in_words(choice)}
    if not choice.red_flag:
        return _("Choice %(letter)s: %(target)s") % words
    words["flag"] = choice.red_flag.code
    if not choice.repair:
        return _("Choice %(letter)s: red flag %(flag)s, %(target)s") % words
    words["repair"] = choice.repair
    return (
        _(
            "Choice %(letter)s: red flag %(flag)s, first repair in %(repair)s, %(target)s"
        )
        % words
    )


def number(value: float) -> str:
    return f"{value:.1f}"
