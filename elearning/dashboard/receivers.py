"""News from below: statements leave the store."""

from typing import Any

from django.dispatch import receiver

from elearning.dashboard.actions import forget_statements
from elearning.xapi.signals import statements_leaving


@receiver(statements_leaving, dispatch_uid="dashboard.forget_statements")
def take_out_of_rollups(
    low: int, high: int, keys: list[int] | None, **kwargs: Any
) -> None:
    forget_statements(low=low, high=high, keys=keys)
