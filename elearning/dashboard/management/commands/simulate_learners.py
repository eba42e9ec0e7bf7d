import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from elearning.core.exceptions import DomainError
from elearning.dashboard.simulation.run import simulate


class Command(BaseCommand):
    help = "Invents people who learn, test, join and attend; only in the demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--learners", type=int, default=400)
        parser.add_argument("--months", type=int, default=6)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["learners"] < 1 or options["months"] < 1:
            raise CommandError("Give at least one learner and one month.")
        started = time.monotonic()
        try:
            made = simulate(
                learners=options["learners"],
                months=options["months"],
                seed=options["seed"],
                progress=lambda events: tqdm(events, unit="event", desc="simulating"),
            )
        except DomainError as error:
            raise CommandError(error.message) from None
        for what, number in made.items():
            self.stdout.write(f"{number:>6}  {what}")
        self.stdout.write(f"in {time.monotonic() - started:.0f} s")
