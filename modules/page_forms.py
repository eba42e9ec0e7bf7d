"""The editor's form of every page: it runs the publish check where Wagtail has no hook for it.

Tried: `before_publish_page` does not run when a page is sent in or approved, and an error raised
later ends in an error page. Here the reasons stand in the form, and nothing typed is lost.
"""

from wagtail.admin.forms import WagtailAdminPageForm

from modules import publishing


class CheckedPageForm(WagtailAdminPageForm):
    def goes_out(self) -> bool:
        """Whether this save also publishes, schedules, sends in or approves."""
        if self.data.get("workflow-action-name") == "approve":
            return bool(self.data.get("action-workflow-action"))
        actions = ("action-publish", "action-submit", "action-restart-workflow")
        return any(self.data.get(action) for action in actions)

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or not self.goes_out():
            return
        # Together above the form: the reasons of a large case would be lost in folded scenes.
        for problem in publishing.problems(self.instance):
            self.add_error(None, str(problem))
