"""Where a figure is about: a learning path, a region, an organisation, or all of them."""

import uuid
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from elearning.dashboard.suppression import Cell, Node

# The region of organisations that are in none, and of people without an organisation.
NO_REGION = "-"


class Place(NamedTuple):
    """Each part is empty for all of them."""

    path: str = ""
    region: str = ""
    organisation: uuid.UUID | None = None


# Every region with its organisations; the last level of every tree.
Geography = Mapping[str, Iterable[uuid.UUID]]


def regions_below(path: str, geography: Geography, *, deep: bool) -> tuple[Node, ...]:
    """The regions of a path ("" for no path), with their organisations when `deep`."""
    return tuple(
        Node(
            Place(path, region),
            tuple(Node(Place(path, region, o)) for o in organisations) if deep else (),
            insiders=True,
        )
        for region, organisations in geography.items()
    )


def path_node(path: str, geography: Geography, *, deep: bool) -> Node:
    return Node(Place(path), regions_below(path, geography, deep=deep))


def filled(root: Node, leaves: Mapping[Place, Cell], empty: Cell) -> dict[Place, Cell]:
    """A cell for every node under `root`: a leaf's own or `empty`, above that the sum."""
    cells: dict[Place, Cell] = {}

    def fill(node: Node) -> Cell:
        cell = leaves.get(node.key, empty) if not node.children else empty
        for child in node.children:
            cell = cell + fill(child)
        cells[node.key] = cell
        return cell

    fill(root)
    return cells
