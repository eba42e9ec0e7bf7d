"""`python -m tests.bench_courses [name …]`: measures what authors and readers wait for.

The runner (`make bench-courses`) starts the servers. Exits 1 when a figure falls short. Names:
publishing, editor, lesson_weight, reading, searching.
"""

import argparse
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402  # the settings are there only now
from django.test.utils import setup_test_environment  # noqa: E402

from tests.bench.registry import print_table  # noqa: E402  # models need Django first
from tests.bench_courses.editor import editor  # noqa: E402
from tests.bench_courses.lesson_weight import lesson_weight  # noqa: E402
from tests.bench_courses.publishing import publishing  # noqa: E402
from tests.bench_courses.reading import reading  # noqa: E402
from tests.bench_courses.searching import searching  # noqa: E402

MEASURES = {
    "publishing": publishing,
    "editor": editor,
    "lesson_weight": lesson_weight,
    "reading": reading,
    "searching": searching,
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench-courses")
    parser.add_argument("names", nargs="*", choices=[*MEASURES, []], metavar="name")
    names = parser.parse_args(arguments).names
    setup_test_environment()
    settings.ALLOWED_HOSTS = ["*"]
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
