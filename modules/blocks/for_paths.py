"""A part of a lesson that is meant for some learning paths (ADR 0063)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from elearning.enrolment.paths import all_paths
from modules.blocks.assessments import LateChoiceBlock
from modules.blocks.text import TextBlocks

Context = dict[str, Any]


def _paths() -> list[tuple[str, str]]:
    return [(path.code, f"{path.title} · {path.audience}") for path in all_paths()]


class ForPathsBlock(blocks.StructBlock):
    """Open for who is on one of `paths` (their codes); folded for everybody else, never hidden.

    The context's `path` is the code of the learner's own path, absent for who has none here.
    """

    paths = blocks.ListBlock(
        LateChoiceBlock(_paths, required=True),
        label=_("learning paths it is meant for"),
        min_num=1,
    )
    title = blocks.CharBlock(
        label=_("title"),
        max_length=80,
        help_text=_(
            "Says what it is and for whom, such as: For hbo: give your source."
        ),
    )
    content = TextBlocks(label=_("what it says"), required=True)

    class Meta:
        template = "modules/blocks/for_paths.html"
        icon = "group"
        label = _("Part for some learning paths")
        help_text = _(
            "Open for learners on these paths, folded for everybody else. Nobody misses what all "
            "have to know: that stands in the lesson itself."
        )

    def get_context(
        self, value: blocks.StructValue, parent_context: Context | None = None
    ) -> Context:
        context: Context = super().get_context(value, parent_context=parent_context)
        context["is_open"] = context.get("path") in set(value["paths"])
        return context
