"""`python -m tests.bench [name …]`: measures, prints a table, and fails when a figure falls short."""

import argparse
import importlib
import pkgutil
import sys

import django
from django.conf import settings
from django.db import connection
from django.test.utils import setup_test_environment

from tests import databases
from tests.bench import __path__ as folder
from tests.bench.registry import Figure, benches, print_table


def main(arguments: list[str]) -> int:
    django.setup()
    setup_test_environment()
    settings.ALLOWED_HOSTS = ["*"]
    for module in pkgutil.iter_modules(folder):
        if module.name not in {"__main__", "registry"}:
            importlib.import_module(f"tests.bench.{module.name}")
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("names", nargs="*", choices=[*benches, []], metavar="name")
    names = parser.parse_args(arguments).names
    figures = [
        figure
        for name, run in sorted(benches.items())
        if not names or name in names
        for figure in _on_a_fresh_database(run)
    ]
    print_table(figures)
    return 0 if figures and all(figure.is_met for figure in figures) else 1


def _on_a_fresh_database(run) -> list[Figure]:
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        return run()
    finally:
        databases.cut_off_others()  # a server that just stopped may still be seen
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
