"""News from below: somebody signed up or logged in, asks for her data."""

from typing import Any

from allauth.account.signals import user_logged_in, user_signed_up
from django.dispatch import receiver
from django.http import HttpRequest

from elearning.accounts.models import User
from elearning.accounts.signals import account_closing, own_data_asked
from elearning.enrolment import pending
from elearning.enrolment.actions import forget_learner
from elearning.enrolment.queries import learning_data


@receiver(user_signed_up)
@receiver(user_logged_in)
def fulfil_what_was_chosen(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Signing up with a code is being in the class, in one go."""
    pending.fulfil(request, user)


@receiver(account_closing)
def destroy_learner_key(user: User, **kwargs: Any) -> None:
    forget_learner(user=user)


@receiver(own_data_asked)
def tell_learning_data(user: User, **kwargs: Any) -> tuple[str, dict[str, Any]]:
    return "learning", learning_data(user)
