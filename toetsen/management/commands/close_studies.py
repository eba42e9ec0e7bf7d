from typing import Any

from django.core.management.base import BaseCommand

from toetsen.actions.studying import close_studies


class Command(BaseCommand):
    help = "Freezes the report of every study in which at least ten people came in since the last."

    def handle(self, *args: Any, **options: Any) -> None:
        made = close_studies()
        for one in made:
            self.stdout.write(f"froze {one}")
        if not made:
            self.stdout.write("nothing to freeze")
