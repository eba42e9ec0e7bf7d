"""Delete what has passed its term in the record store, or say what would go."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from elearning.xapi.actions import expire_statements
from elearning.xapi.enums import Kind
from elearning.xapi.queries.expiry import expired_documents, expired_months, kept_since


class Command(BaseCommand):
    """Prints per month and kind what goes; Celery beat does the same every night."""

    help = "Delete what has passed its term in the record store (XAPI_KEEP_MONTHS)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what would go"
        )

    def handle(self, **options: Any) -> None:
        for kind, since in kept_since().items():
            kept = f"kept since {since:%Y-%m}" if since else "has no term"
            self.stdout.write(f"{kind:<10} {kept}")
        lines = list(self._lines())
        for line in lines or ["Nothing has passed its term."]:
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("Nothing was deleted: this was a dry run.")
        elif lines:
            gone = sum(expire_statements().values())
            self.stdout.write(f"Deleted: {gone:,}.")

    def _lines(self) -> list[str]:
        found = []
        for month in expired_months():
            whole = ", the month's table goes" if month.whole else ""
            for kind, count in month.counts.items():
                found.append((month.month, f"{kind:<10} {count:>10,}{whole}"))
            if not month.counts:
                found.append((month.month, f"{'empty':<10} {0:>10,}{whole}"))
        for day, count in expired_documents():
            found.append((day, f"{Kind.DOCUMENTS:<10} {count:>10,}"))
        return [f"{day:%Y-%m}  {text}" for day, text in sorted(found)]
