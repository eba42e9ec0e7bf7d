"""/cms/casus/<page>/keuzes/: what finishers of a published version chose, for its author."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from modules.case_choices import flow_of
from modules.models import CaseVersion
from modules.queries.choices_seen import choices_seen, versions_of
from modules.views.workshop import CaseTool


class CaseChoicesView(CaseTool):
    """Of one version, the newest that has figures unless another is asked for."""

    url_name = "case_choices"
    template_name = "modules/workshop/choices.html"

    def get_page_title(self) -> str:
        return _("Choices seen")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        versions = versions_of(self.case_page.key)
        version = _asked(versions, request.GET.get("versie", ""))
        flow = flow_of(choices_seen(version)) if version else None
        context = self.get_context_data(versions=versions, version=version, flow=flow)
        return self.render_to_response(context)


def _asked(versions: list[CaseVersion], number: str) -> CaseVersion | None:
    """The version with this number; else the newest with figures, or the newest."""
    for version in versions:
        if str(version.number) == number:
            return version
    with_figures = (one for one in versions if choices_seen(one).stood_on)
    return next(with_figures, versions[0] if versions else None)
