"""/cms/leergegevens/…: administrators see how much comes in, search in it, and see what was refused."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from elearning.accounts.models import User
from elearning.accounts.requests import UserRequest
from elearning.xapi import actions, rules
from elearning.xapi.forms import SearchForm
from elearning.xapi.queries.looking import refusals, volume
from elearning.xapi.queries.searching import known_verbs
from elearning.xapi.views.screens import StoreScreen

LONGEST_NUMBER = 18


class LookScreen(StoreScreen):
    folder = "xapi/look"
    home = "xapi_look"
    header_icon = "view"
    section = gettext_lazy("Learning data")

    def may_enter(self, user: User) -> bool:
        return rules.may_look_inside(user)


class Volume(LookScreen):
    page_title = gettext_lazy("Learning data")

    def get(self, _request: UserRequest) -> HttpResponse:
        return self.show("volume", here="volume", volume=volume())


class Search(LookScreen):
    """By POST, so that no pseudonym stands in an address or a log."""

    page_title = gettext_lazy("Search statements")

    def get(self, _request: UserRequest) -> HttpResponse:
        return self._show(SearchForm())

    def post(self, request: UserRequest) -> HttpResponse:
        form = SearchForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=400)
        found, cursor = actions.search_statements(by=request.user, wanted=form.wanted)
        return self._show(form, found=found, cursor=cursor, searched=True)

    def _show(
        self, form: SearchForm, *, status: int = 200, **context: object
    ) -> HttpResponse:
        return self.show(
            "search",
            status,
            here="search",
            form=form,
            verbs=known_verbs(),
            **{"found": [], "cursor": None, "searched": False} | context,
        )


class Refused(LookScreen):
    page_title = gettext_lazy("What was refused")

    def get(self, request: UserRequest) -> HttpResponse:
        found, before = refusals(_number(request.GET.get("voor", "")))
        return self.show("refused", here="refused", refusals=found, before=before)


def _number(text: str) -> int | None:
    """What is no number is as if it was not there."""
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if is_number else None
