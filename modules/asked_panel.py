"""In the editor of a test: what it asks now, while its page names no questions itself."""

from typing import Any

from wagtail.admin.panels import Panel

from elearning.core.choosers import described
from toetsen.models import AssessmentItem


class AskedPanel(Panel):
    """Reads only. What an author chooses takes the place of all of these, so she must see them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "modules/workshop/asked_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.asked)

        @property
        def asked(self) -> list[str]:
            page = self.instance
            if page.questions or not page.assessment_code:
                return []
            items = AssessmentItem.objects.filter(
                assessment__code=page.assessment_code
            ).select_related("question")
            return [described(item.question) for item in items]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["asked"] = self.asked
            return context
