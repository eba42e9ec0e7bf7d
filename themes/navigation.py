"""Where each app announces its link, so that `themes` knows no app.

Call `register` in `AppConfig.ready()`. A link shows only when its address exists and its rule
allows; the header never has more than five (design: look.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise

MAXIMUM_IN_HEADER = 5


class Place(StrEnum):
    HEADER = "header"
    ACCOUNT = "account"
    FOOTER = "footer"


def for_everyone(_request: HttpRequest) -> bool:
    return True


def when_logged_in(request: HttpRequest) -> bool:
    # A request that was refused early (a wrong host) has no user yet.
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


@dataclass(frozen=True, kw_only=True)
class Link:
    """`url_name` is reversed; `path` is for pages that live in the CMS. `order` counts up."""

    label: str | Promise
    url_name: str = ""
    path: str = ""
    order: int = 100
    place: Place = Place.HEADER
    visible: Callable[[HttpRequest], bool] = for_everyone

    def url(self) -> str:
        """The address, or '' when there is none in this installation."""
        if self.path:
            return self.path
        return reverse_or_empty(self.url_name)


@dataclass(frozen=True, kw_only=True)
class ShownLink:
    label: str
    url: str
    current: bool
    exact: bool


_links: list[Link] = []


def register(link: Link) -> None:
    """Add a link to its place. The same link twice counts once."""
    if link not in _links:
        _links.append(link)


def links(request: HttpRequest, place: Place) -> list[ShownLink]:
    """The links of `place` that this request may see, in order, with where we are marked."""
    shown = [
        ShownLink(
            label=str(link.label),
            url=url,
            current=request.path.startswith(url) and url != "/",
            exact=request.path == url,
        )
        for link in sorted(_links, key=lambda link: link.order)
        if link.place == place and (url := link.url()) and link.visible(request)
    ]
    return shown[:MAXIMUM_IN_HEADER] if place == Place.HEADER else shown


def reverse_or_empty(url_name: str) -> str:
    """The address of that name, or '' when no app offers it."""
    return _reversed(
        url_name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()
    )


@lru_cache
def _reversed(url_name: str, urlconf: str, _prefix: str) -> str:
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""
