from contextlib import suppress

from celery import shared_task
from django.core.management import CommandError, call_command


@shared_task
def tick() -> None:
    """Every 30 seconds: what was recorded since the last tick is in the rollups after this one."""
    from elearning.dashboard.actions import advance  # actions import down to here

    advance()


@shared_task
def close_periods() -> None:
    """In the night of the 2nd: freeze the figures of every month that is over."""
    from elearning.dashboard.actions import close_due_periods  # the same

    close_due_periods()


@shared_task
def simulate_learners(
    *, learners: int, months: int, seed: int, steps: int | None
) -> None:
    """In the demo, once per seed: invented people; a second time, also at once, does nothing."""
    with suppress(CommandError):
        call_command(
            "simulate_learners",
            learners=learners,
            months=months,
            seed=seed,
            steps=steps,
        )
