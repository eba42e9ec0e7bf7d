from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from elearning.dashboard.rules import has_screens
from themes.navigation import Link, Place, register


def has_screens_here(request: HttpRequest) -> bool:
    return has_screens(request.user)


register(
    Link(
        label=_("Dashboard"),
        url_name="dashboard:home",
        order=50,
        place=Place.HEADER,
        visible=has_screens_here,
    )
)
