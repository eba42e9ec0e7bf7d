"""The request of a view behind `login_required`, for the types' sake."""

from django.http import HttpRequest

from elearning.accounts.models import User


class UserRequest(HttpRequest):
    """A request whose user is a person: never instantiated, only named in signatures."""

    user: User
