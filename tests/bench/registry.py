"""What is measured, and against what. Each bench is a function in a module of this package."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure beside its target; lower is better."""

    name: str
    measured: float
    target: float
    unit: str
    remark: str = ""

    @property
    def is_met(self) -> bool:
        return self.measured <= self.target


Bench = Callable[[], list[Figure]]

benches: dict[str, Bench] = {}


def bench(name: str) -> Callable[[Bench], Bench]:
    """Register the decorated function, which measures on an empty, migrated database."""

    def register(function: Bench) -> Bench:
        benches[name] = function
        return function

    return register
