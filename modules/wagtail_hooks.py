"""What we add to the CMS."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.permission_policies.pages import PagePermissionPolicy

from modules.publishing import REFUSED, refused_message


@hooks.register("register_log_actions")
def register_refusals(actions: LogActionRegistry) -> None:
    """A page that was not published on its date says why in its history."""

    @actions.register_action(REFUSED)
    class RefusedFormatter(LogFormatter):
        label = _("Not published")

        def format_message(self, entry: PageLogEntry | ModelLogEntry) -> str:
            return refused_message(entry.data)


ACTION = "action-workflow-action"


@hooks.register("before_edit_page")
def save_only_when_saving_by_itself(
    request: HttpRequest, _page: Page
) -> HttpResponse | None:
    """Refuses a step of the review that comes with the editor's saving by itself.

    The editor puts the step into its form and sends the form in; saving by itself half a second
    later would send the same step once more, and it could fall on the next one.
    """
    saves_by_itself = not request.accepts("text/html")
    if saves_by_itself and ACTION in request.POST:
        return HttpResponse(status=400)
    return None


@hooks.register("after_edit_page")
def leave_to_what_they_may_see(
    request: HttpRequest, _page: Page
) -> HttpResponse | None:
    """After a review to the CMS's first page: a reviewer has no access to the page tree."""
    if ACTION not in request.POST:
        return None
    if PagePermissionPolicy().explorable_root_instance(request.user) is not None:
        return None
    return redirect("wagtailadmin_home")
