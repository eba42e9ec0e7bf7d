"""`manage.py export_evaluation`: the files of a study, for who evaluates."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elearning.accounts.models import User
from elearning.core.exceptions import DomainError
from toetsen.actions.studying import export_study
from toetsen.measurement.study import newest


class Command(BaseCommand):
    help = (
        "Write the files of a study (rows under new pseudonyms as CSV and Parquet, tables, codebook) "
        "into one zip, of who says yes to it now. Leaves an audit line with the name of --by."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--study", default="evaluatie", help="code of the study")
        parser.add_argument(
            "--by", required=True, help="address of the evaluator who asks for it"
        )
        parser.add_argument("--folder", default=".", help="where the zip is written")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email=options["by"].lower(), is_active=True).first()
        if by is None:
            raise CommandError("Nobody has the address of --by.")
        try:
            made = export_study(by=by, study=newest(options["study"]))
        except LookupError:
            raise CommandError("There is no study of that name.") from None
        except DomainError as error:
            raise CommandError(error.message) from error
        file = Path(options["folder"]) / made.name
        _write_once(file, made.content)
        self.stdout.write(f"{file}: {made.people} people, {made.rows} rows")


def _write_once(file: Path, content: bytes) -> None:
    """For the eyes of who ran it alone; an earlier file is never written over."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error
    with os.fdopen(handle, "wb") as out:
        out.write(content)
