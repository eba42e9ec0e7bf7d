"""News from below: an account is closing, somebody asks for her data."""

from typing import Any

from django.dispatch import receiver

from elearning.accounts.models import User
from elearning.accounts.signals import account_closing, own_data_asked
from elearning.core.json_stream import JsonTexts
from elearning.xapi.actions import erase_user
from elearning.xapi.queries.own import own_bodies


@receiver(account_closing, dispatch_uid="xapi.erase_user")
def erase_from_store(user: User, **kwargs: Any) -> None:
    erase_user(by=user, user=user)


@receiver(own_data_asked, dispatch_uid="xapi.tell_statements")
def tell_statements(user: User, **kwargs: Any) -> tuple[str, JsonTexts]:
    return "statements", JsonTexts(own_bodies(user))
