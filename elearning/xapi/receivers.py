"""News from below: an account is closing."""

from typing import Any

from django.dispatch import receiver

from elearning.accounts.models import User
from elearning.accounts.signals import account_closing
from elearning.xapi.actions import erase_user


@receiver(account_closing, dispatch_uid="xapi.erase_user")
def erase_from_store(user: User, **kwargs: Any) -> None:
    erase_user(by=user, user=user)
