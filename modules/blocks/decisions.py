"""A tree of questions, an assignment with a rubric, and something to do together (ADR 0037)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from modules.blocks.practice import Context, ExerciseBlock
from modules.blocks.text import SMALL_FEATURES
from modules.decision_trees import grow

TONES = [
    ("plain", _("Neutral")),
    ("go", _("Go ahead (green)")),
    ("wait", _("Ask first (orange)")),
    ("stop", _("Do not (purple)")),
]


def _key() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=pgettext_lazy("exercise", "code"),
        max_length=20,
        help_text=_("A short word of your own."),
    )


class DecisionTreeBlock(ExerciseBlock):
    """Questions that lead to each other, and where they end."""

    title = blocks.CharBlock(label=_("title"))
    intro = blocks.TextBlock(label=_("introduction"), required=False, rows=2)
    questions = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("key", _key()),
                (
                    "question",
                    blocks.TextBlock(
                        label=pgettext_lazy("exercise", "question"), rows=2
                    ),
                ),
                (
                    "answers",
                    blocks.ListBlock(
                        blocks.StructBlock(
                            [
                                (
                                    "text",
                                    blocks.CharBlock(
                                        label=pgettext_lazy("exercise", "answer")
                                    ),
                                ),
                                (
                                    "target",
                                    blocks.CharBlock(
                                        label=pgettext_lazy("exercise", "leads to"),
                                        max_length=20,
                                        help_text=_(
                                            "The code of a question or an outcome."
                                        ),
                                    ),
                                ),
                            ],
                            label_format="{text} → {target}",
                        ),
                        label=pgettext_lazy("exercise", "answers"),
                        min_num=2,
                        collapsed=True,
                    ),
                ),
            ],
            label_format="{key}: {question}",
        ),
        label=_("questions; the first is asked first"),
        min_num=1,
        collapsed=True,
    )
    outcomes = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("key", _key()),
                ("title", blocks.CharBlock(label=_("what to do, in short"))),
                (
                    "text",
                    blocks.TextBlock(
                        label=pgettext_lazy("exercise", "explanation"),
                        required=False,
                        rows=2,
                    ),
                ),
                (
                    "tone",
                    blocks.ChoiceBlock(
                        label=pgettext_lazy("exercise", "colour"),
                        choices=TONES,
                        default="plain",
                    ),
                ),
            ],
            label_format="{key}: {title}",
        ),
        label=pgettext_lazy("exercise", "outcomes"),
        min_num=1,
        collapsed=True,
    )

    class Meta:
        template = "modules/blocks/decision_tree.html"
        icon = "site"
        label = _("Decision tree")

    def shown(self, value: blocks.StructValue, name: str) -> Context:
        return {"root": grow(value["questions"], value["outcomes"])}


class AssignmentBlock(ExerciseBlock):
    """Something to make, with what is looked at; who ticks where she stands does so for herself."""

    title = blocks.CharBlock(label=_("title"))
    task = blocks.RichTextBlock(
        label=pgettext_lazy("exercise", "assignment"), features=SMALL_FEATURES
    )
    hand_in = blocks.TextBlock(
        label=_("for whom it is"),
        required=False,
        rows=2,
        help_text=_(
            "Who looks at it, and where. Nobody else can read a portfolio here."
        ),
    )
    levels = blocks.ListBlock(
        blocks.CharBlock(max_length=40),
        label=_("levels, from low to high"),
        min_num=2,
        max_num=4,
    )
    criteria = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("name", blocks.CharBlock(label=_("what is looked at"))),
                (
                    "texts",
                    blocks.ListBlock(
                        blocks.TextBlock(rows=2),
                        label=_("what each level looks like, in the same order"),
                        min_num=2,
                        max_num=4,
                    ),
                ),
            ],
            label_format="{name}",
        ),
        label=pgettext_lazy("exercise", "criteria"),
        min_num=1,
        collapsed=True,
    )

    class Meta:
        template = "modules/blocks/assignment.html"
        icon = "clipboard-list"
        label = _("Assignment with a rubric")

    def shown(self, value: blocks.StructValue, name: str) -> Context:
        return {
            "criteria": [
                {
                    "id": f"{name}-{number}",
                    "name": criterion["name"],
                    "choices": [
                        {"value": level, "label": level, "hint": text}
                        for level, text in zip(
                            value["levels"], criterion["texts"], strict=False
                        )
                    ],
                }
                for number, criterion in enumerate(value["criteria"], 1)
            ]
        }


class LiveSessionBlock(blocks.StructBlock):
    """Something to do together, part by part; who learns alone does it otherwise and as well."""

    title = blocks.CharBlock(label=_("title"))
    need = blocks.TextBlock(
        label=_("what you need"),
        rows=2,
        help_text=_("Such as: three people, an invented case, a quiet room."),
    )
    parts = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("minutes", blocks.IntegerBlock(label=_("minutes"), min_value=1)),
                ("what", blocks.TextBlock(label=_("what happens"), rows=2)),
                (
                    "mind",
                    blocks.TextBlock(label=_("mind this"), required=False, rows=2),
                ),
            ],
            label=pgettext_lazy("live session", "part"),
            label_format="{minutes} {what}",
        ),
        label=_("parts, in order"),
        min_num=2,
        collapsed=True,
    )
    alone = blocks.TextBlock(
        label=_("if you are alone"),
        rows=2,
        help_text=_("An equal way for who has nobody to do it with."),
    )

    class Meta:
        template = "modules/blocks/live_session.html"
        icon = "group"
        label = _("Live session")

    def get_context(
        self, value: blocks.StructValue, parent_context: Context | None = None
    ) -> Context:
        context: Context = super().get_context(value, parent_context=parent_context)
        context["minutes"] = sum(part["minutes"] for part in value["parts"])
        return context
