from typing import Any

from django.core.management.base import BaseCommand

from elearning.enrolment.actions import rotate_learner_keys


class Command(BaseCommand):
    help = (
        "Wrap all learners' keys with the newest key of LEARNER_STORE_KEYS. Put the new key in "
        "front, run this, then take the old key away. May be stopped and run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = rotate_learner_keys()
        self.stdout.write(f"{count} keys wrapped with the newest key.")
