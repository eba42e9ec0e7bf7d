"""Who somebody is: by e-mail address and passphrase, as allauth does it."""

from allauth.account.auth_backends import AuthenticationBackend

from elearning.accounts.models import User
from elearning.core.database import Given, Prepared

_BY_PK = Prepared(lambda: User.objects.filter(pk=Given("pk")))


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """The only one: with two, each right somebody lacks would be looked for twice."""

    def get_user(self, user_id: int) -> User | None:
        """Who is logged in; None when the account was closed. Every page asks this (ADR 0056)."""
        user = _BY_PK.first(pk=user_id)
        return user if user and self.user_can_authenticate(user) else None
