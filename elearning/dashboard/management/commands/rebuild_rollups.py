from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elearning.dashboard.actions import rebuild


class Command(BaseCommand):
    help = (
        "Makes the rollups again from the statements; frozen figures stay as they are."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        added = rebuild()
        if added is None:
            raise CommandError("Another process is at it. Try again in a minute.")
        self.stdout.write(f"{added} statements in the rollups")
