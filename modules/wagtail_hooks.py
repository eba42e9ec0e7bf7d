"""What we add to the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, PageLogEntry

from modules.publishing import REFUSED, refused_message


@hooks.register("register_log_actions")
def register_refusals(actions: LogActionRegistry) -> None:
    """A page that was not published on its date says why in its history."""

    @actions.register_action(REFUSED)
    class RefusedFormatter(LogFormatter):
        label = _("Not published")

        def format_message(self, entry: PageLogEntry | ModelLogEntry) -> str:
            return refused_message(entry.data)
