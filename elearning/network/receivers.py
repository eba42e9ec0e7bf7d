"""News from below: somebody asks for her data."""

from typing import Any

from django.dispatch import receiver

from elearning.accounts.models import User
from elearning.accounts.signals import own_data_asked
from elearning.network.queries.own_data import network_data


@receiver(own_data_asked, dispatch_uid="network.tell_network_data")
def tell_network_data(user: User, **_kwargs: object) -> tuple[str, dict[str, Any]]:
    return "network", network_data(user)
