"""What we add to the CMS."""

from collections.abc import Iterator

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.permission_policies.pages import PagePermissionPolicy

from elearning.accounts.models import User
from modules import workshop_urls
from modules.actions.reuse import link_copies
from modules.models import CasePage
from modules.models.base import LearningContent
from modules.publishing import REFUSED, refused_message
from toetsen.models import Question


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
@hooks.register("before_edit_snippet")
def save_only_when_saving_by_itself(
    request: HttpRequest, _what: Page | Model
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


@hooks.register("after_edit_snippet")
def leave_the_question_too(
    request: HttpRequest, instance: Model
) -> HttpResponse | None:
    """The same for a question: the bank is for its authors."""
    if ACTION not in request.POST or not isinstance(instance, Question):
        return None
    if request.user.has_perm("toetsen.change_question"):
        return None
    return redirect("wagtailadmin_home")


@hooks.register("register_admin_urls")
def register_workshop() -> list[URLPattern]:
    return workshop_urls.urlpatterns


@hooks.register("register_page_header_buttons")
def link_to_workshop(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of a case: its map, and from there all other tools."""
    is_case = issubclass(page.specific_class, CasePage)
    if is_case and page.permissions_for_user(user).can_edit():
        yield Button(
            label=_("The case as a map"),
            url=reverse("case_map", args=[page.pk]),
            icon_name="site",
            priority=12,
        )


@hooks.register("register_page_header_buttons")
def link_to_reuse(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Where a page comes from and where else it is used, and the way to its translation."""
    is_ours = issubclass(page.specific_class, LearningContent)
    if is_ours and page.permissions_for_user(user).can_edit():
        yield Button(
            label=_("Reuse and translation"),
            url=reverse("page_reuse", args=[page.pk]),
            icon_name="copy",
            priority=14,
        )


@hooks.register("after_copy_page")
def remember_the_source(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copy keeps a link to what it was made from; an alias is the same page and needs none."""
    is_ours = issubclass(new_page.specific_class, LearningContent)
    if is_ours and not new_page.alias_of_id:
        link_copies(by=request.user, page=new_page.specific, source=page.specific)


@hooks.register("insert_editor_js")
def open_what_a_link_names() -> SafeString:
    """A link of the map leads to a folded block: this opens it."""
    return format_html(
        '<script type="module" src="{}"></script>',
        static("modules/js/editor_places.js"),
    )


@hooks.register("insert_editor_js")
def save_one_thing_at_a_time() -> SafeString:
    """What the editor saves by itself and what its author saves never cross each other."""
    return format_html(
        '<script type="module" src="{}"></script>',
        static("modules/js/editor_saving.js"),
    )
