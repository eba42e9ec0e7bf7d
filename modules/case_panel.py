"""In the editor of a case: its scenes as a list, each with a form of its own.

All scenes in one form took half a minute to open (ADR 0042).
"""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel


def _address(page: Any, scene: str | None) -> str:
    return reverse("case_scene", args=[page.pk, scene]) if page.pk and scene else ""


def _name(at: int, raw: dict[str, Any]) -> str:
    # As it is stored: reading 40 scenes with their choices and sources takes half a second.
    return f"{raw.get('code') or at + 1} {raw.get('title') or ''}".strip()


class ScenesPanel(Panel):
    """Reads the page; it has no fields, so saving the editor never writes over a scene."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "modules/workshop/scenes_panel.html"

        class Media:
            css = {"all": ["modules/css/workshop.css"]}

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            wrong = getattr(self.form, "wrong_scenes", {})
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["scenes"] = [
                (
                    _address(page, raw.get("id")),
                    _name(at, raw["value"]),
                    wrong.get(at, []),
                )
                for at, raw in enumerate(page.scenes.raw_data)
            ]
            is_saved = page.pk is not None
            context["add"] = (
                reverse("case_scene_new", args=[page.pk]) if is_saved else ""
            )
            context["map"] = reverse("case_map", args=[page.pk]) if is_saved else ""
            return context
