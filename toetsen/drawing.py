"""Drawing the questions of one attempt by blueprint: learning goal, type and number. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a blueprint: `number` questions of a learning goal, or of a whole module.

    `goal` is the code of either (M05.2 or M05). `kind` is a question type, "" for any in which
    something can be earned; `critical` asks only for questions about safety. `path` is the code of
    the one learning path it is for, "" for every path.
    """

    goal: str
    number: int
    kind: str = ""
    critical: bool = False
    path: str = ""

    def fits(self, question: "Candidate") -> bool:
        return (
            self.goal in {question.goal, question.goal.partition(".")[0]}
            and (self.kind == question.kind if self.kind else question.scored)
            and (question.critical or not self.critical)
        )


@dataclass(frozen=True)
class Candidate:
    """A question of the bank that may be drawn. `scored`: whether something can be earned with it."""

    pk: int
    goal: str
    kind: str
    critical: bool = False
    scored: bool = True


@dataclass(frozen=True)
class Drawn:
    """What came out: per row the keys of its questions; `missing` per row how many there were not."""

    picked: list[list[int]]
    missing: list[int]

    @property
    def questions(self) -> list[int]:
        return [pk for row in self.picked for pk in row]

    @property
    def is_whole(self) -> bool:
        return not any(self.missing)


def rows_for(rows: Iterable[Row], path: str) -> list[Row]:
    """The rows that count for somebody on the learning path with code `path`."""
    return [row for row in rows if row.path in {"", path}]


def draw(
    rows: Sequence[Row],
    bank: Iterable[Candidate],
    dice: Random,
    *,
    seen: Collection[int] = (),
) -> Drawn:
    """As many of every row as there can be, no question twice, by chance.

    What was `seen` before comes only where the rest is too little. A question that fits two rows
    goes to where it is needed: the matching is the largest there is (augmenting paths, Kuhn 1955),
    so a blueprint that the bank can bear is always filled.
    """
    candidates = list(bank)
    dice.shuffle(candidates)
    candidates.sort(key=lambda one: one.pk in seen)
    slots = [index for index, row in enumerate(rows) for _ in range(row.number)]
    fitting = [[c.pk for c in candidates if row.fits(c)] for row in rows]
    taken: dict[int, int] = {}
    for slot in range(len(slots)):
        _place(slot, slots, fitting, taken, set())
    picked: list[list[int]] = [[] for _row in rows]
    for pk, slot in taken.items():
        picked[slots[slot]].append(pk)
    missing = [row.number - len(found) for row, found in zip(rows, picked, strict=True)]
    return Drawn(picked, missing)


def _place(
    slot: int,
    slots: Sequence[int],
    fitting: Sequence[Sequence[int]],
    taken: dict[int, int],
    tried: set[int],
) -> bool:
    """Give `slot` a question, moving others where they can go elsewhere; whether it has one."""
    for pk in fitting[slots[slot]]:
        if pk not in taken:
            taken[pk] = slot
            return True
    for pk in fitting[slots[slot]]:
        if pk in tried or slots[taken[pk]] == slots[slot]:
            continue
        tried.add(pk)
        if _place(taken[pk], slots, fitting, taken, tried):
            taken[pk] = slot
            return True
    return False
