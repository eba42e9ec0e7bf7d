"""`python -m tests.bench_xapi [--rows=N] [name …]`: fills the store, measures, prints a table.

The runner (`make bench-xapi`) serves the store and says in the environment where it is. Exits 1 when
a figure falls short. Names: erasing, batches, singles, many, queries, validation.
"""

import argparse
import sys
import time

import django

django.setup()

from tests.bench.registry import print_table  # noqa: E402  # models need Django first
from tests.bench_xapi.erasing import erasing  # noqa: E402
from tests.bench_xapi.ingest import batches, many, singles  # noqa: E402
from tests.bench_xapi.queries import queries  # noqa: E402
from tests.bench_xapi.scene import fill, scene_of  # noqa: E402
from tests.bench_xapi.validation import validation  # noqa: E402

# Reading comes before writing, so that it meets what was filled in.
MEASURES = {
    "validation": validation,
    "queries": queries,
    "singles": singles,
    "batches": batches,
    "many": many,
    "erasing": erasing,
}


def main(arguments: list[str]) -> int:
    wanted = _wanted(arguments)
    scene = scene_of(wanted.rows)
    if wanted.names != ["validation"]:
        began = time.perf_counter()
        fill(scene)
        sys.stdout.write(
            f"{scene.rows:,} statements stored in {time.perf_counter() - began:.0f} s\n"
        )
    figures = [
        figure
        for name, measure in MEASURES.items()
        if not wanted.names or name in wanted.names
        for figure in measure(scene)
    ]
    print_table(figures)
    return 0 if figures and all(figure.is_met for figure in figures) else 1


def _wanted(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-xapi")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("names", nargs="*", choices=[*MEASURES, []], metavar="name")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
