import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from elearning.core.exceptions import DomainError
from elearning.dashboard.simulation.run import check_seed, simulate
from elearning.dashboard.tasks import simulate_learners


class Command(BaseCommand):
    help = "Invents people who learn, test, join and attend; only in the demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--learners", type=int, default=400)
        parser.add_argument("--months", type=int, default=6)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--steps", type=int, help="nobody walks more of them")
        parser.add_argument(
            "--in-background",
            action="store_true",
            help="let the worker do it; nothing when this seed was simulated before",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["learners"] < 1 or options["months"] < 1:
            raise CommandError("Give at least one learner and one month.")
        if options["in_background"]:
            self._queue(options)
            return
        started = time.monotonic()
        try:
            made = simulate(
                learners=options["learners"],
                months=options["months"],
                seed=options["seed"],
                steps=options["steps"],
                progress=lambda events: tqdm(
                    events, unit="event", desc="simulating", disable=None
                ),
            )
        except DomainError as error:
            raise CommandError(error.message) from None
        for what, number in made.items():
            self.stdout.write(f"{number:>6}  {what}")
        self.stdout.write(f"in {time.monotonic() - started:.0f} s")

    def _queue(self, options: dict[str, Any]) -> None:
        try:
            check_seed(options["seed"])
        except DomainError as error:
            self.stdout.write(error.message)
            return
        simulate_learners.apply_async(
            kwargs={
                name: options[name] for name in ("learners", "months", "seed", "steps")
            },
            queue="long",
        )
