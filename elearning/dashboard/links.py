from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from elearning.accounts.requests import visitor_roles
from elearning.dashboard.rules import WITH_SCREENS
from themes.navigation import Link, Place, register


def has_screens_here(request: HttpRequest) -> bool:
    return not WITH_SCREENS.isdisjoint(visitor_roles(request))


register(
    Link(
        label=_("Dashboard"),
        url_name="dashboard:home",
        order=50,
        place=Place.HEADER,
        visible=has_screens_here,
    )
)
