"""Where the boxes and lines of a directed graph go: layers from top to bottom, few crossings.

The method is Sugiyama's (1981): a layer for each node by its longest way from a start, unseen
points where a line passes a layer, an order within the layer by the mean place of the neighbours,
and then places as near to those neighbours as the boxes allow. All of it is settled by the order
of what goes in, so the same graph is always drawn the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

SWEEPS = 8

Edge = tuple[str, str]
# A node by its id, or where an edge passes a layer.
Dot = tuple[str, ...]


@dataclass(frozen=True)
class Sizes:
    """In the units of the drawing. `pass_width` is kept free for a line that passes a layer.

    `widths` are of the nodes that are not as wide as the others.
    """

    width: float
    height: float
    gap: float
    layer_gap: float
    pass_width: float
    widths: Mapping[str, float] = field(default_factory=dict)

    def room(self, dot: Dot) -> float:
        if len(dot) > 1:
            return self.pass_width
        return self.widths.get(dot[0], self.width)


@dataclass(frozen=True)
class Layout:
    """`places` are the middles of the boxes; `ways` the points of each line, box edge to box edge.

    `back` are the edges that lead to a node above, or to where they came from; they have no way.
    """

    places: dict[str, tuple[float, float]]
    ways: dict[Edge, list[tuple[float, float]]]
    back: set[Edge]
    width: float
    height: float


def lay_out(nodes: Sequence[str], edges: Iterable[Edge], sizes: Sizes) -> Layout:
    """Places for all `nodes`, the first of which is drawn as a start. `edges` name only nodes."""
    unique = list(dict.fromkeys(edges))
    back = _back_edges(nodes, unique)
    ahead = [edge for edge in unique if edge not in back]
    depth = _depths(nodes, ahead)
    chains = {edge: _chain(edge, depth) for edge in ahead}
    rows = _rows(nodes, depth, chains.values())
    above, below = _neighbours(chains.values())
    _order(rows, above, below)
    across = _across(rows, above, below, sizes)
    return _placed(nodes, rows, across, chains, back, sizes)


def _back_edges(nodes: Sequence[str], edges: Sequence[Edge]) -> set[Edge]:
    """The edges that close a loop, found by walking depth first. No recursion: cases come from files."""
    onward = defaultdict(list)
    for source, target in edges:
        onward[source].append(target)
    back: set[Edge] = set()
    done: set[str] = set()
    for first in nodes:
        trail, open_nodes = [(first, iter(onward[first]))], {first}
        while first not in done and trail:
            node, targets = trail[-1]
            target = next(targets, None)
            if target is None:
                trail.pop()
                open_nodes.discard(node)
                done.add(node)
            elif target in open_nodes:
                back.add((node, target))
            elif target not in done:
                open_nodes.add(target)
                trail.append((target, iter(onward[target])))
    return back


def _depths(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The layer of every node: one below the lowest of those that lead to it."""
    onward, waits_for = defaultdict(list), dict.fromkeys(nodes, 0)
    for source, target in edges:
        onward[source].append(target)
        waits_for[target] += 1
    depth = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not waits_for[node]]
    for node in ready:
        for target in onward[node]:
            depth[target] = max(depth[target], depth[node] + 1)
            waits_for[target] -= 1
            if not waits_for[target]:
                ready.append(target)
    return depth


def _chain(edge: Edge, depth: dict[str, int]) -> list[Dot]:
    source, target = edge
    between = range(depth[source] + 1, depth[target])
    return [
        (source,),
        *((source, target, str(layer)) for layer in between),
        (target,),
    ]


def _rows(
    nodes: Sequence[str], depth: dict[str, int], chains: Iterable[list[Dot]]
) -> list[list[Dot]]:
    rows: list[list[Dot]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in nodes:
        rows[depth[node]].append((node,))
    for chain in chains:
        first = depth[chain[0][0]]
        for layer, dot in enumerate(chain[1:-1], start=first + 1):
            rows[layer].append(dot)
    return rows


Neighbours = dict[Dot, list[Dot]]


def _neighbours(chains: Iterable[list[Dot]]) -> tuple[Neighbours, Neighbours]:
    above: Neighbours = defaultdict(list)
    below: Neighbours = defaultdict(list)
    for chain in chains:
        for upper, lower in pairwise(chain):
            above[lower].append(upper)
            below[upper].append(lower)
    return above, below


def _order(rows: list[list[Dot]], above: Neighbours, below: Neighbours) -> None:
    """Put each row in the order with the fewest crossings that sweeping down and up comes across."""
    best, fewest = [list(row) for row in rows], _crossings(rows, below)
    for sweep in range(SWEEPS):
        downwards = sweep % 2 == 0
        order = range(1, len(rows)) if downwards else range(len(rows) - 2, -1, -1)
        neighbours = above if downwards else below
        for number in order:
            other = rows[number - 1 if downwards else number + 1]
            place = {dot: at for at, dot in enumerate(other)}
            rows[number] = _by_mean(rows[number], neighbours, place)
        crossings = _crossings(rows, below)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    rows[:] = best


def _by_mean(
    row: list[Dot], neighbours: Neighbours, place: dict[Dot, int]
) -> list[Dot]:
    def mean(at: int, dot: Dot) -> float:
        places = [place[other] for other in neighbours[dot]]
        return sum(places) / len(places) if places else at

    means = {dot: mean(at, dot) for at, dot in enumerate(row)}
    return sorted(row, key=means.__getitem__)


def _crossings(rows: list[list[Dot]], below: Neighbours) -> int:
    count = 0
    for upper, lower in pairwise(rows):
        place = {dot: at for at, dot in enumerate(lower)}
        ends: list[int] = []
        for dot in upper:
            mine = sorted(place[other] for other in below[dot])
            count += sum(end > one for one in mine for end in ends)
            ends += mine
    return count


def _across(
    rows: list[list[Dot]], above: Neighbours, below: Neighbours, sizes: Sizes
) -> dict[Dot, float]:
    """The middle of every dot from left to right, near the mean of its neighbours."""
    across: dict[Dot, float] = {}
    for row in rows:
        across |= zip(row, _offsets(row, sizes), strict=True)
    for sweep in range(SWEEPS):
        downwards = sweep % 2 == 0
        neighbours = above if downwards else below
        for row in rows if downwards else reversed(rows):
            wanted = []
            for dot in row:
                near = [across[other] for other in neighbours[dot]]
                wanted.append(sum(near) / len(near) if near else across[dot])
            across |= zip(row, _spread(wanted, _offsets(row, sizes)), strict=True)
    return across


def _offsets(row: list[Dot], sizes: Sizes) -> list[float]:
    """How far from the first each dot of a row must at least be."""
    offsets = [0.0] if row else []
    for left, right in pairwise(row):
        apart = (sizes.room(left) + sizes.room(right)) / 2 + sizes.gap
        offsets.append(offsets[-1] + apart)
    return offsets


def _spread(wanted: list[float], offsets: list[float]) -> list[float]:
    """The places nearest to `wanted`, by squares, that keep the distances of `offsets`.

    Isotonic regression: neighbours that want to be on the same place share their mean.
    """
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        total, count = want - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            before = blocks.pop()
            total, count = total + before[0], count + before[1]
        blocks.append((total, count))
    means = [total / count for total, count in blocks for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _placed(
    nodes: Sequence[str],
    rows: list[list[Dot]],
    across: dict[Dot, float],
    chains: dict[Edge, list[Dot]],
    back: set[Edge],
    sizes: Sizes,
) -> Layout:
    left = min((at - sizes.room(dot) / 2 for dot, at in across.items()), default=0.0)
    right = max((at + sizes.room(dot) / 2 for dot, at in across.items()), default=0.0)
    step = sizes.height + sizes.layer_gap
    middle = {
        dot: (across[dot] - left, number * step + sizes.height / 2)
        for number, row in enumerate(rows)
        for dot in row
    }
    return Layout(
        places={node: middle[node,] for node in nodes},
        ways={
            edge: _way([middle[dot] for dot in chain], sizes.height / 2)
            for edge, chain in chains.items()
        },
        back=back,
        width=right - left,
        height=max(len(rows) * step - sizes.layer_gap, 0.0),
    )


def _way(middles: list[tuple[float, float]], half: float) -> list[tuple[float, float]]:
    """From below the first box to above the last, straight through the layers between."""
    (x, y), *between, (end_x, end_y) = middles
    through = [
        (passed, height + side) for passed, height in between for side in (-half, half)
    ]
    return [(x, y + half), *through, (end_x, end_y - half)]
