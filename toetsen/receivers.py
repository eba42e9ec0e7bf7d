"""News from below: somebody asks for her data."""

from typing import Any

from django.dispatch import receiver

from elearning.accounts.models import User
from elearning.accounts.signals import own_data_asked
from toetsen.measured import measurement_data
from toetsen.queries import attempt_data


@receiver(own_data_asked, dispatch_uid="toetsen.tell_attempts")
def tell_attempts(user: User, **_kwargs: object) -> tuple[str, list[dict[str, Any]]]:
    return "tests", attempt_data(user)


@receiver(own_data_asked, dispatch_uid="toetsen.tell_measurements")
def tell_measurements(user: User, **_kwargs: object) -> tuple[str, dict[str, Any]]:
    return "measurements", measurement_data(user)
