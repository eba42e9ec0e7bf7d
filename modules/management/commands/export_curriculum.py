"""`manage.py export_curriculum`: what authors changed in the CMS, back into the files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from modules.actions.curriculum.exporting.writing import Report, export
from modules.actions.curriculum.files import FOLDER, CurriculumError


class Command(BaseCommand):
    help = (
        "Write what authors changed and published back into the files of modules/curriculum. "
        "Only what differs is touched; comments, order and layout stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            help="a folder for the changed files, not the files themselves",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what would be written"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = export(FOLDER, to=options["to"], write=not options["dry_run"])
        except CurriculumError as error:
            raise CommandError(str(error)) from error
        self._say(report)

    def _say(self, report: Report) -> None:
        for file, names in report.changed.items():
            self.stdout.write(f"{file}: {', '.join(names)}")
        for line in report.unsaid:
            self.stderr.write(f"not in the files: {line}")
        self.stdout.write(
            f"{len(report.changed)} files changed; "
            f"{len(report.unsaid)} things could not be written."
        )
