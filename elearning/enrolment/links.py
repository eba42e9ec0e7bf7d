"""The links of this app in the account menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from elearning.accounts.requests import visitor_roles
from elearning.enrolment.rules import GROUP_MAKERS
from themes.navigation import Link, Place, register


def _makes_cohorts(request: HttpRequest) -> bool:
    return not GROUP_MAKERS.isdisjoint(visitor_roles(request))


register(
    Link(label=_("My account"), url_name="my_account", order=10, place=Place.ACCOUNT)
)
register(
    Link(
        label=_("My groups"),
        url_name="cohorts",
        order=20,
        place=Place.ACCOUNT,
        visible=_makes_cohorts,
    )
)
register(
    Link(label=_("Join with a code"), url_name="join", order=30, place=Place.ACCOUNT)
)
