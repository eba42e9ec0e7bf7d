"""What is measured, and against what. Each bench is a function in a module of this package."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure beside its target; lower is better, unless `more_is_better`."""

    name: str
    measured: float
    target: float
    unit: str
    remark: str = ""
    more_is_better: bool = False

    @property
    def is_met(self) -> bool:
        if self.more_is_better:
            return self.measured >= self.target
        return self.measured <= self.target

    def line(self, width: int) -> str:
        """The figure as a line of the table, its name `width` characters wide."""
        sign = "≥" if self.more_is_better else "≤"
        return (
            f"{self.name:<{width}}  {self.measured:8.2f} {self.unit:<8} target {sign} {self.target:g}"
            f"  {'ok' if self.is_met else 'FALLS SHORT'}  {self.remark}"
        )


Bench = Callable[[], list[Figure]]

benches: dict[str, Bench] = {}


def bench(name: str) -> Callable[[Bench], Bench]:
    """Register the decorated function, which measures on an empty, migrated database."""

    def register(function: Bench) -> Bench:
        benches[name] = function
        return function

    return register


def print_table(figures: Sequence[Figure]) -> None:
    """One line per figure, the names in a column as wide as the longest."""
    width = max((len(figure.name) for figure in figures), default=0)
    for figure in figures:
        sys.stdout.write(f"{figure.line(width)}\n")
