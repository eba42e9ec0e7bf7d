"""The front door, and pages beside the learning."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from elearning.enrolment.queries import current_enrolment
from modules.components.body import Body, render_body
from modules.models import HomePage, InfoPage, PathIndexPage
from modules.queries import NextStep, next_step
from modules.queries.refreshers import count_due
from modules.serving import serves
from modules.views.overview import chosen_enrolment
from themes.navigation import reverse_or_empty


@dataclass(frozen=True, slots=True)
class Door:
    """One of the three ways in (look.md)."""

    title: str
    text: str
    href: str
    art: str


def doors(paths_url: str) -> list[Door]:
    return [
        Door(
            _("I study"),
            _("You have a code of your lecturer. You learn with your class."),
            reverse_or_empty("join") or paths_url,
            "study",
        ),
        Door(
            _("I work or volunteer"),
            _("Begin with a short path, when it suits you, and meet others."),
            paths_url,
            "work",
        ),
        Door(
            _("I teach or coordinate"),
            _("Make a group, see who needs you, plan a meeting."),
            reverse_or_empty("cohorts") or paths_url,
            "teach",
        ),
    ]


@serves("modules.HomePage")
def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    paths = PathIndexPage.objects.live().first()
    context = {
        "page": page,
        "body": _body(page),
        "doors": doors(paths.url if paths else "/"),
        "next": _where_you_were(request),
        "refresh": count_due(request.user) if request.user.is_authenticated else 0,
    }
    return render(request, "modules/home.html", context)


def _where_you_were(request: HttpRequest) -> NextStep | None:
    if not request.user.is_authenticated:
        return None
    enrolment = current_enrolment(request.user, chosen_enrolment(request))
    return next_step(request.user, enrolment) if enrolment else None


@serves("modules.InfoPage")
def info(request: HttpRequest, page: InfoPage) -> HttpResponse:
    return render(request, "modules/info.html", {"page": page, "body": _body(page)})


def _body(page: HomePage | InfoPage) -> Body:
    return render_body(page.body, key=f"{page.pk}.body.{page.content_version}")
