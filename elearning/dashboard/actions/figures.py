"""From exact tallies to tables of cells, one for each figure, in the order of suppression.

Order matters: a figure may lean on the ones before it (its base, those it is
nested with), never on later ones.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from elearning.dashboard.enums import Figure, ItemKind
from elearning.dashboard.places import (
    NO_REGION,
    Geography,
    Place,
    filled,
    path_node,
    regions_below,
)
from elearning.dashboard.queries.flags import FlagTally
from elearning.dashboard.queries.population import (
    Group,
    ItemTally,
    Population,
    QuestionTally,
)
from elearning.dashboard.queries.shapes import ModuleShape, PathShape
from elearning.dashboard.suppression import Cell, Node

Name = tuple[
    Figure, str, str
]  # a figure, its subject and, where it has its own table, the path


@dataclass(frozen=True)
class Table:
    """One figure: its tree, its cells, and the figure whose count is its base."""

    name: Name
    root: Node
    cells: dict[Place, Cell]
    base: Name | None = None


PARTICIPANTS: Name = (Figure.PARTICIPANTS, "", "")
FINISHED: Name = (Figure.PATH_FINISHED, "", "")
MEMBERS: Name = (Figure.MEMBERS, "", "")


def name_in(table: Name) -> str:
    """The name of a figure among the differences of a cell."""
    return "|".join(table)


class LearningFigures:
    """The tables about learning, of one month."""

    def __init__(
        self,
        people: Population,
        geography: Geography,
        paths: list[PathShape],
        critical: dict[str, list[str]],
    ) -> None:
        self.people, self.geography = people, geography
        self.paths, self.critical = paths, critical
        self.region_of = {o: r for r, found in geography.items() for o in found}

    def tables(self) -> Iterator[Table]:
        yield self._everywhere(PARTICIPANTS, lambda n, _: Cell(n), Cell(0))
        yield self._everywhere(FINISHED, Cell, Cell(0, 0), base=PARTICIPANTS)
        for path in self.paths:
            for test in path.tests:
                yield from self._test(path, test)
            for module in path.modules:
                yield self._module(path, module)
            for test in path.tests:
                yield from self._missed(path, test)

    def _everywhere(
        self,
        name: Name,
        cell: Callable[[int, int], Cell],
        empty: Cell,
        base: Name | None = None,
    ) -> Table:
        """Over all paths, regions and organisations."""
        nodes = (path_node(p.code, self.geography, deep=True) for p in self.paths)
        root = Node(Place(), tuple(nodes))
        leaves = {
            Place(g[0], self._region(g), g[1]): cell(*numbers)
            for g, numbers in self.people.people.items()
        }
        return Table(name, root, filled(root, leaves, empty), base)

    def _test(self, path: PathShape, test: str) -> Iterator[Table]:
        taken: Name = (Figure.TEST_TAKEN, test, path.code)
        passed: Name = (Figure.TEST_PASSED, test, path.code)
        finished_needs_it = test in path.required_tests

        def take(group: Group) -> Cell:
            tally = self._tally(ItemKind.ASSESSMENT, test, group)
            holds = {FINISHED: tally.met_unfinished} if finished_needs_it else {}
            return _cell(self.people.people[group][0], tally.met, holds)

        def passing(group: Group) -> Cell:
            tally = self._tally(ItemKind.ASSESSMENT, test, group)
            holds = {FINISHED: tally.done_unfinished} if finished_needs_it else {}
            everybody = self.people.people[group][0]
            held_by = {PARTICIPANTS: everybody - tally.met}
            return _cell(tally.met, tally.done, holds, held_by)

        yield self._per_region(taken, path, take, PARTICIPANTS)
        yield self._per_region(passed, path, passing, taken)

    def _missed(self, path: PathShape, test: str) -> Iterator[Table]:
        """Per question about safety, for the whole path only.

        Who passed the test was right about each question, so the complement of this figure, those
        who never missed it, holds those who passed, who finished the module and the path.
        """
        groups = self.people.groups_of(path.code)
        took = sum(
            self._tally(ItemKind.ASSESSMENT, test, group).met for group in groups
        )
        taken: Name = (Figure.TEST_TAKEN, test, path.code)
        for question in self.critical.get(test, ()):
            by_path = self.people.questions.get((test, question), {})
            tally = by_path.get(path.code, QuestionTally())
            holds: dict[Name, int] = {
                (Figure.TEST_PASSED, test, path.code): tally.right_unpassed
            }
            if test in path.required_tests:
                holds[FINISHED] = tally.right_unfinished
            for module in path.modules:
                if test in module.tests:
                    name: Name = (Figure.MODULE_FINISHED, module.code, path.code)
                    holds[name] = tally.right_without.get(module.code, 0)
            place = Place(path.code)
            cells = {place: _cell(took, tally.missed, holds)}
            name = (Figure.QUESTION_MISSED, question, path.code)
            yield Table(name, Node(place), cells, taken)

    def _module(self, path: PathShape, module: ModuleShape) -> Table:
        name: Name = (Figure.MODULE_FINISHED, module.code, path.code)
        without = {
            test: self.people.without_module.get((test, module.code), {})
            for test in module.tests
        }

        def finish(group: Group) -> Cell:
            tally = self._tally(ItemKind.MODULE, module.code, group)
            holds = {FINISHED: tally.done_unfinished} if module.required else {}
            held_by = {}
            for test, numbers in without.items():
                taken, passed = numbers.get(group, (0, 0))
                held_by[Figure.TEST_TAKEN, test, path.code] = taken
                held_by[Figure.TEST_PASSED, test, path.code] = passed
            return _cell(self.people.people[group][0], tally.done, holds, held_by)

        return self._per_region(name, path, finish, PARTICIPANTS)

    def _per_region(
        self, name: Name, path: PathShape, cell: Callable[[Group], Cell], base: Name
    ) -> Table:
        """For one path and its regions."""
        root = Node(
            Place(path.code), regions_below(path.code, self.geography, deep=False)
        )
        leaves: dict[Place, Cell] = {}
        for group in self.people.groups_of(path.code):
            place = Place(path.code, self._region(group))
            leaves[place] = leaves.get(place, Cell(0, 0)) + cell(group)
        return Table(name, root, filled(root, leaves, Cell(0, 0)), base)

    def _tally(self, kind: ItemKind, code: str, group: Group) -> ItemTally:
        return self.people.item(kind, code, group)

    def _region(self, group: Group) -> str:
        return self.region_of.get(group[1], NO_REGION)


def _cell(
    base: int,
    count: int,
    holds: Mapping[Name, int],
    held_by: Mapping[Name, int] = MappingProxyType({}),
) -> Cell:
    return Cell(
        base,
        count,
        {name_in(name): number for name, number in holds.items()},
        {name_in(name): number for name, number in held_by.items()},
    )


def network_tables(
    members: Mapping[uuid.UUID, tuple[int, int]], geography: Geography
) -> Iterator[Table]:
    """Members of the learning network and who of them came, per region and organisation."""
    root = path_node("", geography, deep=True)
    region_of = {o: r for r, found in geography.items() for o in found}
    places = {o: Place("", region_of.get(o, NO_REGION), o) for o in members}
    people = {places[o]: Cell(number) for o, (number, _) in members.items()}
    came = {places[o]: Cell(*numbers) for o, numbers in members.items()}
    yield Table(MEMBERS, root, filled(root, people, Cell(0)))
    name: Name = (Figure.ATTENDED, "", "")
    yield Table(name, root, filled(root, came, Cell(0, 0)), MEMBERS)


def flag_tables(tallies: Iterable[FlagTally]) -> Iterator[Table]:
    """Red flags of the cases, for everybody together."""
    for tally in tallies:
        subject = f"{tally.case} {tally.version} {tally.scene} {tally.code}"
        cells = {Place(): Cell(tally.finishers, tally.count)}
        yield Table((Figure.RED_FLAG, subject, ""), Node(Place()), cells)
