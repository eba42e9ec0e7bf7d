"""Rows of the rollups and of the frozen grid, and invented populations for the suppression."""

import datetime
import uuid
from dataclasses import dataclass, field

import factory
from factory.django import DjangoModelFactory

from elearning.dashboard.actions.figures import LearningFigures, Table
from elearning.dashboard.enums import CellState, Figure, ItemKind
from elearning.dashboard.models import (
    ClosedPeriod,
    FrozenCell,
    FrozenQuestion,
    LearnerItem,
)
from elearning.dashboard.queries.population import (
    Group,
    ItemTally,
    Population,
    QuestionTally,
)
from elearning.dashboard.queries.shapes import ModuleShape, PathShape

# How far somebody is: enrolled, took the test and missed its question about safety, was right about
# that but failed, passed the test, finished its module, finished the path.
LEVELS = 6


class LearnerItemFactory(DjangoModelFactory):
    """Somebody enrolled on a path; other kinds and later states by their fields."""

    class Meta:
        model = LearnerItem

    registration = factory.LazyFunction(uuid.uuid4)
    activity_id = 1
    kind = ItemKind.PATH
    code = "ll-a"
    actor = factory.LazyFunction(uuid.uuid4)
    tenant = factory.LazyFunction(uuid.uuid4)
    first_statement = factory.Sequence(lambda n: n)
    first_month = datetime.date(2026, 1, 1)


class ClosedPeriodFactory(DjangoModelFactory):
    class Meta:
        model = ClosedPeriod
        django_get_or_create = ("month",)

    month = datetime.date(2026, 10, 1)


class FrozenCellFactory(DjangoModelFactory):
    """A shown figure of participants of everything; the trait `hidden` holds nothing."""

    class Meta:
        model = FrozenCell

    class Params:
        hidden = factory.Trait(
            state=CellState.HIDDEN, base=None, count=None, as_of=None, exact=None
        )

    period = factory.SubFactory(ClosedPeriodFactory)
    figure = Figure.PARTICIPANTS
    state = CellState.SHOWN
    base = 55
    as_of = factory.SelfAttribute("period.month")
    exact = factory.LazyAttribute(lambda cell: [cell.base, cell.count])


class FrozenQuestionFactory(DjangoModelFactory):
    """Figures of a question without anything special; `verdict`, `facility`, … change one."""

    class Meta:
        model = FrozenQuestion

    class Params:
        verdict = None
        facility = 65

    period = factory.SubFactory(ClosedPeriodFactory)
    people = 45
    as_of = factory.SelfAttribute("period.month")
    shown = factory.LazyAttribute(
        lambda row: {
            "people": row.people,
            "is_enough": True,
            "verdict": row.verdict,
            "guess": 33,
            "intended_weight": 25,
            "negative_covariance": False,
            "facility": row.facility,
            "sd": 0.5,
            "effective_weight": 25,
            "discrimination": 31,
            "efficiency": 39,
            "options": [
                {"key": "a", "right": True, "number": 30},
                {"key": "b", "right": False, "number": 15},
                {"key": "c", "right": False, "number": 0},
            ],
        }
    )


@dataclass
class World:
    """Invented people: how many at each level, per path and organisation; regions hold the rest."""

    regions: dict[str, list[uuid.UUID]]
    people: dict[Group, list[int]] = field(default_factory=dict)

    @property
    def paths(self) -> list[PathShape]:
        module = ModuleShape("m05", required=True, tests=("basistoets",))
        return [PathShape(c, (module,)) for c in sorted({g[0] for g in self.people})]

    def tables(self) -> list[Table]:
        """The tables that a closing makes of these people."""
        taken = {g: _tally(levels, met=1, done=3) for g, levels in self.people.items()}
        module = {g: _tally(levels, met=4, done=4) for g, levels in self.people.items()}
        population = Population(
            people={g: (sum(levels), levels[5]) for g, levels in self.people.items()},
            items={
                (ItemKind.ASSESSMENT, "basistoets"): taken,
                (ItemKind.MODULE, "m05"): module,
            },
            without_module={
                ("basistoets", "m05"): {
                    g: (sum(v[1:4]), v[3]) for g, v in self.people.items()
                }
            },
            questions={
                ("basistoets", "v04"): {
                    path.code: self._question(path.code) for path in self.paths
                }
            },
        )
        return list(
            LearningFigures(
                population, self.regions, self.paths, {"basistoets": ["v04"]}
            ).tables()
        )

    def _question(self, path: str) -> QuestionTally:
        there = [levels for group, levels in self.people.items() if group[0] == path]
        _, missed, failed, passed, module, _ = map(sum, zip(*there, strict=True))
        return QuestionTally(
            missed, failed, failed + passed + module, {"m05": failed + passed}
        )


def _tally(levels: list[int], *, met: int, done: int) -> ItemTally:
    return ItemTally(
        sum(levels[met:]), sum(levels[done:]), sum(levels[met:5]), sum(levels[done:5])
    )
