"""What every page needs around it: `layout` in each template."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from themes.navigation import Place, ShownLink, links, reverse_or_empty


class Layout:
    """Asked piece by piece by the templates, so that a fragment pays for nothing."""

    site_name = settings.WAGTAIL_SITE_NAME

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def navigation(self) -> tuple[ShownLink, ...]:
        return tuple(links(self.request, Place.HEADER))

    @cached_property
    def footer(self) -> tuple[ShownLink, ...]:
        return tuple(links(self.request, Place.FOOTER))

    @cached_property
    def is_logged_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def account_items(self) -> tuple[ShownLink, ...]:
        return tuple(links(self.request, Place.ACCOUNT)) if self.is_logged_in else ()

    @cached_property
    def account_name(self) -> str:
        """The first name, or what stands for it; never an e-mail address on a shared screen."""
        user = self.request.user if self.is_logged_in else None
        name = str(getattr(user, "full_name", "")).split(" ")[0]
        return name or _("My account")

    @property
    def exit_url(self) -> str:
        return settings.EXIT_URL

    @cached_property
    def help_url(self) -> str:
        return reverse_or_empty("help") or "/hulp/"

    @cached_property
    def exit_help_url(self) -> str:
        return reverse_or_empty("way_out_help")

    @cached_property
    def search_url(self) -> str:
        return reverse_or_empty("search")

    @property
    def login_url(self) -> str:
        return reverse_or_empty("account_login")

    @cached_property
    def logout_url(self) -> str:
        return reverse_or_empty("account_logout")


def layout(request: HttpRequest) -> dict[str, Layout]:
    return {"layout": Layout(request)}
