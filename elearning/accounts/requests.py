"""What a request says about its visitor."""

from django.http import HttpRequest

from elearning.accounts.models import User
from elearning.accounts.queries import roles_of


class UserRequest(HttpRequest):
    """A request whose user is a person: never instantiated, only named in signatures."""

    user: User


def visitor_roles(request: HttpRequest) -> frozenset[str]:
    """The roles the visitor has now; at most one query a request, however many links ask."""
    known: frozenset[str] | None = getattr(request, "_visitor_roles", None)
    if known is None:
        known = roles_of(request.user) if request.user.is_authenticated else frozenset()
        request._visitor_roles = known  # type: ignore[attr-defined]
    return known
