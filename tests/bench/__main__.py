"""`python -m tests.bench [name …]`: measures, prints a table, and fails when a figure falls short."""

import importlib
import pkgutil
import sys

import django
from django.conf import settings
from django.db import connection
from django.test.utils import setup_test_environment

from tests import databases
from tests.bench import __path__ as folder
from tests.bench.registry import Figure, benches


def main(wanted: list[str]) -> int:
    django.setup()
    setup_test_environment()
    settings.ALLOWED_HOSTS = ["*"]
    for module in pkgutil.iter_modules(folder):
        if module.name not in {"__main__", "registry"}:
            importlib.import_module(f"tests.bench.{module.name}")
    figures = [
        figure
        for name, run in sorted(benches.items())
        if not wanted or name in wanted
        for figure in _on_a_fresh_database(run)
    ]
    _print(figures)
    return 0 if figures and all(figure.is_met for figure in figures) else 1


def _on_a_fresh_database(run) -> list[Figure]:
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        return run()
    finally:
        databases.cut_off_others()  # a server that just stopped may still be seen
        connection.creation.destroy_test_db(name, verbosity=0)


def _print(figures: list[Figure]) -> None:
    width = max((len(figure.name) for figure in figures), default=0)
    for figure in figures:
        sys.stdout.write(f"{figure.line(width)}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
