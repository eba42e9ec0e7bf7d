"""/cms/casus/<page>/…: what an author can do with a case beside writing it.

All of it is about the draft as it was last saved, and only for who may edit the page: its author,
and the reviewers while it is theirs to read.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from modules.case_map import case_map
from modules.case_trial import read_bookmark, step, trial_context
from modules.models import CasePage
from modules.queries.cases import written_case
from modules.rules.workshop import may_change_draft, may_copy, may_see_draft
from modules.views.cases import TEMPLATES as PHASES


@dataclass(frozen=True)
class Tool:
    """A link of the row above every tool."""

    label: str
    address: str
    is_here: bool


# The name of the address, and what it is called.
TOOLS = (
    ("wagtailadmin_pages:edit", gettext_lazy("Form")),
    ("case_map", gettext_lazy("Map")),
    ("case_try", gettext_lazy("Try it")),
    ("case_choices", gettext_lazy("Choices seen")),
    ("case_compare", gettext_lazy("Compare")),
    ("case_export", gettext_lazy("To a file")),
    ("case_import", gettext_lazy("From a file")),
    ("case_mirror", gettext_lazy("Mirror case")),
)


class CaseTool(WagtailAdminTemplateMixin, View):
    """What all tools share: the page, who may come in, and the way to the others."""

    header_icon = "form"
    url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case_page = get_object_or_404(CasePage, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_draft(request.user, self.case_page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def draft(self) -> CasePage:
        """The page as its author last saved it."""
        page: CasePage = self.case_page.get_latest_revision_as_object()
        return page

    def get_page_subtitle(self) -> str:
        return self.draft.neutral_title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.case_page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.draft.neutral_title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hidden = {
            "case_import": not may_change_draft(self.request.user, self.case_page),
            "case_mirror": not may_copy(self.request.user, self.case_page),
        }
        tools = [
            Tool(
                str(label),
                reverse(name, args=[self.case_page.pk]),
                name == self.url_name,
            )
            for name, label in TOOLS
            if not hidden.get(name)
        ]
        return super().get_context_data(page=self.draft, tools=tools, **kwargs)


class CaseMapView(CaseTool):
    """The whole case drawn, with what is not right at its place."""

    url_name = "case_map"
    template_name = "modules/workshop/map.html"

    def get_page_title(self) -> str:
        return _("The case as a map")

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(map=case_map(self.draft)))


class CaseTryView(CaseTool):
    """The draft as a learner would play it. Nothing of it is kept: a form carries the way."""

    url_name = "case_try"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self._step(request)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self._step(request)

    def _step(self, request: HttpRequest) -> HttpResponse:
        case = written_case(self.draft)
        if not case.scenes:
            return render(
                request, "modules/workshop/try_empty.html", {"page": self.draft}
            )
        bookmark = read_bookmark(request.POST.get("bookmark", ""))
        action, choice = request.POST.get("action", ""), request.POST.get("choice", "")
        state, message = step(case, bookmark, action, choice)
        context = trial_context(self.draft, case, state, message)
        template = PHASES.get(state.phase, "modules/workshop/try_ending.html")
        return render(request, template, context, status=422 if message else 200)
