"""Which people figures may be about: nothing of fewer than ten, nor by subtraction (ADR 0035)."""

import uuid
from collections.abc import Hashable, Mapping
from itertools import permutations

# As in `elearning.dashboard.suppression`, which stands above this app.
SMALLEST_GROUP = 10
People = frozenset[uuid.UUID]


def apart(groups: Mapping[Hashable, People]) -> dict[Hashable, People]:
    """The groups, less whoever would stand in a difference of fewer than ten people.

    Where two overlap and one has one to nine people that the other has not, their figures together
    would give those few away; they are left out of it. What falls under ten is no group any more.
    """
    found = {name: shown(people) for name, people in groups.items()}
    again = True
    while again:
        again = False
        for a, b in permutations(found, 2):
            alone = found[a] - found[b]
            if found[a] & found[b] and 0 < len(alone) < SMALLEST_GROUP:
                found[a] = shown(found[a] & found[b])
                again = True
    return found


def shown(people: People) -> People:
    return people if len(people) >= SMALLEST_GROUP else frozenset()
