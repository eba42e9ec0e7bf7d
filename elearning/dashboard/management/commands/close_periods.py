from typing import Any

from django.core.management.base import BaseCommand

from elearning.dashboard.actions import close_due_periods


class Command(BaseCommand):
    help = "Freezes the group figures of every month that is over; each month once, for good."

    def handle(self, *args: Any, **options: Any) -> None:
        closed = close_due_periods()
        for period in closed:
            self.stdout.write(f"closed {period} with {period.cells.count()} cells")
        if not closed:
            self.stdout.write("nothing to close")
