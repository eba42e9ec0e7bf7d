from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from elearning.core.exceptions import NotAllowed
from elearning.enrolment.actions.demo import DemoCode, DemoRow, make_demo_people

UNCHANGED = "(not changed)"


class Command(BaseCommand):
    help = "Make invented people for every role, in demo mode only, and print their passwords once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-passwords", action="store_true", help="give everyone a new password"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows, codes = make_demo_people(new_passwords=options["new_passwords"])
        except NotAllowed as error:
            raise CommandError(error.message) from None
        self.stdout.write(_table(rows))
        self.stdout.write(_codes(codes))


def _table(rows: list[DemoRow]) -> str:
    cells = [("role", "name", "e-mail address", "password")] + [
        (row.does, row.name, row.email, row.password or UNCHANGED) for row in rows
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))
        for line in cells
    )


def _codes(codes: list[DemoCode]) -> str:
    return "\n".join(f"join code for {code.cohort}: {code.code}" for code in codes)
