"""`python -m tests.bench_toetsen [name …]`: measures the tests, prints a table.

The runner (`make bench-toetsen`) starts the servers. Exits 1 when a figure falls short. Names:
exam, statistics.
"""

import argparse
import sys

import django

django.setup()

from tests.bench.registry import print_table  # noqa: E402  # models need Django first
from tests.bench_toetsen.exam import exam  # noqa: E402
from tests.bench_toetsen.statistics import statistics  # noqa: E402

MEASURES = {"exam": exam, "statistics": statistics}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench-toetsen")
    parser.add_argument("names", nargs="*", choices=[*MEASURES, []], metavar="name")
    names = parser.parse_args(arguments).names
    figures = [
        figure
        for name, measure in MEASURES.items()
        if not names or name in names
        for figure in measure()
    ]
    print_table(figures)
    return 0 if figures and all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
