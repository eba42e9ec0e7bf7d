"""Guessing codes is slow: ten wrong ones an hour for an account, sixty for a visitor's network.

Counted in the cache only, under an account's number or a keyed hash of the visitor's address; a
whole class behind one school's address must still be able to mistype.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from elearning.core.counting import count
from elearning.core.exceptions import TooManyRequests

HOUR = 3600
OF_ACCOUNT = 10
OF_NETWORK = 60


def check_may_guess(request: HttpRequest) -> None:
    """Raise TooManyRequests after too many wrong codes in an hour."""
    key, most = _counter(request)
    if (cache.get(key) or 0) >= most:
        raise TooManyRequests(
            _("Too many wrong codes were tried. Try again in an hour.")
        )


def count_wrong_guess(request: HttpRequest) -> None:
    """One more wrong code from this account or network."""
    key, _most = _counter(request)
    count(key, seconds=HOUR)


def _counter(request: HttpRequest) -> tuple[str, int]:
    if request.user.is_authenticated:
        return f"wrong-codes:account:{request.user.pk}", OF_ACCOUNT
    return f"wrong-codes:network:{get_adapter().get_client_ip(request)}", OF_NETWORK
