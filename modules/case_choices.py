"""The choices in a published case as a flow: what the SVG and the table beside it show."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from modules.case_map import number, wrapped
from modules.case_words import target_in_words
from modules.cases.definition import Choice
from modules.cases.graph import Box, BoxKind, Line, LineKind, draw
from modules.queries.choices_seen import ChoiceSeen, SceneSeen, Seen

# How thick a line is for nobody, and how much thicker for everybody.
THIN, THICKER = 1.5, 14.0


@dataclass(frozen=True)
class FlowBox:
    """Numbers are text: a template would write them with a comma. `address` is its table row."""

    kind: str
    x: str
    y: str
    width: str
    height: str
    code: str
    lines: list[str]
    count: str
    label: str
    address: str
    is_shown: bool


@dataclass(frozen=True)
class FlowLine:
    kind: str
    path: str
    x: str
    y: str
    count_y: str
    letters: str
    count: str
    thickness: str


@dataclass(frozen=True)
class FlowChoice:
    letter: str
    text: str
    count: str
    share: str
    flag: str
    target: str


@dataclass(frozen=True)
class FlowScene:
    """A scene of the table; without choices where nothing may be shown."""

    id: str
    name: str
    count: str
    choices: list[FlowChoice]


@dataclass(frozen=True)
class Flow:
    """`scenes` is empty, and `stood_on` None, while nothing of the version may be shown."""

    stood_on: date | None
    summary: str
    width: str
    height: str
    boxes: list[FlowBox]
    lines: list[FlowLine]
    scenes: list[FlowScene]
    # Red flags in words, the most frequent first.
    flags: list[str]


def flow_of(seen: Seen) -> Flow:
    """What may be shown of a version, drawn and in words."""
    drawing = draw(seen.case)
    most = max((scene.count for scene in seen.scenes), default=0) or 1
    return Flow(
        stood_on=seen.stood_on,
        summary=_summary(seen),
        width=number(drawing.width),
        height=number(drawing.height),
        boxes=[_box(box, seen.scenes) for box in drawing.boxes],
        lines=[_line(line, seen.scenes, most) for line in drawing.lines],
        scenes=[_scene(scene) for scene in seen.scenes] if seen.stood_on else [],
        flags=_flags(seen.scenes),
    )


def about(count: int) -> str:
    """A rounded number of people in words."""
    return ngettext("about %(count)d person", "about %(count)d people", count) % {
        "count": count
    }


def _summary(seen: Seen) -> str:
    shown = [scene for scene in seen.scenes if scene.choices]
    parts = {"shown": len(shown), "scenes": len(seen.scenes)}
    return _("%(shown)d of %(scenes)d scenes can be shown") % parts


def _box(box: Box, scenes: list[SceneSeen]) -> FlowBox:
    seen = scenes[box.index] if box.index is not None else None
    title = {BoxKind.END: _("End"), BoxKind.REPAIR: _("repair")}.get(
        box.kind, seen.scene.title if seen else ""
    )
    # A repair scene is drawn at each place that leads to it: its number would stand there twice.
    count = seen.count if seen and box.kind is BoxKind.SCENE else 0
    code = "" if box.kind is BoxKind.END else box.code
    says = about(count) if count else "" if box.kind is BoxKind.END else _not_shown()
    is_scene = box.kind is BoxKind.SCENE
    return FlowBox(
        kind=box.kind.value,
        x=number(box.x),
        y=number(box.y),
        width=number(box.width),
        height=number(box.height),
        code=code,
        lines=wrapped(title)[:1] if is_scene else [title],
        count=says if is_scene else "",
        label=", ".join(
            word for word in (code, title, says if is_scene else "") if word
        ),
        address=f"#{_id(seen)}" if seen else "",
        is_shown=bool(count) or not is_scene,
    )


def _not_shown() -> str:
    return _("not shown")


def _line(line: Line, scenes: list[SceneSeen], most: int) -> FlowLine:
    count = _taken(line, scenes)
    return FlowLine(
        kind=line.kind.value,
        path=line.path,
        x=number(line.x),
        y=number(line.y),
        count_y=number(line.y + 14),
        letters=", ".join(line.letters),
        count=str(count) if count else "",
        thickness=number(THIN + THICKER * count / most),
    )


def _taken(line: Line, scenes: list[SceneSeen]) -> int:
    if line.source is None or line.kind is LineKind.RETURN:
        return 0
    return sum(
        seen.count
        for place, seen in enumerate(scenes[line.source].choices, start=1)
        if (seen.choice.key or str(place)) in line.letters
    )


def _id(seen: SceneSeen) -> str:
    return f"keuzes-{seen.scene.code}"


def _scene(seen: SceneSeen) -> FlowScene:
    return FlowScene(
        id=_id(seen),
        name=f"{seen.scene.code} {seen.scene.title}".strip(),
        count=about(seen.count) if seen.choices else "",
        choices=[_choice(choice, seen.count) for choice in seen.choices],
    )


def _choice(seen: ChoiceSeen, of: int) -> FlowChoice:
    choice = seen.choice
    return FlowChoice(
        letter=choice.key,
        text=choice.text,
        count=str(seen.count),
        share=f"{round(100 * seen.count / of)}%",
        flag=f"{choice.red_flag.code} {choice.red_flag.label}"
        if choice.red_flag
        else "",
        target=_leads_to(choice),
    )


def _leads_to(choice: Choice) -> str:
    target = target_in_words(choice)
    if not (choice.red_flag and choice.repair):
        return target
    words = {"repair": choice.repair, "target": target}
    return _("first repair in %(repair)s, %(target)s") % words


def _flags(scenes: list[SceneSeen]) -> list[str]:
    found: dict[tuple[str, str, str], int] = {}
    for seen in scenes:
        for one in seen.choices:
            if flag := one.choice.red_flag:
                name = (seen.scene.code, flag.code, flag.label)
                found[name] = found.get(name, 0) + one.count
    return [
        _("%(code)s (%(label)s), scene %(scene)s: %(people)s")
        % {"code": code, "label": label, "scene": scene, "people": about(count)}
        for (scene, code, label), count in sorted(
            found.items(), key=lambda item: -item[1]
        )
    ]
