from typing import Any

from django.core.management.base import BaseCommand

from elearning.enrolment.actions import delete_expired_records


class Command(BaseCommand):
    help = "Delete learners' private records whose time has passed; the nightly task does the same."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{delete_expired_records()} records deleted.")
