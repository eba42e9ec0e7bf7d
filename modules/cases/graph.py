"""A case as a drawing: boxes for scenes, lines for choices. Numbers only; templates make it SVG.

It draws what is written, broken or not: a target that does not exist is a box of its own, and a
scene that nothing leads to stands at the top. A repair scene stands, small, at every place where
a red flag leads to it: one box for all of them would tie the whole case in a knot.
"""

import enum
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from modules.cases.definition import END, RETURN, Case, Choice, Scene
from modules.cases.layout import Layout, Sizes, lay_out

SIZES = Sizes(width=184, height=68, gap=20, layer_gap=44, pass_width=12)
DETOUR_WIDTH = 92.0
MARGIN = 12.0
# How far lines that leave one box stand apart, and how far one that goes back up swings out.
APART = 34.0
SWING = 36.0


class BoxKind(enum.StrEnum):
    SCENE = "scene"
    REPAIR = "repair"
    END = "end"
    UNKNOWN = "unknown"


class LineKind(enum.StrEnum):
    """`repair` is a red flag's way to its repair scene, `return` the way on, `loop` a mistake."""

    ON = "on"
    REPAIR = "repair"
    RETURN = "return"
    LOOP = "loop"


@dataclass(frozen=True)
class Box:
    """`index` is the scene's place in the case, None for the end and for what does not exist.

    `x` and `y` are its upper left corner.
    """

    kind: BoxKind
    code: str
    index: int | None
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Line:
    """Choices with the same way. `path` is for the `d` of an SVG path; `x` and `y` for `letters`.

    `source` is the place in the case of the scene they are in, None where a line has none.
    """

    kind: LineKind
    letters: tuple[str, ...]
    path: str
    x: float
    y: float
    source: int | None = None


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    boxes: list[Box]
    lines: list[Line]


def draw(case: Case) -> Drawing:
    """The whole of `case`, half-written or not. The same case always gives the same drawing."""
    plan = _plan(case)
    widths = {
        name: DETOUR_WIDTH
        for name, spot in plan.spots.items()
        if spot.kind is not BoxKind.SCENE
    }
    sizes = replace(SIZES, widths=widths)
    layout = lay_out(list(plan.spots), list(plan.ways), sizes)
    return Drawing(
        width=layout.width + MARGIN * 2 + (SWING if layout.back else 0),
        height=layout.height + MARGIN * 2,
        boxes=[
            _box(spot, layout.places[name], sizes.room((name,)))
            for name, spot in plan.spots.items()
        ],
        lines=list(_lines(plan, layout, sizes)),
    )


# --- What there is to draw -------------------------------------------------------------------
@dataclass(frozen=True)
class _Spot:
    kind: BoxKind
    code: str
    index: int | None = None


@dataclass
class _Plan:
    """Boxes by a name of their own, and the letters of each way between two of them."""

    spots: dict[str, _Spot] = field(default_factory=dict)
    ways: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[tuple[str, str], LineKind] = field(default_factory=dict)

    def way(self, source: str, target: str, kind: LineKind, letter: str) -> None:
        known = self.ways.get((source, target), ())
        if letter and letter not in known:
            known = (*known, letter)
        self.ways[source, target] = known
        self.kinds.setdefault((source, target), kind)


def _plan(case: Case) -> _Plan:
    plan, names = _Plan(), _names(case)
    detours = {
        choice.repair
        for scene in case.scenes
        for choice in scene.choices
        if choice.red_flag and choice.repair
    }
    for name, index in names.items():
        scene = case.scenes[index]
        if scene.is_repair and name in detours:
            continue
        kind = BoxKind.REPAIR if scene.is_repair else BoxKind.SCENE
        plan.spots[name] = _Spot(kind, scene.code, index)
    for name in list(plan.spots):
        for letter, choice in _lettered(case.scenes[names[name]]):
            _plan_choice(plan, names, name, letter, choice)
    return plan


def _names(case: Case) -> dict[str, int]:
    """A name of its own for each scene: its code, or with a number where that is none or taken."""
    names: dict[str, int] = {}
    for index, scene in enumerate(case.scenes):
        own = scene.code and scene.code not in names and scene.code not in (END, RETURN)
        names[scene.code if own else f"{scene.code}#{index}"] = index
    return names


def _lettered(scene: Scene) -> Iterator[tuple[str, Choice]]:
    for number, choice in enumerate(scene.choices, start=1):
        yield choice.key or str(number), choice


def _plan_choice(
    plan: _Plan, names: dict[str, int], name: str, letter: str, choice: Choice
) -> None:
    target = choice.target
    if not (choice.red_flag and choice.repair):
        if target and target != RETURN:
            _spot_of_target(plan, target)
            plan.way(name, target, LineKind.ON, letter)
        return
    detour = f"{choice.repair}>{target}"
    index = names.get(choice.repair)
    kind = BoxKind.UNKNOWN if index is None else BoxKind.REPAIR
    plan.spots.setdefault(detour, _Spot(kind, choice.repair, index))
    plan.way(name, detour, LineKind.REPAIR, letter)
    if target and target != RETURN:
        _spot_of_target(plan, target)
        plan.way(detour, target, LineKind.RETURN, "")


def _spot_of_target(plan: _Plan, target: str) -> None:
    kind = BoxKind.END if target == END else BoxKind.UNKNOWN
    plan.spots.setdefault(target, _Spot(kind, target))


# --- Where it goes ---------------------------------------------------------------------------
def _box(spot: _Spot, middle: tuple[float, float], width: float) -> Box:
    height = SIZES.height if spot.kind is BoxKind.SCENE else SIZES.height * 0.7
    return Box(
        kind=spot.kind,
        code=spot.code,
        index=spot.index,
        x=middle[0] - width / 2 + MARGIN,
        y=middle[1] - height / 2 + MARGIN,
        width=width,
        height=height,
    )


def _lines(plan: _Plan, layout: Layout, sizes: Sizes) -> Iterator[Line]:
    leaving: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for way in layout.ways:
        leaving[way[0]].append(way)
    for source, ways in leaving.items():
        ways.sort(key=lambda way: layout.ways[way][1])
        apart = min(APART, (sizes.room((source,)) - 24) / len(ways))
        for place, way in enumerate(ways):
            aside = (place - (len(ways) - 1) / 2) * apart
            yield _line(plan, way, aside, layout)
    for way in layout.back:
        path, x, y = _swing(*(layout.places[name] for name in way))
        source = plan.spots[way[0]].index
        yield Line(LineKind.LOOP, plan.ways[way], path, x, y, source)


def _line(plan: _Plan, way: tuple[str, str], aside: float, layout: Layout) -> Line:
    (x, y), *rest = layout.ways[way]
    # The end and a detour are less high than their row.
    lower, higher = _slack(plan.spots[way[0]]), _slack(plan.spots[way[1]])
    rest[-1] = (rest[-1][0], rest[-1][1] + higher)
    points = [(x + aside, y - lower), *rest]
    placed = [(x + MARGIN, y + MARGIN) for x, y in points]
    start_x, start_y = placed[0]
    source = plan.spots[way[0]].index
    return Line(
        plan.kinds[way], plan.ways[way], _curve(placed), start_x, start_y + 14, source
    )


def _slack(spot: _Spot) -> float:
    return 0.0 if spot.kind is BoxKind.SCENE else SIZES.height * 0.15


def _curve(points: list[tuple[float, float]]) -> str:
    """Smooth, and upright at every point: it leaves and meets the boxes straight."""
    (x, y), *rest = points
    parts = [f"M{x:.1f} {y:.1f}"]
    for next_x, next_y in rest:
        half = (y + next_y) / 2
        parts.append(
            f"C{x:.1f} {half:.1f} {next_x:.1f} {half:.1f} {next_x:.1f} {next_y:.1f}"
        )
        x, y = next_x, next_y
    return "".join(parts)


def _swing(
    source: tuple[float, float], target: tuple[float, float]
) -> tuple[str, float, float]:
    side = SIZES.width / 2 + MARGIN
    x, y = source[0] + side, source[1] + MARGIN
    end_x, end_y = target[0] + side, target[1] + MARGIN - SIZES.height / 4
    out = max(x, end_x) + SWING
    path = f"M{x:.1f} {y:.1f}C{out:.1f} {y:.1f} {out:.1f} {end_y:.1f} {end_x:.1f} {end_y:.1f}"
    return path, out - SWING / 3, (y + end_y) / 2
